import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

/** The last commit whose documents have schema version 5. */
const commit = '03eff72de831d28010de513214c8e04539cb7510';

/** Whether the history of this checkout goes back to the older version; a shallow clone does not. */
export function hasOlderVersion(): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: projectRoot, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Compiles the older version below a folder, with today's packages; returns the path of its command line. */
export function buildOlderVersion(folder: string): string {
  const root = join(folder, 'older-version');
  mkdirSync(root);
  const archive = execFileSync('git', ['archive', commit], { cwd: projectRoot, maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', root], { input: archive });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', root, '--noCheck'], { stdio: 'inherit' });
  const page = join(projectRoot, 'dist', 'page');
  if (existsSync(page)) symlinkSync(page, join(root, 'dist', 'page'));
  return join(root, 'dist', 'src', 'cli.js');
}
