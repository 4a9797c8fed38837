import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

/** Where files are written before they are moved: inside their folder, because renaming must not cross a mount. */
export const stagingFolder = '.staging';

/**
 * Fills a folder so that a run that is cut short never looks complete: all files are written into a staging folder first
 * and moved into place when they are whole. The last file is removed first and moved last, so where it stands, the others
 * belong to it. One writer at a time.
 * @param files - names of the files to move, which may replace those of an earlier run
 * @param write - writes them into the staging folder, which is removed in any case
 */
export async function fillFolder<T>(
  folder: string,
  files: readonly string[],
  write: (staging: string) => Promise<T>,
): Promise<T> {
  const staging = join(folder, stagingFolder);
  await rm(staging, { recursive: true, force: true });
  await makeFolder(staging);
  try {
    const result = await write(staging);
    await rm(join(folder, files.at(-1) ?? ''), { force: true });
    for (const file of files) await rename(join(staging, file), join(folder, file));
    return result;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
