import { expect } from 'chai';
import { checkShrink } from '../../../src/load/verify/check-shrink.js';
import type { Manifest } from '../../../src/model/manifest.js';

/** As much of a manifest as the guard looks at. */
const edition = (
  movies: number,
  companies: number,
  revenues: number,
  coverage: Record<string, number> = {},
) =>
  ({
    documents: { companies },
    totals: { movies, revenue: { sum: 1, known: revenues } },
    coverage,
  }) as unknown as Manifest;

describe('checkShrink', () => {
  const failed = (live: Manifest, next: Manifest, isAccepted = false) =>
    checkShrink(live, next, isAccepted)
      .filter(({ passed }) => !passed)
      .map(({ name }) => name);

  it('passes an edition at the limits', () => {
    expect(failed(edition(1000, 100, 50), edition(900, 90, 45))).to.deep.equal([]);
  });

  it('names everything below the limits', () => {
    expect(failed(edition(1000, 100, 50), edition(899, 89, 44))).to.deep.equal([
      'shrink movies',
      'shrink companies',
      'shrink known revenues',
    ]);
  });

  it('does not pass a sample, whose movies are invented, unless that is accepted', () => {
    const sample: Manifest = { ...edition(1000, 100, 50), sample: true };
    expect(failed(edition(1000, 100, 50), sample)).to.deep.equal(['shrink to a sample']);
    const checks = checkShrink(edition(1000, 100, 50), sample, true);
    expect(checks.every(({ passed, accepted }) => passed || accepted)).to.equal(true);
  });

  it('compares the coverage of each field in percentage points', () => {
    const live = edition(1000, 100, 50, { tagline: 500, budget: 200 });
    expect(failed(live, edition(1000, 100, 50, { tagline: 400, budget: 100 }))).to.deep.equal([]);
    expect(failed(live, edition(1000, 100, 50, { tagline: 399, budget: 99 }))).to.deep.equal([
      'shrink coverage of tagline',
      'shrink coverage of budget',
    ]);
    // A field that the new edition does not know at all.
    expect(failed(live, edition(1000, 100, 50, { budget: 200 }))).to.deep.equal([
      'shrink coverage of tagline',
    ]);
  });

  it('compares no field that is not in an edition of another shape; in one of the same shape it is a forgotten file', () => {
    const live = {
      ...edition(1000, 100, 50, { cast: 900 }),
      shape: 'the-movies-dataset',
      lacks: [],
    } as Manifest;
    const lacking = {
      ...edition(1000, 100, 50),
      coverage: { cast: null },
      lacks: ['cast'],
    } as unknown as Manifest;
    expect(failed(live, { ...lacking, shape: 'tmdb-csv' })).to.deep.equal([]);
    expect(failed(live, { ...lacking, shape: 'the-movies-dataset' })).to.deep.equal([
      'shrink coverage of cast',
    ]);
  });

  it('marks failed checks as accepted with acceptShrink', () => {
    const checks = checkShrink(edition(1000, 100, 50), edition(10, 100, 50), true);
    expect(checks.filter(({ accepted }) => accepted).map(({ name }) => name)).to.deep.equal([
      'shrink movies',
    ]);
    expect(checks[0]?.passed).to.equal(false);
  });

  it('passes any edition after an empty one', () => {
    expect(failed(edition(0, 0, 0, { tagline: 0 }), edition(0, 0, 0))).to.deep.equal([]);
  });
});
