import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../../sample/write-edition.js';
import { inTemporaryFolder, transformFolder } from '../../support/edition.js';

/** The generator knows what it hid in an edition; the transform, which shares no code with it, has to find it. */
describe('the transform of a sample edition', function () {
  this.timeout(120_000);
  for (const options of [
    { movies: 300, seed: 1, ratings: 0 },
    { movies: 2000, seed: 7, ratings: 0 },
  ]) {
    it(`finds everything that was hidden among ${options.movies} movies`, async () => {
      await inTemporaryFolder(async (folder) => {
        const ledger = await writeEdition(join(folder, 'edition'), options);
        const { report, movies, rejected } = await transformFolder(
          join(folder, 'edition'),
          join(folder, 'out'),
        );
        expect(report).to.deep.include({
          movies: options.movies,
          repaired: ledger.repaired,
          rejected: ledger.rejected.total,
          duplicates: ledger.duplicates.total,
          undated: ledger.undated,
          unreleased: ledger.unreleased,
          flags: {
            suspectUnits: ledger.suspectUnits,
            ambiguousDate: ledger.ambiguousDates,
            absurdScore: 0,
            corrected: 0,
          },
        });
        expect(movies).to.have.length(options.movies);
        expect(report.conflicts).to.have.length(ledger.duplicates.conflicting);
        const { total, ...reasons } = ledger.rejected;
        expect(rejected).to.have.length(total);
        for (const [reason, count] of Object.entries(reasons)) {
          expect(
            rejected.filter((row) => row.reason === reason),
            reason,
          ).to.have.length(count);
        }
        const unreadable = Object.entries(report.issues).filter(([issue]) => issue.endsWith(': literal'));
        const found = unreadable.reduce((sum, [, { count }]) => sum + count, 0);
        expect(found).to.equal(ledger.unreadableLiterals.movies);
        // Each kind of defect is there at all: a count of 0 would prove nothing.
        for (const count of [
          ledger.repaired,
          total,
          ledger.duplicates.identical,
          ledger.duplicates.conflicting,
          ledger.undated,
          ledger.unreleased,
          ledger.suspectUnits,
          ledger.ambiguousDates,
          found,
        ]) {
          expect(count).to.be.greaterThan(0);
        }
      });
    });
  }
});
