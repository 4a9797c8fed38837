import { expect } from 'chai';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedSample } from '../support/shared-data.js';
import { askBaseline } from './baseline.js';
import { brokenGoals, judge, readJudged } from './judge.js';

describeWithSharedData('relevance', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(sharedSample);

  it('keeps what is promised, and is nowhere below a plain multi_match', async () => {
    const judged = await readJudged();
    expect(judged).to.have.length.of.at.least(120);
    const ours = await judge(judged, async (query) => {
      const q = new URLSearchParams({ q: query, limit: '10', facets: 'none' });
      const { body } = await loaded.api.get(`/v1/movies/search?${q}`);
      return body.data.map(({ id }: { id: number }) => id);
    });
    const baseline = await judge(judged, askBaseline(loaded.client, loaded.generation));
    if (process.env.MARQUEE_TEST_RELEVANCE === 'print') {
      for (const [kind, figures] of ours.figures) {
        const row = (figures: object) => Object.values(figures).map((value: number) => value.toFixed(3));
        console.log(
          kind.padEnd(16),
          row(figures).join('  '),
          '|',
          row(baseline.figures.get(kind) ?? {}).join('  '),
        );
      }
      for (const { judged, got } of ours.missed)
        console.log('not first:', JSON.stringify(judged), got.join());
    }
    expect(brokenGoals(ours.figures, baseline.figures)).to.deep.equal([]);
  });
});
