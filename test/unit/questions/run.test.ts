import { expect } from 'chai';
import { IndexNames } from '../../../src/elasticsearch/index-names.js';
import type { Question } from '../../../src/questions/question.js';
import { addressSearches, filterPath } from '../../../src/questions/run.js';

const question = { index: 'people' } as Question;

describe('the searches of a question', () => {
  it('go to the indices of one edition: the own one, or that of other documents', () => {
    const searches = addressSearches(
      [{ size: 1 }, { documents: 'movies', size: 2, unread: ['aggregations.every'] }],
      question,
      '20261101063000',
      new IndexNames(),
    );
    expect(searches).to.deep.equal([
      { index: 'marquee-people-20261101063000', unread: [], body: { size: 1 } },
      { index: 'marquee-movies-20261101063000', unread: ['aggregations.every'], body: { size: 2 } },
    ]);
  });

  it('leave out of the replies what nothing reads, and only that', () => {
    const plain = { index: 'movies-1', unread: [], body: {} };
    const long = { ...plain, unread: ['aggregations.every.buckets'] };
    expect(filterPath([plain])).to.deep.equal([]);
    expect(filterPath([plain, plain])).to.deep.equal([]);
    expect(filterPath([long])).to.deep.equal(['-aggregations.every.buckets']);
    expect(filterPath([plain, long])).to.deep.equal(['-responses.aggregations.every.buckets']);
  });
});
