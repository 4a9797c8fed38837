import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { projectRoot } from '../../src/config/project-root.js';
import type { LoadRun } from '../../src/model/load-run.js';
import { startApi, type TestApi, tokens } from '../support/api.js';
import { movieLine, moviesCsv } from '../support/edition.js';
import { type FileServer, refuse, serveFile, startFileServer } from '../support/file-server.js';
import { marquee, type Outcome, start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startWebhookListener, type WebhookListener } from '../support/webhook-listener.js';
import { zipOf } from '../support/zip.js';

const rules = parse(readFileSync(join(projectRoot, 'deploy', 'prometheus', 'alerts.yml'), 'utf8')) as {
  groups: { rules: { alert: string; expr: string }[] }[];
};

/** Returns the alerts that fire over metrics whose value is 1, of those about the outcome of loads. */
function alertsOf(metrics: string): string[] {
  const outcomes = [...metrics.matchAll(/^marquee_load_latest_outcome\{.*outcome="(\w+)"\} 1$/gm)];
  return rules.groups[0]?.rules.flatMap(({ alert, expr }) => {
    const [, wanted] = /marquee_load_latest_outcome\{outcome=~?"([\w|]+)"\}/.exec(expr) ?? [];
    return outcomes.some(([, outcome]) => wanted?.split('|').includes(outcome as string)) ? [alert] : [];
  }) as string[];
}

const admin = mintToken(tokens, { subject: 'test', scope: 'admin', seconds: 600 });
const csv = moviesCsv([movieLine({ id: '1' }), movieLine({ id: '2' })]);

describe('a run that fails before it needs Elasticsearch', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  let files: FileServer;
  let webhook: WebhookListener;
  let api: TestApi;
  let settings: Record<string, string>;

  type Failure = { code: number; outcome: string; reason: RegExp; alert: string };
  const rejected = { code: 3, outcome: 'rejected', alert: 'MarqueeLoadRejected' };
  const notThere = { code: 2, outcome: 'failed', alert: 'MarqueeLoadFailed' };
  const mayPass = { code: 1, outcome: 'failed', alert: 'MarqueeLoadFailed' };
  /** What is asked for, by the name of the failure. */
  const failures: Record<string, Failure & { verb?: string; input: () => string; flags?: string[] }> = {
    'rows that are no movies': {
      ...rejected,
      input: () => join(folder, 'garbage'),
      reason: /no usable movie|rows were rejected|rows were all rejected/,
    },
    'a zip cut short': { ...rejected, input: () => join(folder, 'cut.zip'), reason: /is truncated/ },
    'a file with another checksum': {
      ...rejected,
      input: () => join(folder, 'edition.zip'),
      flags: ['--sha256', 'a'.repeat(64)],
      reason: /has the SHA-256 .*It is another edition, or altered/s,
    },
    'a download with another checksum': {
      ...mayPass,
      input: () => `${files.origin}/edition.zip`,
      flags: ['--sha256', 'a'.repeat(64)],
      reason: /the download was deleted: run it again/,
    },
    'a refused connection': { ...mayPass, input: () => 'http://127.0.0.1:1/e.zip', reason: /ECONNREFUSED/ },
    'a server in trouble': { ...mayPass, input: () => `${files.origin}/503`, reason: /answered 503/ },
    'an unknown host': {
      ...mayPass,
      input: () => 'http://no-such-host.invalid/e.zip',
      reason: /ENOTFOUND|EAI_AGAIN/,
    },
    'a URL without a file': { ...notThere, input: () => `${files.origin}/404`, reason: /answered 404/ },
    'a path without a file': {
      ...notThere,
      input: () => join(folder, 'mistyped'),
      reason: /mistyped: no such file or folder/,
    },
    'a file of corrections that is not there': {
      ...notThere,
      input: () => join(folder, 'edition.zip'),
      flags: ['--corrections', '/no/such.csv'],
      reason: /no such file of corrections/,
    },
    'a folder of hydration files that is not there': {
      ...notThere,
      verb: 'load',
      input: () => join(folder, 'mistyped'),
      reason: /mistyped: no such folder/,
    },
  };
  const ended = new Map<string, Outcome & { run: LoadRun; metrics: string }>();
  let history: LoadRun[];

  before(async () => {
    await mkdir(join(folder, 'garbage'));
    const garbage = moviesCsv(Array.from({ length: 20 }, () => 'a,broken,row'));
    await writeFile(join(folder, 'garbage', 'movies_metadata.csv'), garbage);
    const zip = zipOf([{ name: 'movies_metadata.csv', data: csv }]);
    await writeFile(join(folder, 'edition.zip'), zip);
    await writeFile(join(folder, 'cut.zip'), zip.subarray(0, zip.length - 30));
    files = await startFileServer((response, request) => {
      const status = Number(request.url?.slice(1));
      (Number.isNaN(status) ? serveFile({ bytes: zip }) : refuse(status))(response, request);
    });
    webhook = await startWebhookListener();
    const node = await sharedNodeUrl();
    api = await startApi(node);
    settings = {
      ELASTICSEARCH_URL: node,
      MARQUEE_WEBHOOK_URL: webhook.url,
      MARQUEE_WEBHOOK_SECRET: 'a secret for the webhook',
    };
    // Together, because retries of downloads wait.
    await Promise.all(
      Object.entries(failures).map(async ([name, { verb = 'reload', input, flags = [] }], at) => {
        const data = join(folder, `data-${at}`);
        const args = [verb, '--input', input(), '--json', '--metrics-file', join(folder, `${at}.prom`)];
        const outcome = await marquee([...args, ...flags], { ...settings, MARQUEE_DATA: data });
        const { run } = JSON.parse(outcome.out.trim().split('\n').at(-1) as string);
        const metrics = await readFile(join(folder, `${at}.prom`), 'utf8');
        ended.set(name, { ...outcome, run, metrics });
        expect(
          readdirSync(join(data, 'runs'), { recursive: true }).filter((one) => String(one).endsWith('.json')),
        ).to.deep.equal([]);
      }),
    );
    history = JSON.parse((await marquee(['history', '--json', '--limit', '50'], settings)).out);
  });
  after(async () => {
    await api?.close();
    await webhook?.close();
    await files?.close();
  });

  for (const [name, { code, outcome, reason, alert }] of Object.entries(failures)) {
    it(`for ${name} ends with ${code}, is in the history with its reason, and fires ${alert}`, async () => {
      const failed = ended.get(name) as NonNullable<ReturnType<typeof ended.get>>;
      expect(failed.code, failed.err).to.equal(code);
      expect(failed.err).to.match(reason);
      const { id, error } = failed.run;
      expect(failed.err).to.equal(`marquee: ${error}\n`);
      expect(history.find((run) => run.id === id)).to.deep.include({ id, outcome, error });
      const loads = (await api.get('/v1/operations/loads?limit=50', admin)).body.data as LoadRun[];
      expect(loads.find((run) => run.id === id)).to.include({ outcome, error });
      expect(alertsOf(failed.metrics)).to.deep.equal([alert]);
      const told = webhook.received.map(({ body }) => JSON.parse(body));
      expect(told.find(({ data }) => data.id === id)).to.include({ type: `load.${outcome}` });
      expect(failed.run.warnings).to.deep.equal([]);
    });
  }

  it('shows in the metrics of the API, until a load is published', async () => {
    const scrape = async () => {
      const fresh = await startApi(await sharedNodeUrl());
      const { body } = await fresh.get('/metrics', null);
      await fresh.close();
      return alertsOf(body);
    };
    const reload = (input: string) =>
      marquee(['reload', '--accept-shrink', '--force', '--input', join(folder, input)], settings);
    expect((await reload('garbage')).code).to.equal(3);
    expect(await scrape()).to.deep.equal(['MarqueeLoadRejected']);
    expect((await reload('edition.zip')).code).to.equal(0);
    expect(await scrape()).to.deep.equal([]);
    expect((await marquee(['rollback', '20010101000000'], settings)).code).to.equal(3);
    expect((await marquee(['restore', '--repository', 'of-nobody'], settings)).code).to.equal(3);
    expect(await scrape()).to.deep.equal([]);
  });

  it('leaves a trace of start as well', async () => {
    const { code } = await marquee(['start', '--input', join(folder, 'mistyped')], {
      ...settings,
      PORT: '0',
    });
    expect(code).to.equal(2);
    const [run] = JSON.parse(
      (await marquee(['history', '--json', '--limit', '1'], settings)).out,
    ) as LoadRun[];
    expect(run).to.include({ verb: 'start', outcome: 'failed' });
    const told = webhook.received.map(({ body }) => JSON.parse(body));
    expect(told.at(-1)).to.deep.include({ type: 'load.failed', data: run });
  });

  it('is in the table of the history with every line of its reason', async () => {
    const { out } = await marquee(['history', '--limit', '50'], settings);
    const { error } = (ended.get('a file with another checksum') as { run: LoadRun }).run;
    for (const line of (error as string).split('\n')) expect(out).to.include(`    ${line}\n`);
  });
});

describe('a run while Elasticsearch is away', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const runsOf = (data: string) =>
    existsSync(join(data, 'runs'))
      ? readdirSync(join(data, 'runs'), { recursive: true }).filter((name) => String(name).endsWith('.json'))
      : [];

  it('is kept on disk, and stored by the next run; one that was killed as crashed', async () => {
    const node = new URL(await sharedNodeUrl());
    const gate = await openGate(Number(node.port));
    const settings = {
      ELASTICSEARCH_URL: `http://127.0.0.1:${gate.port}`,
      MARQUEE_DATA: join(folder, 'data'),
    };
    await gate.close();
    await writeFile(join(folder, 'movies_metadata.csv'), csv);
    const away = await marquee(['reload', '--input', join(folder, 'movies_metadata.csv')], settings);
    expect(away.code).to.equal(1);
    expect(away.err).to.include(`this run is kept in ${join(folder, 'data', 'runs')}`);
    expect(runsOf(settings.MARQUEE_DATA)).to.have.length(1);

    const stalled = await startFileServer(() => {});
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const killed = start(process.execPath, [cli, 'reload', '--input', `${stalled.origin}/e.zip`], settings);
    await eventually('it downloads', () => stalled.asked.length > 0);
    killed.process.kill('SIGKILL');
    await killed.ended;
    await stalled.close();
    expect(runsOf(settings.MARQUEE_DATA)).to.have.length(2);

    await gate.open();
    try {
      const { code } = await marquee(['load', '--input', join(folder, 'none')], settings);
      expect(code).to.equal(2);
      expect(runsOf(settings.MARQUEE_DATA)).to.deep.equal([]);
      const { out } = await marquee(['history', '--json', '--limit', '3'], settings);
      const runs = JSON.parse(out) as LoadRun[];
      expect(runs.map(({ verb, outcome }) => `${verb} ${outcome}`)).to.deep.equal([
        'load failed',
        'reload crashed',
        'reload failed',
      ]);
      expect(runs[2]?.error).to.include(`Elasticsearch on 127.0.0.1:${gate.port} is not available`);
    } finally {
      await gate.close();
    }
  });
});

/** A port that leads to another one while it is open. */
async function openGate(
  target: number,
): Promise<{ port: number; open(): Promise<void>; close(): Promise<void> }> {
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  const listen = async (port: number): Promise<number> => {
    const opened = createServer((socket) => {
      const other = connect(target, '127.0.0.1');
      for (const one of [socket, other]) {
        sockets.add(one);
        one.on('error', () => {});
      }
      socket.pipe(other).pipe(socket);
    });
    server = opened;
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
    return (opened.address() as { port: number }).port;
  };
  const port = await listen(0);
  return {
    port,
    open: async () => void (await listen(port)),
    async close() {
      for (const one of sockets) one.destroy();
      await new Promise((resolve) => server?.close(resolve));
    },
  };
}
