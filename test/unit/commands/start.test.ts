import { expect } from 'chai';
import { marquee } from '../../support/marquee.js';

describe('marquee start', () => {
  it('rejects --corrections without --input as wrong usage, because it would have no effect', async () => {
    const { code, err } = await marquee(['start', '--corrections', 'fixes.csv']);
    expect(err).to.include('--corrections needs --input');
    expect(code).to.equal(2);
  });
});
