import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.js';
import { checkFile } from '../describe-file.js';
import { isHidden } from '../open/file-names.js';
import type { SmallFile } from './read-small-file.js';

/** SHA-256 by the name of a file. */
export type Checksums = { where: string; byName: ReadonlyMap<string, string> };

/** Names of files that a message lists. */
const maxListed = 10;

/**
 * Parses a file as `sha256sum` writes it: `DIGEST  NAME` or `DIGEST *NAME`, one a line.
 * @throws {DatasetError} naming the first line that is another, or a name that has two digests
 */
export function parseChecksums({ where, bytes }: SmallFile): Checksums {
  const byName = new Map<string, string>();
  for (const [at, line] of bytes.toString('utf8').split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, digest, name] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/i.exec(line) ?? [];
    if (digest === undefined || name === undefined) {
      throw new DatasetError(
        `${where}: line ${at + 1} is no checksum; expected lines as sha256sum writes them`,
      );
    }
    if (byName.has(name)) throw new DatasetError(`${where} has two checksums of ${name}`);
    byName.set(name, digest.toLowerCase());
  }
  if (byName.size === 0) throw new DatasetError(`${where} holds no checksum`);
  return { where, byName };
}

/** Returns the SHA-256 of a zip or file. @throws {DatasetError} when there is none, listing those there are */
export function checksumOf({ where, byName }: Checksums, name: string): string {
  const digest = byName.get(name);
  if (digest !== undefined) return digest;
  const names = [...byName.keys()].slice(0, maxListed).join(', ');
  throw new DatasetError(`${where} has no checksum of ${name}; it has those of: ${names}`);
}

/**
 * Compares a folder with its checksums: the files that they name, and no others.
 * @param others - paths that are not part of the edition, such as that of the checksums
 * @throws {DatasetError} naming a file that differs, is missing, or has no checksum
 */
export async function checkFolder(
  folder: string,
  checksums: Checksums,
  others: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const apart = others.map((path) => resolve(path));
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !isHidden(entry.name))
    .map(({ name }) => name)
    .filter((name) => !apart.includes(resolve(folder, name)));
  for (const name of names) checksumOf(checksums, name);
  for (const [name, expectedSha256] of checksums.byName) {
    if (!names.includes(name)) {
      throw new DatasetError(`${folder} has no ${name}, of which ${checksums.where} has a checksum`);
    }
    await checkFile(join(folder, name), { expectedSha256, signal });
  }
}
