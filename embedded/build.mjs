// Builds the embedded node with Maven and lets it run once, so that every later start is quick.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findJava } from './java.mjs';
import { embeddedTarget, launcherArguments } from './launcher.mjs';
import { findMaven } from './maven.mjs';

/**
 * Throws one sentence when Java or Maven is missing, and Maven's own output when the build fails.
 * @param {string} root the folder that has embedded/pom.xml
 */
export async function buildEmbedded(root) {
  const java = findJava({ compiler: true });
  runMaven(root, findMaven(), java.home);
  await writeClassArchive(root, java.program);
}

/**
 * @param {string} root
 * @param {string} maven
 * @param {string} javaHome
 */
function runMaven(root, maven, javaHome) {
  rmSync(embeddedTarget(root), { recursive: true, force: true }); // or jars of another version would stay
  const { status, error, stdout, stderr } = spawnSync(maven, ['-q', '-B', 'package'], {
    cwd: join(root, 'embedded'),
    env: { ...process.env, JAVA_HOME: javaHome },
    encoding: 'utf8',
    shell: process.platform === 'win32', // mvn is a .cmd there
  });
  if (status === 0) return;
  throw new Error(
    `${maven} -q -B package in embedded/ failed; Maven says:\n${error?.message ?? ''}${stdout}${stderr}` +
      'Without a way to Maven Central, use `docker compose up` or set ELASTICSEARCH_URL to an existing cluster.',
  );
}

/**
 * Starts a node in a temporary folder and stops it: the JVM then writes its class archive. A node that cannot run
 * here does not fail the build; its start will say why.
 * @param {string} root
 * @param {string} program
 */
async function writeClassArchive(root, program) {
  const dataDir = join(embeddedTarget(root), 'first-run');
  const args = launcherArguments({ root, dataDir, port: 0, heap: '512m', archive: 'write' });
  const node = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  node.stdin.on('error', () => {}); // it ended by itself; then only the archive is missing
  node.stdout.once('data', () => node.stdin.end());
  const limit = setTimeout(() => node.kill('SIGKILL'), 120_000);
  await once(node, 'close');
  clearTimeout(limit);
  rmSync(dataDir, { recursive: true, force: true });
}
