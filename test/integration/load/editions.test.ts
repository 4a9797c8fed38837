import { expect } from 'chai';
import { MarqueeClient } from '../../../src/elasticsearch/marquee-client.js';
import { documentTypes } from '../../../src/model/document-type.js';
import { hydrate, movieTimes, readAliases } from '../../support/editions.js';
import { loadAndPublish } from '../../support/loaded-edition.js';
import { marquee } from '../../support/marquee.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('editions', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  let client: MarqueeClient;
  let settings: Record<string, string>;
  let [older, newer] = ['', ''];

  before(async () => {
    settings = { ELASTICSEARCH_URL: await sharedNodeUrl(), MARQUEE_LOCK_SECONDS: '2' };
    client = new MarqueeClient({ node: settings.ELASTICSEARCH_URL as string });
    older = await loadAndPublish(client, await hydrate(folder, 20, movieTimes(1)));
    newer = await loadAndPublish(client, await hydrate(otherFolder, 25, movieTimes(2)));
  });
  after(() => client.close());

  async function run(...args: string[]) {
    const outcome = await marquee(args, settings);
    expect(outcome).to.include({ code: 0, err: '' });
    return outcome.out;
  }
  const live = async () =>
    Object.entries(await readAliases(client)).flatMap(([index, aliases]) =>
      aliases.includes('marquee-movies') ? [index] : [],
    );

  it('are listed with state, size, counts, age and source', async () => {
    const listed = JSON.parse(await run('editions', '--json'));
    const [before, last] = listed.slice(-2);
    expect(before).to.include({ edition: older, state: 'previous' });
    expect(last).to.include({ edition: newer, state: 'live' });
    expect(last.documents).to.include({ movies: 25, companies: 2, genres: 1 });
    expect(last.bytes).to.be.greaterThan(1000);
    expect(last.inputs[0]).to.include({ name: 'movies_metadata.csv' });
    expect(await run('editions')).to.match(
      new RegExp(`${newer} +live +0 min +\\d+\\.\\d MB +25 +2 +movies_metadata.csv [0-9a-f]{12}`),
    );
  });

  it('can be rolled back to, although the loader was killed right after it had published', async () => {
    // The loader records the time after the swap.
    const index = `marquee-movies-${newer}`;
    const { publishedAt, ...meta } =
      (await client.indices.getMapping({ index }))[index]?.mappings._meta ?? {};
    expect(publishedAt).to.be.a('string');
    await client.indices.putMapping({ index, _meta: meta });
    expect(await run('rollback', older)).to.include(`edition ${older} is live`);
    const listed: { edition: string; state: string }[] = JSON.parse(await run('editions', '--json'));
    expect(listed.find(({ edition }) => edition === newer)?.state).to.equal('previous');
    expect(await run('rollback', newer)).to.include(`edition ${newer} is live`);
  });

  it('can be rolled back to, by default the previous one, and forward again', async () => {
    expect(await run('rollback')).to.include(`edition ${older} is live; it replaced ${newer}`);
    expect(await live()).to.deep.equal([`marquee-movies-${older}`]);
    expect(await run('rollback', older)).to.include('nothing to do');
    expect(await run('rollback', newer)).to.include(`edition ${newer} is live`);
    expect(await live()).to.deep.equal([`marquee-movies-${newer}`]);
  });

  it('that do not exist are rejected with a list of those that do', async () => {
    for (const verb of ['publish', 'rollback']) {
      const { code, err } = await marquee([verb, '20000101000000'], settings);
      expect(code).to.equal(3);
      expect(err).to.match(
        new RegExp(`There is no edition 20000101000000\\. There are: .*${newer} \\(live\\)`),
      );
    }
  });

  it('that were changed since their load cannot be rolled back to', async () => {
    await client.delete({ index: `marquee-movies-${older}`, id: '3', refresh: true });
    const { code, err } = await marquee(['rollback', older], settings);
    expect(code).to.equal(3);
    expect(err).to.match(/count movies: expected 20, found 19/);
    expect(await live()).to.deep.equal([`marquee-movies-${newer}`]);
  });

  it('are in the history: every run, who, when, its checks and its outcome', async () => {
    const runs = JSON.parse(await run('history', '--json', '--limit', '5'));
    expect(runs[0]).to.include({ verb: 'rollback', outcome: 'rejected', edition: older });
    expect(runs[0].error).to.match(/count movies/);
    expect(runs.map(({ outcome }: { outcome: string }) => outcome)).to.include.members([
      'published',
      'unchanged',
    ]);
    expect(runs[0]).to.have.keys([
      'id',
      'verb',
      'outcome',
      'startedAt',
      'finishedAt',
      'seconds',
      'user',
      'host',
      'version',
      'edition',
      'previous',
      'inputs',
      'rows',
      'rowsRead',
      'rowsRejected',
      'rowsRepaired',
      'documents',
      'retries',
      'failedDocuments',
      'stages',
      'checks',
      'changes',
      'warnings',
      'error',
    ]);
    expect(await run('history')).to.match(/^ +started +verb +outcome/);
  });

  it('are restored from a backup, checked, and can then be published', async () => {
    expect(await run('backup')).to.include(`edition ${newer} is in snapshot marquee-${newer}`);
    const present = await marquee(['restore', newer], settings);
    expect(present.err).to.include('exists already');
    const other = await loadAndPublish(client, `${folder}/hydration`);
    await client.indices.delete({ index: documentTypes.map((type) => `marquee-${type}-${newer}`) });
    expect(await run('restore')).to.include(`marquee publish ${newer} makes it live`);
    expect(await live()).to.deep.equal([`marquee-movies-${other}`]);
    expect(await run('publish', newer, '--accept-shrink')).to.include(`edition ${newer} is live`);
    expect(await live()).to.deep.equal([`marquee-movies-${newer}`]);
    const missing = await marquee(['restore', '20000101000000'], settings);
    expect(missing.code).to.equal(3);
    expect(missing.err).to.include('There is no backup 20000101000000');
  });
});
