import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DatasetError, InputNotFoundError } from '../dataset-error.js';
import type { SmallFile } from './read-small-file.js';

/** Bytes of an Ed25519 signature. */
const signatureBytes = 64;

/** Bytes of the largest edition whose own signature can be verified: Ed25519 needs all of them at once. */
const maxSigned = 2 ** 31 - 1;

/** Returns an Ed25519 public key. @throws {InputNotFoundError} when the file holds none */
export function toPublicKey({ where, bytes }: SmallFile): KeyObject {
  try {
    const key = createPublicKey(bytes);
    if (key.asymmetricKeyType === 'ed25519' && !bytes.includes('PRIVATE KEY')) return key;
  } catch {
    // Not PEM at all: the message below says what is expected.
  }
  throw new InputNotFoundError(
    `${where} holds no Ed25519 public key; expected PEM, as openssl pkey -pubout writes it`,
  );
}

/**
 * Verifies a detached Ed25519 signature, of 64 bytes or the same in base64.
 * @throws {DatasetError} when it is none, or not of these bytes by this key
 */
export function verifySignature(signed: SmallFile, signature: SmallFile, key: KeyObject): void {
  const { bytes } = signature;
  const raw = bytes.length === signatureBytes ? bytes : Buffer.from(bytes.toString('latin1'), 'base64');
  if (raw.length !== signatureBytes) {
    throw new DatasetError(
      `${signature.where} is no Ed25519 signature: it has ${bytes.length} bytes; expected ${signatureBytes}, or these in base64`,
    );
  }
  if (!verify(null, signed.bytes, key, raw)) {
    throw new DatasetError(
      `${signature.where} is no signature of ${signed.where} by the key given: one of the three is another, or altered`,
    );
  }
}

/** Verifies the signature of a whole edition. @throws as `verifySignature`; {DatasetError} when it is too large for that */
export async function verifyFileSignature(
  path: string,
  where: string,
  signature: SmallFile,
  key: KeyObject,
): Promise<void> {
  const { size } = await stat(path);
  if (size > maxSigned) {
    throw new DatasetError(
      `${where} has ${size} bytes: too many to verify a signature of; sign its SHA256SUMS`,
    );
  }
  verifySignature({ where, bytes: await readFile(path) }, signature, key);
}
