import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { movieLine, moviesCsv } from '../../support/edition.js';
import { zipOf } from '../../support/zip.js';

describe('marquee transform', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-transform-'));
  const [input, out] = [join(folder, 'edition.zip'), join(folder, 'out')];
  const csv = moviesCsv([movieLine({ id: '1' })]);
  const zip = zipOf([
    { name: 'edition/movies_metadata.csv', data: csv },
    { name: 'edition/ratings_small.csv', data: 'userId,movieId,rating,timestamp\n' },
  ]);
  before(() => writeFile(input, zip));
  after(() => rmSync(folder, { recursive: true }));

  const report = () => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));

  it('takes a zip, and names the files that are not in it', async () => {
    const { status, stdout } = await marquee('--input', input, '--out', out);
    expect(stdout)
      .to.include('1 movies')
      .and.include('not in this edition: credits.csv, keywords.csv, links.csv, ratings.csv\n');
    expect(status).to.equal(0);
    expect(report().missing).to.deep.equal(['credits.csv', 'keywords.csv', 'links.csv', 'ratings.csv']);
    expect(report().inputs).to.deep.equal([
      {
        name: 'movies_metadata.csv',
        size: csv.length,
        sha256: createHash('sha256').update(csv).digest('hex'),
      },
    ]);
  });

  it('takes the small files with --small', async () => {
    await marquee('--input', input, '--out', out, '--small', '--quiet');
    expect(report().missing).to.deep.equal(['credits.csv', 'keywords.csv', 'links_small.csv']);
  });

  it('takes a file of corrections, and says how many there are', async () => {
    const fixes = join(folder, 'fixes.csv');
    const header = 'id,field,value,source\n';
    await writeFile(fixes, `${header}1,budget,5000,A report\n1,title,A Film,A report\n`);
    const { status, stdout } = await marquee('--input', input, '--out', out, '--corrections', fixes);
    expect(stdout).to.include(
      '1 corrections of fixes.csv applied (budget 1); 1 say what the data set says\n',
    );
    expect(status).to.equal(0);

    await writeFile(fixes, `${header}1,budget,5000,\n`);
    expect(await marquee('--input', input, '--out', out, '--corrections', fixes)).to.include({
      status: 3,
      stderr: `marquee: ${fixes}: line 2: source is empty; it must say where the value of budget comes from. Correct the file, or remove these rows\n`,
    });
    expect(report().corrections).to.deep.include({ applied: 1, unneeded: 1 });
  });

  it('checks --size and --sha256', async () => {
    const sha256 = createHash('sha256').update(zip).digest('hex');
    expect(
      await marquee('--input', input, '--out', out, '--size', `${zip.length}`, '--sha256', sha256),
    ).to.include({
      status: 0,
      stderr: '',
    });
    const { status, stderr } = await marquee('--input', input, '--out', out, '--size', '7');
    expect(stderr).to.equal(
      `marquee: ${input} has ${zip.length} bytes; 7 were expected. It is another edition, or incomplete\n`,
    );
    expect(status).to.equal(3);
  });

  it('reads dates with the day first, and stops at unreadable ones, as the options say', async () => {
    const dates = join(folder, 'dates.zip');
    const rows = ['30/10/1995', '10/11/1995'].map((release_date, at) =>
      movieLine({ id: String(at + 1), release_date }),
    );
    await writeFile(dates, zipOf([{ name: 'movies_metadata.csv', data: moviesCsv(rows) }]));
    const rejected = await marquee('--input', dates, '--out', out);
    expect(rejected).to.include({ status: 3 });
    expect(rejected.stderr).to.include('column release_date (50 %)').and.include('--dates day-first');
    await marquee('--input', dates, '--out', out, '--max-unreadable', '50', '--quiet');
    expect(report().undated).to.equal(1);
    await marquee('--input', dates, '--out', out, '--dates', 'day-first', '--quiet');
    expect(report()).to.deep.include({ undated: 0, years: { 1995: 2 } });
  });

  it('reads files that are not UTF-8 with --encoding', async () => {
    const windows = join(folder, 'windows.zip');
    const text = Buffer.from(moviesCsv([movieLine({ id: '1', title: 'Am\xe9lie' })]), 'latin1');
    await writeFile(windows, zipOf([{ name: 'movies_metadata.csv', data: text }]));
    const rejected = await marquee('--input', windows, '--out', out);
    expect(rejected).to.include({ status: 3 });
    expect(rejected.stderr).to.match(/line 2, byte \d+: the bytes e9 6c .*--encoding windows-1252\n$/);
    await marquee('--input', windows, '--out', out, '--encoding', 'Latin1', '--quiet');
    expect(readFileSync(join(out, 'movies.ndjson'), 'utf8')).to.include('"title":"Amélie"');
  });

  it('escapes what a terminal would obey in a message about the data', async () => {
    const wild = join(folder, 'wild.zip');
    await writeFile(wild, zipOf([{ name: 'movies_metadata.csv', data: 'id,ti\u001b[2Jtle\n1,a\n' }]));
    const { status, stderr } = await marquee('--input', wild, '--out', out);
    expect(stderr).to.include('ti\\x1b[2Jtle').and.not.include('\u001b');
    expect(status).to.equal(3);
  });

  for (const [option, value, message] of [
    ['--dates', 'year-first', 'month-first, day-first'],
    ['--max-unreadable', '101', 'a percentage'],
    ['--encoding', 'windows-9999', "a label of WHATWG's Encoding Standard"],
    ['--size', '1k', 'a whole number'],
    ['--sha256', 'abc', '64 hexadecimal digits'],
  ] as const) {
    it(`refuses ${option} ${value} with exit code 2`, async () => {
      const { status, stderr } = await marquee('--input', input, '--out', out, option, value);
      expect(stderr).to.include(message);
      expect(status).to.equal(2);
    });
  }
});

async function marquee(
  ...args: string[]
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/src/cli.js'), 'transform', ...args]);
  const texts = Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = (await texts).map((chunks) => Buffer.concat(chunks).toString()) as [
    string,
    string,
  ];
  return { status, stdout, stderr };
}
