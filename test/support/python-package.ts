import { join } from 'node:path';
import { start } from './marquee.js';

/**
 * Installs a package and the programs that it brings into a virtual environment.
 * @param folder - of the environment; it is made
 * @returns the folder of the programs; undefined where there is no Python for the package, or no registry to get it from
 */
export async function installPythonPackage(folder: string, requirement: string): Promise<string | undefined> {
  const run = async (program: string, ...args: string[]): Promise<boolean> => {
    // A program that does not exist is an error event.
    const ended = await start(program, args).ended.catch(() => undefined);
    return ended?.code === 0;
  };
  const bin = join(folder, 'bin');
  const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '15'];
  const isInstalled =
    (await run('python3', '-m', 'venv', folder)) &&
    (await run(join(bin, 'pip'), 'install', ...options, requirement));
  return isInstalled ? bin : undefined;
}
