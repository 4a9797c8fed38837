import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken } from './api.js';
import { start } from './marquee.js';

const modules = join(projectRoot, 'node_modules');

/** Compiles a TypeScript file in strict mode and runs it with a token; returns what it printed. */
export async function runTypeScript(path: string): Promise<string> {
  const options = ['--ignoreConfig', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  const types = ['--skipLibCheck', '--types', 'node', '--typeRoots', join(modules, '@types')];
  await runNode([join(modules, 'typescript', 'bin', 'tsc'), ...options, ...types, path]);
  return await runNode([path.replace(/\.ts$/, '.js')]);
}

/** Runs a program with a token; returns what it printed. */
export async function runNode(args: string[]): Promise<string> {
  const { code, out, err } = await start(process.execPath, args, { TOKEN: goodToken() }).ended;
  expect(code, out + err).to.equal(0);
  return out;
}
