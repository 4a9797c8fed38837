import { join } from 'node:path';
import { expect } from 'chai';
import { it } from 'mocha';
import { DatasetError } from '../../../src/files/dataset-error.js';
import type { Report } from '../../../src/model/report.js';
import { type TransformOptions, transformEdition } from '../../../src/transform/transform-edition.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { describeWithSharedData, sharedField, sharedSources } from '../../support/shared-data.js';

const transform = (input: string, options: Partial<TransformOptions> = {}): Promise<Report> =>
  inTemporaryFolder((folder) => transformEdition({ input, out: join(folder, 'out'), ...options }));

const messageOf = async (run: Promise<unknown>): Promise<string> => {
  const failure = await failureOf(run);
  expect(failure).to.be.instanceOf(DatasetError);
  return failure.message;
};

describeWithSharedData('transformEdition, editions as people have them', () => {
  it('reads dates with a time behind them', async () => {
    const { undated, issues, years } = await transform(join(sharedField, 'unreadable-dates'));
    expect({ undated, issues, movies: years[1995] }).to.deep.equal({ undated: 0, issues: {}, movies: 20 });
  });

  it('reads money with a dollar sign', async () => {
    const { totals, issues } = await transform(join(sharedField, 'unreadable-money'));
    expect(issues).to.deep.equal({});
    expect([totals.budget.known, totals.revenue.known]).to.deep.equal([15, 16]);
  });

  it('rejects credits that cannot be read', async () => {
    expect(await messageOf(transform(join(sharedField, 'unreadable-credits')))).to.match(
      /credits\.csv: 4 of the 6 filled cells of the column cast \(66\.7 %\) cannot be read.* column crew \(100 %\)/,
    );
  });

  it('rejects keywords that were cut short', async () => {
    expect(await messageOf(transform(join(sharedField, 'keywords-cut-short')))).to.include(
      'keywords.csv: line 12: the file ends inside a quoted cell',
    );
  });

  it('reads files that are zipped one by one', async () => {
    const { ratings, coverage, missing } = await transform(join(sharedField, 'zipped-files'));
    expect(ratings).to.include({ joined: 107 });
    expect(coverage).to.include({ movieLens: 6, cast: 5 });
    expect(missing).to.deep.equal(['keywords.csv']);
  });

  it('rejects a file that a spreadsheet has saved in Windows-1252, and reads it with --encoding', async () => {
    const input = join(sharedSources, 'tmdb-csv', 'saved-by-a-spreadsheet.csv');
    expect(await messageOf(transform(input))).to.match(/line 12, byte 7441: .*--encoding windows-1252$/);
    const { movies, rejected, issues } = await transform(input, { encoding: 'windows-1252' });
    expect({ movies, rejected, issues }).to.deep.equal({ movies: 91, rejected: 0, issues: {} });
  });
});
