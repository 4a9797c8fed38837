import { mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of memory, and of the file system in it. */
const enoughBytes = 4 * 1024 ** 3;

/**
 * Creates a folder for the data of a node: in memory where there is enough of it, because a small load mostly waits for
 * the disk, else in the system's temporary folder.
 */
export const createDataFolder = (): string =>
  mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'marquee-test-node-'));

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return freemem() > enoughBytes && bavail * bsize > enoughBytes;
  } catch {
    return false;
  }
}
