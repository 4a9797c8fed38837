import { expect } from 'chai';
import { IndexNames } from '../../../src/elasticsearch/index-names.js';
import type { Question } from '../../../src/questions/question.js';
import { addressSearches, filterPath } from '../../../src/questions/run.js';

const question = { index: 'people' } as Question;

describe('the searches of a question', () => {
  it('go to the indices of one edition: the own one, or that of other documents', () => {
    const searches = [{ size: 1 }, { documents: 'movies' as const, size: 2 }];
    expect(addressSearches(searches, question, '20261101063000', new IndexNames())).to.deep.equal([
      { index: 'marquee-people-20261101063000', size: 1 },
      { index: 'marquee-movies-20261101063000', size: 2 },
    ]);
  });

  it('leave out of aggregations, and of nothing else, what no question reads', () => {
    expect(filterPath(1)).to.include.members(['-aggregations.**.min', '-aggregations.every.buckets']);
    expect(filterPath(3)).to.include.members([
      '-responses.aggregations.**.min',
      '-responses.aggregations.every.buckets',
    ]);
    for (const path of [...filterPath(1), ...filterPath(3)]) {
      expect(path).to.match(/^-(responses\.)?aggregations\./);
    }
  });
});
