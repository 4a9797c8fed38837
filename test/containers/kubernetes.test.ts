import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken, tokens } from '../support/api.js';
import { movieLine, moviesCsv } from '../support/edition.js';
import { movieTimes } from '../support/editions.js';
import { type FileServer, startFileServer } from '../support/file-server.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { certify, startTlsProxy } from '../support/tls-proxy.js';
import { zipOf } from '../support/zip.js';
import { describeContainers, image, run, until } from './engine.js';

type Variable = {
  name: string;
  value?: string;
  valueFrom?: { configMapKeyRef: { name: string; key: string } };
};
type Volume = {
  name: string;
  configMap?: { name: string };
  secret?: { secretName: string };
  persistentVolumeClaim?: { claimName: string };
};
type Pod = {
  securityContext: { runAsUser: number; runAsGroup: number };
  containers: [
    {
      args: string[];
      env: Variable[];
      securityContext: { readOnlyRootFilesystem: boolean; capabilities: { drop: string[] } };
      volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
    },
  ];
  volumes: Volume[];
};

/*
 * Each container of deploy/kubernetes as its manifest says: command, environment, files, user, capabilities and read-only
 * file system. Elasticsearch is a real node behind TLS; it takes any API key.
 */
describeContainers('the containers of Kubernetes', ({ program }) => {
  const folder = temporaryFolder();
  const claim = `marquee-test-claim-${process.pid}`;
  const api = `marquee-test-api-${process.pid}`;
  let elasticsearch: Awaited<ReturnType<typeof startTlsProxy>>;
  let editions: FileServer;

  before(async () => {
    const certificate = await certify();
    elasticsearch = await startTlsProxy(await sharedNodeUrl(), certificate);
    const lines = Array.from({ length: 40 }, (_, at) => movieLine(movieTimes(3)(at + 1)));
    const zip = zipOf([{ name: 'movies_metadata.csv', data: moviesCsv(lines) }]);
    editions = await startFileServer((response) => response.writeHead(200).end(zip));
    const files = {
      'marquee-elasticsearch/url': elasticsearch.url,
      'marquee-elasticsearch/ca.pem': certificate.cert,
      'marquee-edition/url': `${editions.origin}/edition.zip`,
      'marquee-reader/api-key': 'cmVhZGVyOmtleQ==',
      'marquee-loader/api-key': 'bG9hZGVyOmtleQ==',
      'marquee-backup/api-key': 'YmFja3VwOmtleQ==',
      'marquee-tokens/secret': tokens.secret,
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    chmodSync(folder, 0o755);
  });
  after(async () => {
    await run(program, ['rm', '--force', api]).catch(() => {});
    await run(program, ['volume', 'rm', '--force', claim]).catch(() => {});
    await elasticsearch?.close();
    await editions?.close();
  });

  const resolve = ({ value, valueFrom }: Variable): string => {
    if (valueFrom === undefined) return value as string;
    const { name, key } = valueFrom.configMapKeyRef;
    return readFileSync(join(folder, name, key), 'utf8');
  };
  const sourceOf = ({ configMap, secret }: Volume): string => {
    const name = configMap?.name ?? secret?.secretName;
    return name === undefined ? claim : join(folder, name);
  };

  /** The arguments of `run` for the one container of a pod. */
  function argumentsFor({ securityContext: user, containers: [container], volumes }: Pod): string[] {
    const { args, env, securityContext, volumeMounts } = container;
    const variables = new Map(env.map((one) => [one.name, resolve(one)]));
    const mounts = volumeMounts.map(({ name, mountPath, readOnly }) => {
      const volume = volumes.find((one) => one.name === name) as Volume;
      return `${sourceOf(volume)}:${mountPath}${readOnly ? ':ro' : ''}`;
    });
    return [
      ...['--network', 'host', '--no-healthcheck', '--security-opt', 'no-new-privileges'],
      ...['--user', `${user.runAsUser}:${user.runAsGroup}`],
      ...(securityContext.readOnlyRootFilesystem ? ['--read-only'] : []),
      ...securityContext.capabilities.drop.flatMap((one) => ['--cap-drop', one]),
      ...[...variables].flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...mounts.flatMap((mount) => ['--volume', mount]),
      image,
      ...args.map((arg) => arg.replace(/\$\((\w+)\)/g, (_, name) => variables.get(name) as string)),
    ];
  }
  const once = (pod: Pod) => run(program, ['run', '--rm', ...argumentsFor(pod)]);

  it('load first: the edition of the config map is published, and the report stays on the volume', async () => {
    const out = await once(podOf('first-load/job.yaml', 'Job'));
    expect(JSON.parse(out.split('\n').at(-1) as string).run).to.include({ outcome: 'published' });
    const look = [
      'run',
      '--rm',
      '--no-healthcheck',
      '--volume',
      `${claim}:/data`,
      '--entrypoint',
      'cat',
      image,
    ];
    expect(await run(program, [...look, '/data/reload/load-report.json'])).to.include('published');
  });

  it('load each month: an edition that is live already is no failure', async () => {
    const out = await once(podOf('base/reload.yaml', 'CronJob'));
    expect(JSON.parse(out.split('\n').at(-1) as string).run).to.include({ outcome: 'unchanged' });
  });

  it('back up the live edition', async () => {
    expect(await once(podOf('base/backup.yaml', 'CronJob'))).to.match(/edition \d+ is in snapshot/);
  });

  it('serve the API, and metrics on a port of their own', async () => {
    await run(program, [
      'run',
      '--detach',
      '--name',
      api,
      ...argumentsFor(podOf('base/api.yaml', 'Deployment')),
    ]);
    const url = 'http://127.0.0.1:3000';
    await until('it is ready', async () => (await fetch(`${url}/readyz`)).status === 200, 60_000);
    const headers = { authorization: `Bearer ${goodToken()}` };
    expect((await fetch(`${url}/v1/companies/7/profit-by-year`, { headers })).status).to.equal(200);
    expect((await fetch(`${url}/metrics`)).status).to.equal(404);
    const metrics = await fetch('http://127.0.0.1:9464/metrics');
    expect(await metrics.text()).to.include('marquee_http_request_duration_seconds');
    expect((await fetch('http://127.0.0.1:9464/v1/genres')).status).to.equal(404);
  });
});

/** The pod of the first manifest of a kind in a file. */
function podOf(file: string, kind: string): Pod {
  const text = readFileSync(join(projectRoot, 'deploy', 'kubernetes', file), 'utf8');
  const manifest = parseAllDocuments(text)
    .map((document) => document.toJS())
    .find((one) => one.kind === kind);
  const { spec } = kind === 'CronJob' ? manifest.spec.jobTemplate : manifest;
  return spec.template.spec;
}
