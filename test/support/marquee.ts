import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

export type Outcome = { code: number | null; out: string; err: string };

export type RunningMarquee = {
  process: ChildProcess;
  /** Everything printed so far. */
  out(): string;
  err(): string;
  ended: Promise<Outcome>;
};

let dataFolder: string | undefined;

/** What the verbs of this process keep: not in the data folder of the checkout, where its developer's runs are. */
function ownDataFolder(): string {
  if (dataFolder === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'marquee-test-data-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    dataFolder = folder;
  }
  return dataFolder;
}

/**
 * The environment of the tests without what would configure Marquee, and with what the test says.
 * @param cwd - other folders than the checkout are the test's own
 */
function environment(settings: Record<string, string>, cwd: string): NodeJS.ProcessEnv {
  const ours =
    /^(?:ELASTICSEARCH_|EMBEDDED_|MARQUEE_|KIBANA_|JWT_|JWKS_|REDIS_|HOST$|PORT$|LOG_LEVEL$|npm_lifecycle_event$)/;
  const rest = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const data = cwd === projectRoot &&
    settings.MARQUEE_DATA === undefined && { MARQUEE_DATA: ownDataFolder() };
  return { ...Object.fromEntries(rest), ...data, ...settings };
}

/** Starts a program in a process group of its own, as a terminal does. */
export function start(
  program: string,
  args: string[],
  settings: Record<string, string> = {},
  cwd = projectRoot,
): RunningMarquee {
  const child = spawn(program, args, {
    cwd,
    env: environment(settings, cwd),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, out, err }) as Outcome);
  return { process: child, out: () => out, err: () => err, ended };
}

/** Runs a verb to its end. */
export const marquee = (args: string[], settings?: Record<string, string>): Promise<Outcome> =>
  start(process.execPath, [join(projectRoot, 'dist', 'src', 'cli.js'), ...args], settings).ended;
