import { open, readFile, rm } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.js';

/**
 * Runs something while no other process does under the same lock file, which holds the process id.
 * A lock whose process is gone is taken over.
 * @throws {DatasetError} when another process holds it.
 */
export async function withLock<T>(path: string, what: string, run: () => Promise<T>): Promise<T> {
  if (!(await tryLock(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      throw new DatasetError(
        `${what} is being downloaded already, by process ${holder}; wait for it. If that is no Marquee, delete ${path}`,
      );
    }
    await rm(path, { force: true });
    if (!(await tryLock(path))) throw new DatasetError(`${what} is being downloaded already; wait for it`);
  }
  try {
    return await run();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
