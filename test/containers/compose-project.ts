import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { findJava } from '../../embedded/java.mjs';
import { projectRoot } from '../../src/config/project-root.js';
import { type Engine, image, run, standInVolumes } from './engine.js';

/** Ports that no other test uses. */
const ports = { API_PORT: '13000', ELASTICSEARCH_PORT: '19200', KIBANA_PORT: '15601' };

/** docker-compose.yml as a project of its own, with stand-ins for Elasticsearch and Kibana. */
export type Project = {
  /** Runs a command of compose; returns what it printed. */
  compose(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  /** Returns the newest container of a service, as `inspect` describes it. */
  // biome-ignore lint/suspicious/noExplicitAny: each engine has its own shape
  inspect(service: string): Promise<any>;
  /** Returns what a service has printed. */
  logs(service: string): Promise<string>;
  /** Secrets and settings of its .env. */
  settings: Readonly<Record<string, string>>;
  api: string;
  elasticsearch: string;
};

/** Describes the project in a folder, with secrets from the command that .env.example shows. */
export async function createProject(engine: Engine, folder: string): Promise<Project> {
  copyFileSync(join(projectRoot, '.env.example'), join(folder, '.env.example'));
  const [, command = ''] = /^# {3}(awk .*)$/m.exec(readFileSync(join(folder, '.env.example'), 'utf8')) ?? [];
  await run('sh', ['-c', `cd '${folder}' && ${command}`]);
  const images = { MARQUEE_IMAGE: image, ELASTICSEARCH_IMAGE: image, KIBANA_IMAGE: image };
  const apiUrl = { MARQUEE_API_URL: `http://localhost:${ports.API_PORT}` };
  const more = Object.entries({ ...images, ...ports, ...apiUrl });
  writeFileSync(join(folder, '.env'), more.map(([name, value]) => `${name}=${value}\n`).join(''), {
    flag: 'a',
  });
  const overriding = join(folder, 'stand-ins.yml');
  writeFileSync(overriding, stringify({ services: standIns() }));

  const [program = '', ...subcommand] = engine.compose;
  const name = `marquee-test-${process.pid}`;
  const files = ['-f', join(projectRoot, 'docker-compose.yml'), '-f', overriding];
  const path =
    engine.program === 'podman'
      ? ['--podman-path', join(projectRoot, 'test', 'containers', 'podman.sh')]
      : [];
  const options = [...subcommand, ...path, '-p', name, '--env-file', join(folder, '.env'), ...files];
  const labels = (service: string) =>
    [`project=${name}`, `service=${service}`].flatMap((one) => [
      '--filter',
      `label=com.docker.compose.${one}`,
    ]);
  const newest = async (service: string): Promise<string> => {
    const ids = await run(engine.program, ['ps', '--all', '--quiet', ...labels(service)]);
    return ids.split('\n')[0] as string;
  };
  return {
    compose: (args, env) => run(program, [...options, ...args], env),
    inspect: async (service) => JSON.parse(await run(engine.program, ['inspect', await newest(service)]))[0],
    logs: async (service) => run(engine.program, ['logs', await newest(service)]),
    settings: Object.fromEntries(
      [...readFileSync(join(folder, '.env'), 'utf8').matchAll(/^(\w+)=(.+)$/gm)].map(([, key, value]) => [
        key,
        value,
      ]),
    ),
    api: `http://127.0.0.1:${ports.API_PORT}`,
    elasticsearch: `http://127.0.0.1:${ports.ELASTICSEARCH_PORT}`,
  };
}

/** For a short life; the class archive is for the Java of the machine that wrote it. */
const javaOptions = '-Xshare:off -XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

const standIns = () => {
  const standIn = (name: string) => ({
    user: '0:0',
    entrypoint: ['node', `/repo/dist/test/containers/${name}.js`],
    environment: { JAVA_HOME: '/jdk', JDK_JAVA_OPTIONS: javaOptions },
    volumes: standInVolumes(findJava().home),
  });
  return { elasticsearch: standIn('stand-in-elasticsearch'), kibana: standIn('stand-in-kibana') };
};
