import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A database server of the tests, with one empty database. */
export type DatabaseServer = {
  /** Runs scripts of a folder, which is the client's current one. */
  runScripts(folder: string, names: readonly string[]): Promise<void>;
  /** The rows of a query, as texts by column; null where the server says so. */
  query(sql: string): Promise<Record<string, string | null>[]>;
  stop(): Promise<void>;
};

/** The servers that the tests know, by name. Each starts in a new folder and listens on a socket in it. */
export const databaseServers: Readonly<
  Record<string, { programs: readonly string[]; start(folder: string): Promise<DatabaseServer> }>
> = {
  PostgreSQL: { programs: ['initdb', 'postgres', 'psql'], start: startPostgres },
  MariaDB: { programs: ['mariadb-install-db', 'mariadbd', 'mariadb'], start: startMariaDb },
};

/** Returns the path of a program: on PATH, or where Debian keeps those of servers. */
export function findProgram(name: string): string | undefined {
  const postgres = '/usr/lib/postgresql';
  const versions = existsSync(postgres)
    ? readdirSync(postgres).map((version) => join(postgres, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', ...versions];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

const program = (name: string): string => findProgram(name) ?? name;

const run = async (name: string, args: readonly string[], cwd?: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(program(name), [...args], {
    maxBuffer: 64 * 1024 ** 2,
    ...(cwd !== undefined && { cwd }),
  });
  return stdout;
};

/** PostgreSQL refuses to run as root: then it runs as the user without rights. */
const nobody = 65_534;

async function startPostgres(folder: string): Promise<DatabaseServer> {
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')];
  mkdirSync(data, { mode: 0o700 });
  mkdirSync(socket);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    chmodSync(folder, 0o755);
    for (const path of [data, socket]) chownSync(path, nobody, nobody);
  }
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  const setUp = [
    '--pgdata',
    data,
    '--username',
    'tester',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--no-locale',
  ];
  execFileSync(program('initdb'), setUp, { ...user, cwd: folder, stdio: 'ignore' });
  const server = spawn(program('postgres'), ['-D', data, '-k', socket, '-c', 'listen_addresses='], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  const client = [
    '--host',
    socket,
    '--username',
    'tester',
    '--no-psqlrc',
    '--quiet',
    '-v',
    'ON_ERROR_STOP=1',
    'postgres',
  ];
  await ready(server, () => run('psql', [...client, '--command', 'SELECT 1']));
  return {
    async runScripts(scripts, names) {
      await run('psql', [...client, ...names.flatMap((name) => ['--file', name])], scripts);
    },
    async query(sql) {
      const format = ['--no-align', '--field-separator', '\t', '--pset', 'null=NULL', '--pset', 'footer=off'];
      return toRows(await run('psql', [...client, ...format, '--command', sql]));
    },
    stop: () => stop(server, 'SIGINT'),
  };
}

async function startMariaDb(folder: string): Promise<DatabaseServer> {
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')];
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run('mariadb-install-db', [
    '--no-defaults',
    ...user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const options = ['--skip-networking', '--local-infile=1', `--pid-file=${join(folder, 'pid')}`];
  const server = spawn(
    program('mariadbd'),
    ['--no-defaults', ...user, `--datadir=${data}`, `--socket=${socket}`, ...options],
    { stdio: 'ignore' },
  );
  const client = ['--no-defaults', `--socket=${socket}`, '--user=root', '--default-character-set=utf8mb4'];
  await ready(server, () => run('mariadb', [...client, '--execute', 'CREATE DATABASE IF NOT EXISTS movies']));
  return {
    async runScripts(scripts, names) {
      const sources = names.map((name) => `source ${name};`).join(' ');
      const warnings = await run(
        'mariadb',
        [...client, '--local-infile=1', '--show-warnings', 'movies', '--execute', sources],
        scripts,
      );
      if (warnings !== '') throw new Error(warnings);
    },
    async query(sql) {
      return toRows(await run('mariadb', [...client, '--batch', '--raw', 'movies', '--execute', sql]));
    },
    stop: () => stop(server, 'SIGTERM'),
  };
}

/** Waits until a call to a server succeeds. */
async function ready(server: ChildProcess, call: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
    try {
      return void (await call());
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) {
        server.kill('SIGKILL');
        throw error;
      }
    }
  }
}

async function stop(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}

/** Reads a table of tabs and lines below a header; the queries of the tests have neither in their cells. */
function toRows(text: string): Record<string, string | null>[] {
  const [header = [], ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  return rows.map((cells) =>
    Object.fromEntries(header.map((name, at) => [name, cells[at] === 'NULL' ? null : (cells[at] ?? null)])),
  );
}
