import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/project-root.js';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { isInstalled, skipWithout } from '../support/optional.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = join(projectRoot, 'deploy', 'prometheus');
const alertsFile = join(folder, 'alerts.yml');

type Rule = {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: Record<string, string>;
};
const rules = (parse(readFileSync(alertsFile, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

/** Prometheus' reply about its rules. */
type Evaluated = { data?: { groups: { rules: { name: string; health: string }[] }[] } };

type Dashboard = {
  panels: { title: string; targets: { expr: string }[] }[];
  annotations: { list: { expr: string }[] };
};
const dashboard = JSON.parse(
  readFileSync(join(projectRoot, 'deploy', 'grafana', 'marquee.json'), 'utf8'),
) as Dashboard;
const queries = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.map(({ expr }) => expr),
];

/** Names of metrics in an expression; `up` is Prometheus's own. */
const metricsIn = (expr: string): string[] => [
  ...new Set(expr.match(/\b(?:marquee|nodejs|process)_\w+/g) ?? []),
];

describe('alerts and dashboard', () => {
  const loaded = loadedEdition([movieLine({ id: '1' })]);

  it('use only metrics that the API has', async () => {
    await loaded.api.get('/v1/genres');
    const text: string = (await loaded.api.get('/metrics', null)).body;
    const exposed = new Set([...text.matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name));
    const asked = [...rules.map(({ expr }) => expr), ...queries].flatMap(metricsIn);
    expect(asked.length).to.be.greaterThan(30);
    expect([...new Set(asked)].filter((name) => !exposed.has(name))).to.deep.equal([]);
  });

  it('have a runbook each in the operations guide', () => {
    const headings = readFileSync(join(projectRoot, 'docs', 'operations.md'), 'utf8').match(
      /^### Marquee\w+/gm,
    );
    expect(headings?.map((line) => line.slice(4)).sort()).to.deep.equal(
      rules.map(({ alert }) => alert).sort(),
    );
  });

  it('link to a page of the API that opens and says what to do', async () => {
    for (const { alert, annotations } of rules) {
      const url = annotations.runbook_url?.replace('{{ $externalLabels.marquee_url }}', loaded.api.url);
      const { status, headers, body } = await loaded.api.get(new URL(url as string).pathname, null);
      expect(url).to.equal(`${loaded.api.url}/runbooks/${alert.toLowerCase()}`);
      expect(status, alert).to.equal(200);
      expect(headers.get('content-type')).to.match(/^text\/plain/);
      expect(body)
        .to.match(new RegExp(`^${alert}\n\n.{20}`))
        .and.not.include('\n#');
    }
  });

  it('have a rule test for each alert that expects it to fire', () => {
    const tests = parse(readFileSync(join(folder, 'alerts.test.yml'), 'utf8')) as {
      tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
    };
    const fired = tests.tests
      .flatMap(({ alert_rule_test }) => alert_rule_test)
      .filter(({ exp_alerts }) => exp_alerts.length > 0)
      .map(({ alertname }) => alertname);
    expect([...new Set(fired)].sort()).to.deep.equal(rules.map(({ alert }) => alert).sort());
  });

  it('pass the rule tests of promtool', async function () {
    this.timeout(120_000);
    if (!isInstalled('promtool')) skipWithout(this, 'promtool');
    const { stdout } = await promisify(execFile)('promtool', ['test', 'rules', 'alerts.test.yml'], {
      cwd: folder,
    });
    expect(stdout).to.include('SUCCESS');
  });

  describe('in a real Prometheus', () => {
    const data = temporaryFolder();
    let prometheus: ChildProcess | undefined;
    after(() => prometheus?.kill('SIGKILL'));

    it('are all evaluated over what it scrapes, without an error', async function () {
      this.timeout(240_000);
      if (!isInstalled('prometheus')) skipWithout(this, 'prometheus');
      const config = readFileSync(join(folder, 'prometheus.yml'), 'utf8')
        .replaceAll('15s', '1s')
        .replace('[alerts.yml]', JSON.stringify([alertsFile]))
        .replaceAll('127.0.0.1:3000', new URL(loaded.api.url).host);
      writeFileSync(join(data, 'prometheus.yml'), config);
      const port = await freePort();
      prometheus = spawn(
        'prometheus',
        [
          `--config.file=${join(data, 'prometheus.yml')}`,
          `--storage.tsdb.path=${join(data, 'tsdb')}`,
          `--web.listen-address=127.0.0.1:${port}`,
        ],
        { stdio: 'ignore' },
      );
      const api = `http://127.0.0.1:${port}/api/v1`;
      const evaluated = async () => {
        const found = await fetch(`${api}/rules`)
          .then((response) => response.json() as Promise<Evaluated>)
          .catch(() => undefined);
        const list = found?.data?.groups[0]?.rules ?? [];
        const up = await ask('up{job="marquee"} == 1').catch(() => []);
        return up.length > 0 && list.length > 0 && list.every(({ health }) => health === 'ok')
          ? list
          : undefined;
      };
      const ask = async (query: string): Promise<unknown[]> => {
        const response = await fetch(`${api}/query?query=${encodeURIComponent(query)}`);
        const {
          status,
          data: reply,
          error,
        } = (await response.json()) as {
          status: string;
          error?: string;
          data: { result: unknown[] };
        };
        if (status !== 'success') throw new Error(`${query}: ${error}`);
        return reply.result;
      };
      let list = await evaluated();
      for (let attempt = 0; list === undefined && attempt < 120; attempt++) {
        await loaded.api.get('/v1/genres');
        await setTimeout(500);
        list = await evaluated();
      }
      expect(list?.map(({ name }) => name)).to.deep.equal(rules.map(({ alert }) => alert));
      // The left side of each comparison has a value.
      for (const metric of new Set(rules.flatMap(({ expr }) => metricsIn(expr)))) {
        expect(await ask(metric), metric).to.not.deep.equal([]);
      }
      for (const query of queries) await ask(query);
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
