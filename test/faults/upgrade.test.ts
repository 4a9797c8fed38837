import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { movieLine } from '../support/edition.js';
import { movieTimes, writeMovies } from '../support/editions.js';
import { start } from '../support/marquee.js';
import { buildOlderVersion, hasOlderVersion } from '../support/older-version.js';
import { titleWithout } from '../support/optional.js';
import { getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { steadyLoad } from '../support/steady-load.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const prefix = 'upgraded-';
const questions = [
  '/v1/companies/7/profit-by-year',
  '/v1/companies/top?limit=5',
  '/v1/genres/most-popular-by-year',
  '/v1/movies/search?q=film&limit=5',
];

/* docs/upgrades.md, with two real versions, step by step. */
const title = 'an upgrade from schema version 5, under 100 requests a second';

(hasOlderVersion() ? describe : describe.skip)(
  hasOlderVersion() ? title : titleWithout(title, 'the history of this repository'),
  function () {
    this.timeout(300_000);
    const folder = temporaryFolder();
    const today = join(projectRoot, 'dist', 'src', 'cli.js');
    let [older, url] = ['', ''];
    const servers = new Map<string, Serving>();
    const ready = new Set<string>();
    let looking: NodeJS.Timeout;

    before(async () => {
      older = buildOlderVersion(folder);
      url = await sharedNodeUrl();
      mkdirSync(join(folder, 'edition'));
      const lines = Array.from({ length: 60 }, (_, at) => movieLine(movieTimes(2)(at + 1)));
      await writeMovies(join(folder, 'edition'), lines);
      looking = setInterval(() => void look(), 100);
    });
    after(async () => {
      clearInterval(looking);
      await Promise.all([...servers.values()].map((one) => one.stop()));
    });

    /** What a load balancer does: whoever is ready gets requests. */
    async function look(): Promise<void> {
      for (const [name, { url: server }] of servers) {
        const { status } = await getFrom(`${server}/readyz`);
        if (status === 200 && servers.has(name)) ready.add(name);
        else ready.delete(name);
      }
    }

    async function verb(cli: string, args: string[], indexPrefix = prefix): Promise<string> {
      const settings = { ELASTICSEARCH_URL: url, MARQUEE_INDEX_PREFIX: indexPrefix, MARQUEE_DATA: folder };
      const { code, out, err } = await start(process.execPath, [cli, ...args], settings).ended;
      expect(code, `${args.join(' ')}: ${out}${err}`).to.equal(0);
      return out;
    }
    const reload = async (cli: string, args: string[] = [], indexPrefix = prefix): Promise<string> => {
      const out = await verb(
        cli,
        ['reload', '--input', join(folder, 'edition'), '--json', ...args],
        indexPrefix,
      );
      return JSON.parse(out.trim().split('\n').at(-1) as string).run.edition;
    };

    /** Starts a server, and waits until it gets requests. */
    async function add(name: string, cli: string, indexPrefix = prefix): Promise<void> {
      const settings = { MARQUEE_INDEX_PREFIX: indexPrefix, MARQUEE_UNREADY_SECONDS: '1' };
      servers.set(name, await startServing(url, settings, [], cli));
      for (let tries = 0; !ready.has(name); tries++) {
        expect(tries, `${name} is ready`).to.be.lessThan(200);
        await sleep(100);
      }
    }
    /** Stops a server as orchestrators do: it fails readiness for a second, then drains. */
    async function remove(name: string): Promise<void> {
      const stopping = servers.get(name)?.stop();
      await sleep(800);
      servers.delete(name);
      ready.delete(name);
      await stopping;
    }

    const readers = () =>
      steadyLoad(100, async (number) => {
        const name = [...ready][number % ready.size] as string;
        const { status, body } = await getFrom(
          `${servers.get(name)?.url}${questions[number % questions.length]}`,
        );
        return { name, status, edition: body.meta?.edition as string, body };
      });
    type Answers = Awaited<ReturnType<typeof readers>>['samples'];
    const editionsOf = (samples: Answers, name: string) => [
      ...new Set(samples.filter(({ answer }) => answer.name === name).map(({ answer }) => answer.edition)),
    ];
    const failuresOf = (samples: Answers) =>
      samples.flatMap(({ answer: { name, status, body } }) =>
        status === 200 ? [] : [{ name, status, body }],
      );

    it('and back loses no answer: each version serves its own edition, while both are at work', async () => {
      const old = await reload(older);
      await add('older', older);
      const load = readers();
      const next = await reload(today, ['--no-publish']);
      await add('today', today);
      await sleep(500);
      await remove('older');
      await verb(today, ['publish', next]);
      await sleep(1000);
      const upgraded = load.samples.length;

      await verb(today, ['rollback', old]);
      await add('older again', older);
      await sleep(500);
      await remove('today');
      await sleep(500);
      await load.stop();

      expect(failuresOf(load.samples)).to.deep.equal([]);
      expect(upgraded).to.be.greaterThan(300);
      expect(editionsOf(load.samples, 'older')).to.deep.equal([old]);
      expect(editionsOf(load.samples, 'today')).to.deep.equal([next]);
      expect(editionsOf(load.samples, 'older again')).to.deep.equal([old]);
    });

    it('to another prefix and back loses none either', async () => {
      const [before] = [...ready];
      const load = readers();
      const next = await reload(today, [], 'renamed-');
      await add('renamed', today, 'renamed-');
      await remove(before as string);
      await sleep(500);
      await add('older once more', older);
      await remove('renamed');
      await sleep(500);
      await load.stop();
      expect(failuresOf(load.samples)).to.deep.equal([]);
      expect(editionsOf(load.samples, 'renamed')).to.deep.equal([next]);
    });

    it('start says what to do about the edition of the older version, and changes nothing', async () => {
      const settings = {
        ELASTICSEARCH_URL: url,
        MARQUEE_INDEX_PREFIX: 'left-',
        MARQUEE_DATA: folder,
        PORT: '0',
      };
      const old = await reload(older, [], 'left-');
      const { code, err } = await start(process.execPath, [today, 'start'], settings).ended;
      expect(code).to.not.equal(0);
      expect(err).to.include(`Edition ${old} has schema version 5`).and.include('--input');
    });

    it('reload --sample makes the sample of the older version again', async () => {
      const sample = join(folder, 'older-sample');
      await verb(older, ['sample', '--movies', '200', '--out', sample], 'sampled-');
      await verb(older, ['reload', '--input', sample], 'sampled-');
      expect(await verb(today, ['reload', '--sample'], 'sampled-')).to.match(/published/);
    });
  },
);
