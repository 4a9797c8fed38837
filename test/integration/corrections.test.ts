import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';

describe('corrections over HTTP', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const corrections = join(folder, 'fixes.csv');
  const source = 'https://example.org/annual-report';
  const loaded = loadedEdition(
    [
      movieLine({ id: '1', title: 'The Lantern', budget: '30000000', revenue: '12' }),
      movieLine({ id: '2', revenue: '5000' }),
    ],
    () => writeFile(corrections, `id,field,value,source\n1,revenue,100000000,${source}\n`),
    { corrections },
  );
  after(() => rm(folder, { recursive: true }));

  it('a movie has the corrected figure, what was reported, and the source', async () => {
    const { data } = (await loaded.api.get('/v1/movies/1')).body;
    expect(data).to.deep.include({ revenue: 100_000_000, profit: 70_000_000 });
    expect(data.corrections).to.deep.equal([{ field: 'revenue', reported: '12', source }]);
    expect(data.flags.map(({ flag }: { flag: string }) => flag)).to.deep.equal(['corrected']);
    expect((await loaded.api.get('/v1/movies/2')).body.data.corrections).to.deep.equal([]);
  });

  it('sums have the corrected figure', async () => {
    const { data } = (await loaded.api.get('/v1/movies/summary-by-year')).body;
    expect(data[0].revenue).to.deep.equal({ sum: 100_005_000, known: 2 });
  });

  it('the editions say how many there are, and the file with its digest', async () => {
    const { data } = (await loaded.api.get('/v1/editions/current')).body;
    expect(data.quality.corrections).to.deep.equal({
      file: 'fixes.csv',
      rows: 1,
      applied: 1,
      unneeded: 0,
      fields: { revenue: 1 },
    });
    expect(data.quality.flags.corrected).to.equal(1);
    expect(data.rows).to.deep.equal({ 'movies_metadata.csv': 2, 'fixes.csv': 1 });
    expect(data.inputs.map(({ name }: { name: string }) => name)).to.deep.equal([
      'movies_metadata.csv',
      'fixes.csv',
    ]);
  });
});
