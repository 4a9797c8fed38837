import { expect } from 'chai';
import { defaultBackOff, isTransientStatus, pauseBefore, readRetryAfter } from '../../../src/http/retry.js';

describe('isTransientStatus', () => {
  it('is true of a busy, restarting or waiting server, and of no other status', () => {
    const statuses = Array.from({ length: 500 }, (_, at) => 100 + at);
    expect(statuses.filter(isTransientStatus)).to.deep.equal([408, 425, 429, 500, 502, 503, 504]);
    expect(isTransientStatus(undefined)).to.equal(false);
  });
});

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

  it('waits long enough for a server that is restarted, and no longer than a minute', () => {
    const sum = (random: number) =>
      Array.from({ length: defaultBackOff.retries }, (_, retry) =>
        pauseBefore(retry, defaultBackOff, () => random),
      ).reduce((a, b) => a + b, 0);
    expect(sum(0)).to.be.greaterThan(20_000);
    expect(sum(1)).to.be.lessThan(60_000);
  });
});

describe('readRetryAfter', () => {
  const read = (text: string) => readRetryAfter(new Headers({ 'retry-after': text }));

  it('reads seconds and dates as milliseconds from now', () => {
    expect(read('3')).to.equal(3000);
    expect(read(new Date(Date.now() + 60_000).toUTCString())).to.be.within(58_000, 60_000);
  });

  it('returns undefined for no header, a past date and any other text', () => {
    expect(readRetryAfter(new Headers())).to.equal(undefined);
    expect(read('Sun, 01 Nov 2020 00:00:00 GMT')).to.equal(undefined);
    expect(read('soon')).to.equal(undefined);
  });
});
