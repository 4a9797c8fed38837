import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/config/project-root.js';
import { titleWithout } from '../support/optional.js';

/** A container engine of this machine, and its program for compose files. */
export type Engine = { program: 'docker' | 'podman'; compose: string[] };

/** Returns the engine that runs here: Docker with its compose plug-in, or Podman with podman-compose. */
function findEngine(): Engine | undefined {
  const works = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (works('docker', 'info') && works('docker', 'compose', 'version')) {
    return { program: 'docker', compose: ['docker', 'compose'] };
  }
  if (works('podman', 'info') && works('podman-compose', '--version')) {
    return { program: 'podman', compose: ['podman-compose'] };
  }
  return undefined;
}

const engine = findEngine();

/** The image that is tested. */
export const image = process.env.MARQUEE_IMAGE ?? 'localhost/marquee:test';

/** Describes containers, where an engine runs; the image is built first unless MARQUEE_IMAGE names one. */
export function describeContainers(title: string, suite: (this: Mocha.Suite, engine: Engine) => void): void {
  if (engine === undefined) {
    describe.skip(titleWithout(title, 'a container engine'), () => it('are run', () => {}));
    return;
  }
  describe(title, function () {
    this.timeout(600_000);
    before('build the image', async () => {
      if (process.env.MARQUEE_IMAGE !== undefined) return;
      const format = engine.program === 'podman' ? ['--format', 'docker'] : [];
      await run(engine.program, ['build', ...format, '--tag', image, projectRoot]);
    });
    suite.call(this, engine);
  });
}

/** Runs a program; returns what it printed on standard output. @throws with what it printed when it fails */
export async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...env }, maxBuffer: 1 << 26, cwd: projectRoot };
  const { stdout } = await promisify(execFile)(program, args, options).catch(
    (error: Error & { stdout: string }) => {
      error.message += error.stdout;
      throw error;
    },
  );
  return stdout.trim();
}

/** Polls until it holds. @throws after the limit (milliseconds), naming what did not come */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  limitMilliseconds = 240_000,
): Promise<void> {
  for (const deadline = Date.now() + limitMilliseconds; Date.now() < deadline; await setTimeout(300)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`${what}: not within ${limitMilliseconds} ms`);
}

/** What the stand-ins for Elasticsearch and Kibana need of this machine, as volumes. */
export const standInVolumes = (javaHome: string): string[] => [
  `${projectRoot}:/repo:ro`,
  `${javaHome}:/jdk:ro`,
  `${join(projectRoot, 'test', 'containers', 'curl.sh')}:/usr/local/bin/curl:ro`,
];
