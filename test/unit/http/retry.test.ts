import { expect } from 'chai';
import { defaultBackOff, pauseBefore } from '../../../src/http/retry.js';

describe('pauseBefore', () => {
  const backOff = { retries: 9, firstMs: 100, longestMs: 1000 };
  const pauses = (random: number) =>
    [0, 1, 2, 3, 4, 9].map((retry) => pauseBefore(retry, backOff, () => random));

  it('doubles the pause up to the longest', () => {
    expect(pauses(1)).to.deep.equal([100, 200, 400, 800, 1000, 1000]);
  });

  it('leaves out up to half of it, at random', () => {
    expect(pauses(0)).to.deep.equal([50, 100, 200, 400, 500, 500]);
  });

  it('waits for a node that is started again, and not for ever', () => {
    const sum = (random: number) =>
      Array.from({ length: defaultBackOff.retries }, (_, retry) =>
        pauseBefore(retry, defaultBackOff, () => random),
      ).reduce((a, b) => a + b, 0);
    expect(sum(0)).to.be.greaterThan(20_000);
    expect(sum(1)).to.be.lessThan(60_000);
  });
});
