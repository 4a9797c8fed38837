import type { estypes } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { nextPosition, pageOf } from '../../../src/questions/paged-search.js';

const cursor = { edition: '20261101063000', query: 'digest', after: [40, 2.5, 7] };
const replyOf = (...sorts: (string | number)[][]) =>
  ({ hits: { hits: sorts.map((sort) => ({ sort })) } }) as unknown as estypes.SearchResponse;

describe('a page of a search', () => {
  it('begins at an offset, or after the sort values of a cursor', () => {
    expect(pageOf({ limit: 20, offset: 0 }, 1000)).to.deep.equal({ size: 20 });
    expect(pageOf({ limit: 20, offset: 60 }, 1000)).to.deep.equal({ size: 20, from: 60 });
    expect(pageOf({ limit: 20, offset: 0, cursor }, 1000)).to.deep.equal({
      size: 20,
      search_after: [2.5, 7],
    });
  });

  it('of all rows is as long as the window allows', () => {
    expect(pageOf({ limit: 'all', offset: 0 }, 1000)).to.deep.equal({ size: 1000 });
    expect(pageOf({ limit: 'all', offset: 9999 }, 1000)).to.deep.equal({ size: 1, from: 9999 });
  });

  it('is followed by another while rows remain', () => {
    const reply = replyOf([3, 1], [2.5, 9]);
    expect(nextPosition(reply, { limit: 2, offset: 60 }, 63)).to.deep.equal([62, 2.5, 9]);
    expect(nextPosition(reply, { limit: 2, offset: 60 }, 62)).to.equal(undefined);
    expect(nextPosition(reply, { limit: 2, offset: 0, cursor }, 43)).to.deep.equal([42, 2.5, 9]);
    expect(nextPosition(replyOf(), { limit: 2, offset: 60 }, 63)).to.equal(undefined);
  });
});
