import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with its parents, unless it is there. (`mkdir` with `recursive` never returns below a folder such as
 * /proc, in which nothing can be made and which says so by ENOENT.)
 * @throws naming the folder and the reason
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    const missing: string[] = [];
    for (let path = resolve(folder); !(await isFolder(path)); path = dirname(path)) missing.unshift(path);
    for (const path of missing) await mkdir(path).catch(ignoreExisting);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`The folder ${folder} cannot be made (${message}): name another.`, {
      cause: { code },
    });
  }
}

/** @throws when it is something else than a folder, or cannot be looked at */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found !== undefined && !found.isDirectory()) throw new Error(`${path} is not a folder`);
  return found !== undefined;
}

/** Another process may have made it meanwhile. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
