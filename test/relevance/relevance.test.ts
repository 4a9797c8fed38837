import { expect } from 'chai';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedSample } from '../support/shared-data.js';
import { compareAll, missedGoals } from './compare.js';
import { readJudged } from './judged.js';
import { measureQuality } from './measure.js';

describe('the measure of relevance', () => {
  it('has a judged set of every kind of query, at least 120 in all, each asked once', () => {
    const queries = [...readJudged()].flatMap(([, judged]) => judged.map(({ query }) => query));
    expect([...readJudged().keys()]).to.have.length(13);
    expect(queries.length).to.be.at.least(120);
    expect(new Set(queries).size).to.equal(queries.length);
  });

  it('is 1 when the expected movies come first, and falls with every place', () => {
    const perfect = { queries: 1, mrr: 1, ndcg10: 1, success1: 1, success10: 1 };
    expect(measureQuality([{ found: [1, 2, 3], expected: [2, 1] }])).to.deep.equal(perfect);
    const second = measureQuality([{ found: [9, 1], expected: [1] }]);
    expect(second).to.include({ mrr: 0.5, success1: 0, success10: 1 });
    expect(second.ndcg10).to.be.closeTo(1 / Math.log2(3), 1e-9);
    const far = measureQuality([{ found: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1], expected: [1] }]);
    expect(far).to.include({ mrr: 0, ndcg10: 0, success10: 0 });
  });
});

describeWithSharedData('relevance over the shared sample', function () {
  this.timeout(300_000);
  const loaded = loadedEdition(sharedSample);

  it('meets its goals, and is nowhere worse than a plain multi_match', async () => {
    const missed = missedGoals(await compareAll(loaded.api, loaded.client));
    expect(missed, missed.join('\n')).to.deep.equal([]);
  });
});
