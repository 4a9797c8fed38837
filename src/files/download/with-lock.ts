import { open, readFile, rm } from 'node:fs/promises';
import { DownloadError } from './transient-error.js';

/**
 * Runs something while no other process runs anything under the same lock file, which contains the process id. A lock
 * whose process is gone is taken over.
 * @param name - of the download in messages
 * @throws {DownloadError} when another process holds the lock
 */
export async function withLock<T>(path: string, name: string, run: () => Promise<T>): Promise<T> {
  if (!(await tryLock(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      throw new DownloadError(
        `${name} is being downloaded already, by process ${holder}; wait for it. If that process is not Marquee, delete ${path}`,
      );
    }
    await rm(path, { force: true });
    if (!(await tryLock(path))) throw new DownloadError(`${name} is being downloaded already; wait for it`);
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
    // EPERM: it is alive, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
