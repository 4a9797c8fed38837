import { DatasetError, InputNotFoundError } from '../dataset-error.js';
import type { AuthenticityOptions } from '../edition-source.js';
import { type Checksums, checkFolder, checksumOf, parseChecksums } from './checksums.js';
import { readSmallFile } from './read-small-file.js';
import { toPublicKey, verifyFileSignature, verifySignature } from './signature.js';

/** What an edition must be. */
export type Authenticity = {
  /** Whether a signature is verified. */
  isSigned: boolean;
  /** Returns the SHA-256 of a zip or file; undefined without checksums. @throws {DatasetError} when they lack it */
  sha256Of(name: string): string | undefined;
  /** Verifies the signature of a zip or file, if it has one of its own. @throws {DatasetError} */
  verifyFile(path: string, where: string): Promise<void>;
  /** Compares a folder with the checksums. @throws {DatasetError}; {InputNotFoundError} for a signature without them */
  verifyFolder(folder: string, signal?: AbortSignal): Promise<void>;
};

/**
 * Reads what authenticates an edition, and verifies the signature of its checksums, before the edition itself is looked
 * at or downloaded.
 * @throws {DatasetError} when a signature is required and not given, or is not valid; {InputNotFoundError} when a file is
 *   not there; {DownloadError} when one could not be downloaded
 */
export async function readAuthenticity(
  { checksums: sums, signature: signed, publicKey, isRequired = false }: AuthenticityOptions,
  signal?: AbortSignal,
): Promise<Authenticity> {
  if (isRequired && signed === undefined) {
    throw new DatasetError(
      'The edition is not signed, and MARQUEE_REQUIRE_SIGNATURE is true: give its signature by --signature and the key of its source by --public-key',
    );
  }
  if ((signed === undefined) !== (publicKey === undefined)) {
    throw new InputNotFoundError(
      'A signature needs a key, and a key a signature: --signature and --public-key go together',
    );
  }
  const key =
    publicKey === undefined ? undefined : toPublicKey(await readSmallFile(publicKey, 'a public key', signal));
  const signature = signed === undefined ? undefined : await readSmallFile(signed, 'a signature', signal);
  const file = sums === undefined ? undefined : await readSmallFile(sums, 'a file of checksums', signal);
  if (file !== undefined && signature !== undefined && key !== undefined)
    verifySignature(file, signature, key);
  const checksums: Checksums | undefined = file && parseChecksums(file);
  return {
    isSigned: signature !== undefined,
    sha256Of: (name) => checksums && checksumOf(checksums, name),
    async verifyFile(path, where) {
      if (checksums === undefined && signature !== undefined && key !== undefined) {
        await verifyFileSignature(path, where, signature, key);
      }
    },
    async verifyFolder(folder, within) {
      if (checksums !== undefined) {
        const others = [sums, signed, publicKey].filter((path) => path !== undefined);
        await checkFolder(folder, checksums, others, within);
      } else if (signature !== undefined) {
        throw new InputNotFoundError(
          `${folder} is a folder: a signature is one of its SHA256SUMS file; give that by --checksums`,
        );
      }
    },
  };
}
