import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { findJava } from '../../embedded/java.mjs';
import { launcherArguments } from '../../embedded/launcher.mjs';
import { readEmbeddedHome } from '../config/embedded-config.js';
import { makeFolder } from '../files/make-folder.js';
import { buildOnce } from './build-once.js';
import { EmbeddedNodeError } from './embedded-node-error.js';
import { lastLogLines, nodeFiles } from './node-files.js';

export type EmbeddedNodeOptions = Readonly<{
  /** Folder for indices, snapshots and logs; created when missing, reused when not. */
  dataDir: string;
  /** HTTP port on 127.0.0.1; 0 lets the system choose. */
  port: number;
  /** Java heap, as -Xmx takes it: 512m, 1g. */
  heap: string;
  /** Further settings of Elasticsearch; they override the launcher's (see `Launcher.java`). */
  settings?: Readonly<Record<string, string>>;
  /** Maximal wait until the node's shards can be read; 60 s by default. */
  timeoutMs?: number;
  /** Aborts the start. */
  signal?: AbortSignal;
}>;

/** A node that runs as long as this process, at most. */
export type EmbeddedNode = Readonly<{
  url: string;
  pid: number;
  /** Closes the node, kills it if that takes more than 20 s, and resolves when its process is gone. */
  stop(): Promise<void>;
  /** Resolves when the process is gone, for any reason. */
  exited: Promise<EmbeddedNodeExit>;
}>;

/** How the node's process ended, and its last log lines. */
export type EmbeddedNodeExit = Readonly<{
  code: number | null;
  signal: NodeJS.Signals | null;
  lastLines: readonly string[];
}>;

type Launcher = ChildProcess & { stdin: Writable; stdout: Readable };
type Answer = { ready: true; port: number; pid: number } | { ready: false; reason: string };

/**
 * Starts the node and resolves when its shards can be read. The node has the other end of a pipe of this process and
 * closes when that ends, so it does not outlive this process.
 * @throws {EmbeddedNodeError}, or an error that says which Java is missing
 */
export async function startEmbeddedNode(options: EmbeddedNodeOptions): Promise<EmbeddedNode> {
  const dataDir = resolve(options.dataDir);
  const startedAt = Date.now();
  await makeFolder(dirname(nodeFiles(dataDir).console));
  const home = readEmbeddedHome();
  await buildOnce(home);
  const child = launch({ ...options, dataDir }, home);
  const exited = exitOf(child, dataDir, startedAt);
  const answer = await firstOf(child, exited, options);
  if (typeof answer === 'object' && 'ready' in answer && answer.ready) {
    return {
      url: `http://127.0.0.1:${answer.port}`,
      pid: answer.pid,
      stop: () => stop(child, exited),
      exited,
    };
  }
  child.kill('SIGKILL');
  const { lastLines } = await exited;
  throw describe(answer, { ...options, dataDir }, lastLines);
}

function launch(options: EmbeddedNodeOptions, home: string): Launcher {
  const java = findJava();
  const { console } = nodeFiles(options.dataDir);
  const consoleFile = openSync(console, 'a');
  try {
    // Detached: in its own process group, so that a terminal's Ctrl-C reaches only us and we close it in order.
    return spawn(java.program, launcherArguments({ root: home, ...options }), {
      cwd: dirname(console), // where Java writes its crash reports
      stdio: ['pipe', 'pipe', consoleFile],
      detached: true,
      windowsHide: true,
    }) as Launcher;
  } finally {
    closeSync(consoleFile);
  }
}

function exitOf(child: Launcher, dataDir: string, startedAt: number): Promise<EmbeddedNodeExit> {
  child.stdin.on('error', () => {}); // the process is gone: handled on 'close'
  return new Promise((done) => {
    const end = async (code: number | null, signal: NodeJS.Signals | null, also: readonly string[]) =>
      done({ code, signal, lastLines: [...(await lastLogLines(dataDir, startedAt)), ...also] });
    child.once('close', (code, signal) => void end(code, signal, []));
    child.once('error', (error) => void end(null, null, [error.message]));
  });
}

/** Resolves with what comes first: the launcher's line, its end, the time limit or the caller's signal. */
function firstOf(
  child: Launcher,
  exited: Promise<EmbeddedNodeExit>,
  { timeoutMs = 60_000, signal }: EmbeddedNodeOptions,
): Promise<Answer | EmbeddedNodeExit | 'timeout' | 'aborted'> {
  return new Promise((first) => {
    const timer = setTimeout(() => first('timeout'), timeoutMs);
    const giveUp = () => first('aborted');
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready":')) return; // a JVM that warns on standard output is no reason to fail
      clearTimeout(timer);
      first(JSON.parse(line) as Answer);
    });
    void exited.then(first).finally(() => {
      clearTimeout(timer);
      // One signal may be used for many attempts, while another program's node is starting.
      signal?.removeEventListener('abort', giveUp);
    });
  });
}

function describe(
  answer: Answer | EmbeddedNodeExit | 'timeout' | 'aborted',
  { dataDir, port, timeoutMs = 60_000 }: EmbeddedNodeOptions,
  lastLines: readonly string[],
): EmbeddedNodeError {
  if (answer === 'aborted')
    return new EmbeddedNodeError('aborted', 'The start of the embedded Elasticsearch was aborted.');
  const reason = typeof answer === 'object' && 'reason' in answer ? answer.reason : undefined;
  if (reason === 'port-in-use') {
    return new EmbeddedNodeError(
      'port-in-use',
      `Port ${port} on 127.0.0.1 is taken: another program listens there, so the embedded Elasticsearch cannot. ` +
        'Set EMBEDDED_PORT to a free port (0 lets the system choose), or, if an Elasticsearch listens there, ' +
        `use it with ELASTICSEARCH_URL=http://127.0.0.1:${port}.`,
    );
  }
  if (reason === 'data-in-use') {
    return new EmbeddedNodeError(
      'data-in-use',
      `The data folder ${dataDir} is in use by another embedded Elasticsearch, which is starting or stopping or belongs ` +
        'to another program. Wait for it or stop it, or set MARQUEE_DATA to another folder.',
    );
  }
  const what =
    answer === 'timeout'
      ? `was not ready after ${timeoutMs / 1000} s (an index whose data is damaged never is)`
      : 'ended before it was ready';
  const lines = lastLines.length > 0 ? lastLines.map((line) => `  ${line}`).join('\n') : '  (none)';
  return new EmbeddedNodeError(
    'not-ready',
    `The embedded Elasticsearch ${what}. Its last log lines:\n${lines}\n` +
      `The whole log: ${nodeFiles(dataDir).log}. To begin with empty data, remove ${dataDir}; ` +
      'to use another Elasticsearch, set ELASTICSEARCH_URL.',
  );
}

/** A little longer than the launcher's own limit. */
const stopLimitMs = 20_000;

async function stop(child: Launcher, exited: Promise<EmbeddedNodeExit>): Promise<void> {
  child.stdin.end();
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(limit);
}
