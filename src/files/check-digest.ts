import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DatasetError } from './dataset-error.js';

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    signal?.throwIfAborted();
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

/**
 * Compares a file with the size (bytes) and the SHA-256 that were given, if they were.
 * @throws {DatasetError} naming both values.
 */
export async function checkDigest(
  path: string,
  expected: {
    expectedSize?: number | undefined;
    expectedSha256?: string | undefined;
    signal?: AbortSignal | undefined;
  },
  what = path,
): Promise<void> {
  const { expectedSize, expectedSha256, signal } = expected;
  if (expectedSize !== undefined) {
    const { size } = await stat(path);
    if (size !== expectedSize) {
      throw new DatasetError(
        `${what} has ${size} bytes; ${expectedSize} were expected. It is another edition, or incomplete`,
      );
    }
  }
  if (expectedSha256 !== undefined) {
    const sha256 = await digestOf(path, signal);
    if (sha256 !== expectedSha256.toLowerCase()) {
      throw new DatasetError(
        `${what} has the SHA-256 ${sha256}; ${expectedSha256.toLowerCase()} was expected. It is another edition, or altered`,
      );
    }
  }
}
