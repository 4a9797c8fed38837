import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { readHistory } from '../../src/load/run-history.js';
import { movieLine, moviesCsv } from '../support/edition.js';
import { refuse, serveFile, startFileServer } from '../support/file-server.js';
import { marquee, type RunningMarquee, start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { zipOf } from '../support/zip.js';

const editionOf = (...ids: number[]): string => moviesCsv(ids.map((id) => movieLine({ id: String(id) })));
const zip = (csv: string): Buffer => zipOf([{ name: 'movies_metadata.csv', data: csv }]);

describe('marquee watch', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;
  let settings: Record<string, string>;
  /** Outcomes of the runs since the suite began, oldest first. */
  let earlier: Set<string>;
  let outcomes: string[] = [];

  before(async () => {
    settings = { ELASTICSEARCH_URL: await sharedNodeUrl(), MARQUEE_DATA: join(folder, 'data') };
    client = new MarqueeClient({ node: settings.ELASTICSEARCH_URL as string });
  });
  beforeEach(async () => {
    earlier = new Set((await readHistory(client, 1000)).map(({ id }) => id));
  });
  after(() => client?.close());

  const watch = (input: string, ...flags: string[]): RunningMarquee =>
    start(
      process.execPath,
      [
        join(projectRoot, 'dist', 'src', 'cli.js'),
        ...['watch', '--input', input, '--every', '1s', '--retry-after=1s', '--accept-shrink', '--quiet'],
        ...flags,
      ],
      settings,
    );
  async function expectOutcomes(run: RunningMarquee, ...expected: string[]): Promise<void> {
    const read = async () => {
      const runs = (await readHistory(client, 1000)).filter(({ id }) => !earlier.has(id));
      outcomes = runs.map(({ verb, outcome }) => `${verb} ${outcome}`).reverse();
    };
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline && outcomes.join() !== expected.join()) {
      await read();
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(outcomes, run.err()).to.deep.equal(expected);
  }
  async function stop(run: RunningMarquee): Promise<string> {
    run.process.kill('SIGTERM');
    const { code, err } = await run.ended;
    expect(code, err).to.equal(0);
    return err;
  }

  it('loads what is complete in an inbox, once, and remembers what was rejected', async () => {
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    const run = watch(inbox);
    await writeFile(join(inbox, 'one.zip.part'), zip(editionOf(1, 2)).subarray(0, 50));
    await writeFile(join(inbox, 'broken.zip'), zip(editionOf(1)).subarray(0, 60));
    await expectOutcomes(run, 'reload rejected');
    await writeFile(join(inbox, 'one.zip.part'), zip(editionOf(1, 2)));
    await rename(join(inbox, 'one.zip.part'), join(inbox, 'one.zip'));
    await expectOutcomes(run, 'reload rejected', 'reload published');
    expect(await stop(run)).to.match(/broken\.zip ended with 3: it is tried again once it has changed\n/);

    // Another process knows what was tried; a new edition is a folder, and the rejected one has been replaced.
    const again = watch(inbox);
    await writeFile(join(inbox, 'broken.zip'), zip(editionOf(1, 2, 3)));
    await expectOutcomes(again, 'reload rejected', 'reload published', 'reload published');
    await mkdir(join(inbox, 'december'));
    await writeFile(join(inbox, 'december', 'movies_metadata.csv'), editionOf(1, 2, 3, 4));
    await expectOutcomes(
      again,
      'reload rejected',
      'reload published',
      'reload published',
      'reload published',
    );
    expect(await stop(again)).to.not.include('ended with');
  });

  it('tries an edition again when its checksums arrive', async () => {
    const [inbox, sums] = [join(folder, 'checked'), join(folder, 'SHA256SUMS')];
    await mkdir(inbox);
    const edition = zip(editionOf(8, 9));
    await writeFile(join(inbox, 'edition.zip'), edition);
    await writeFile(sums, `${'0'.repeat(64)}  edition.zip\n`);
    const run = watch(inbox, '--checksums', sums);
    await expectOutcomes(run, 'reload rejected');
    await writeFile(sums, `${createHash('sha256').update(edition).digest('hex')}  edition.zip\n`);
    await expectOutcomes(run, 'reload rejected', 'reload published');
    await stop(run);
  });

  it('loads a URL when its ETag changes, and tries again what may pass', async () => {
    const server = await startFileServer(serveFile({ bytes: zip(editionOf(5)), etag: '"one"' }));
    try {
      const run = watch(`${server.origin}/edition.zip`);
      await expectOutcomes(run, 'reload published');
      const polls = server.asked.length;
      await eventually('it looks again', () => server.asked.length > polls + 1);
      expect(server.asked.at(-1)?.ifNoneMatch).to.equal('"one"');

      // The server is away: that is said once, and leads to no run.
      server.otherwise = refuse(503);
      await eventually('it complains', () => run.err().includes('answered 503'));
      server.otherwise = serveFile({ bytes: zip(editionOf(5, 6)), etag: '"two"' });
      await expectOutcomes(run, 'reload published', 'reload published');
      expect((await stop(run)).match(/answered 503/g)).to.have.length(1);
    } finally {
      await server.close();
    }
  });

  it('stops the reload that is under way in order, which leaves its trace', async () => {
    const server = await startFileServer(serveFile({ bytes: zip(editionOf(7)), etag: '"one"' }));
    try {
      // The look is answered, the download hangs.
      server.script = [server.otherwise];
      server.otherwise = () => {};
      const run = watch(`${server.origin}/hanging.zip`);
      await eventually('it downloads', () => server.asked.length > 1);
      await stop(run);
      await expectOutcomes(run, 'reload interrupted');
    } finally {
      await server.close();
    }
  });

  it('ends with 2 for a folder that is not there', async () => {
    const { code, err } = await marquee(['watch', '--input', join(folder, 'none')], settings);
    expect(code).to.equal(2);
    expect(err).to.include('none: no such folder; expected an inbox for editions, or an http(s) URL');
  });
});
