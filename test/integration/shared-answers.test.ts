import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { inTemporaryFolder } from '../support/edition.js';
import {
  compareEntity,
  compareMostPopularGenres,
  type ExpectedAnswers,
  inParallel,
} from '../support/expected-answers.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedExpected, sharedSample } from '../support/shared-data.js';

describeWithSharedData('the real rows of the shared sample', function () {
  this.timeout(900_000);
  const loaded = loadedEdition(sharedSample);
  let expected: ExpectedAnswers;
  before(() => {
    expected = JSON.parse(readFileSync(sharedExpected, 'utf8'));
  });

  it('are counted in report.json as the independent program counted them', async () => {
    await inTemporaryFolder(async (out) => {
      const report = await transformEdition({ input: sharedSample, out });
      const { movies, rejected, duplicates, repaired, undated, unreleased } = expected;
      expect(report).to.include({ movies, rejected, duplicates, repaired, undated, unreleased });
    });
  });

  for (const kind of ['genres', 'companies'] as const) {
    it(`give every figure of every year of all ${kind} over HTTP`, async () => {
      const entities = Object.entries(expected[kind]);
      expect(entities).to.have.length.greaterThan(19);
      await inParallel(entities, ([id, figures]) =>
        compareEntity(loaded, kind, Number(id), figures, expected.genres),
      );
    });
  }

  it('give the most popular genre of every year, and leave out what the independent program left out', async () => {
    await compareMostPopularGenres(loaded, expected);
  });
});
