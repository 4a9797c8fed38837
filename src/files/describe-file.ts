import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceFile } from '../model/source-file.js';
import { DatasetError } from './dataset-error.js';

/** Bytes read at a time, always into the same memory, which is faster than the fresh chunks of a stream. */
const blockSize = 1024 * 1024;

/** Returns name, size and SHA-256 of a file. */
export async function describeFile(path: string, signal?: AbortSignal): Promise<SourceFile> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafeSlow(blockSize);
  const file = await open(path);
  let size = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(block);
      if (bytesRead === 0) break;
      hash.update(block.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await file.close();
  }
  return { name: basename(path), size, sha256: hash.digest('hex') };
}

/** Size (bytes) and SHA-256 (64 hexadecimal digits) that a file must have; what is undefined is not checked. */
export type ExpectedFile = {
  expectedSize?: number | undefined;
  expectedSha256?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Compares a file with the size and SHA-256 expected of it.
 * @param name - of the file in messages
 * @throws {DatasetError} with both values when they differ
 */
export async function checkFile(
  path: string,
  { expectedSize, expectedSha256, signal }: ExpectedFile,
  name = path,
): Promise<void> {
  if (expectedSize !== undefined) {
    const { size } = await stat(path);
    if (size !== expectedSize) {
      throw new DatasetError(
        `${name} has ${size} bytes; ${expectedSize} were expected. It is another edition, or incomplete`,
      );
    }
  }
  if (expectedSha256 !== undefined) {
    const expected = expectedSha256.toLowerCase();
    const { sha256 } = await describeFile(path, signal);
    if (sha256 !== expected) {
      throw new DatasetError(
        `${name} has the SHA-256 ${sha256}; ${expected} was expected. It is another edition, or altered`,
      );
    }
  }
}
