import { expect } from 'chai';
import { aggregateParameters } from '../../../../src/analytics/aggregate/aggregate-parameters.js';
import { gapsBetween } from '../../../../src/analytics/aggregate/fill-gaps.js';

const gapsOf = (asked: Record<string, string>, found: readonly number[]) =>
  gapsBetween(
    found.map((value) => ({ key: [value], bucket: undefined })),
    aggregateParameters.parse({ gaps: 'fill', ...asked }),
  ).map(({ key }) => key[0]);

describe('the gaps of a grouping', () => {
  it('are the values between those found, or all of a year', () => {
    expect(gapsOf({ group: 'year' }, [1990, 1993])).to.deep.equal([1991, 1992]);
    expect(gapsOf({ group: 'month' }, [1, 12])).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('are only values that the filters admit: others may have movies', () => {
    expect(gapsOf({ group: 'month', month: '1,3,12' }, [1, 12])).to.deep.equal([3]);
    expect(gapsOf({ group: 'quarter', 'quarter.not': '2' }, [1])).to.deep.equal([3, 4]);
    expect(gapsOf({ group: 'year', year: '1990,1993' }, [1990, 1993])).to.deep.equal([]);
  });
});
