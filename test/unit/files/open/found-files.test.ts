import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describeReport } from '../../../../src/commands/describe-report.js';
import { DatasetError } from '../../../../src/files/dataset-error.js';
import type { Report } from '../../../../src/model/report.js';
import { transformEdition } from '../../../../src/transform/transform-edition.js';
import { inTemporaryFolder, movieLine, moviesCsv } from '../../../support/edition.js';
import { failureOf } from '../../../support/failure.js';
import { zipOf } from '../../../support/zip.js';

type Files = Record<string, string | Buffer>;

const movies = moviesCsv([movieLine({ id: '1' })]);
const credits = `cast,crew,id\n"[{'id': 7, 'name': 'Zoë', 'order': 0}]",[],1\n`;
const links = 'movieId,imdbId,tmdbId\n5,0000001,1\n';
const ratings = 'userId,movieId,rating,timestamp\n1,5,4.0,1\n';
const others = `cast,crew,id\n[],[],1\n`;

const inFolder = <T>(files: Files, run: (folder: string) => Promise<T>): Promise<T> =>
  inTemporaryFolder(async (folder) => {
    const edition = join(folder, 'edition');
    await mkdir(edition);
    for (const [name, data] of Object.entries(files)) await writeFile(join(edition, name), data);
    return await run(edition);
  });

const transform = (files: Files): Promise<Report> =>
  inFolder(files, (folder) => transformEdition({ input: folder, out: `${folder}-out` }));

const inZip = (files: Files): Promise<Report> =>
  inTemporaryFolder(async (folder) => {
    const input = join(folder, 'edition.zip');
    await writeFile(input, zipOf(Object.entries(files).map(([name, data]) => ({ name, data }))));
    return await transformEdition({ input, out: join(folder, 'out') });
  });

const messageOf = (files: Files, run = transform): Promise<string> =>
  failureOf(run(files)).then((failure) => {
    expect(failure).to.be.instanceOf(DatasetError);
    return failure.message;
  });

const xlsx = zipOf([
  { name: '[Content_Types].xml', data: '<Types/>' },
  { name: 'xl/workbook.xml', data: '<workbook/>' },
]);

describe('the files of an edition', () => {
  it('are read from a zip of one file each, beside others', async () => {
    const report = await transform({
      'movies_metadata.csv': movies,
      'credits.csv.zip': zipOf([{ name: 'credits.csv', data: credits }]),
      'links.csv': links,
      'ratings.csv.zip': zipOf([
        { name: '__MACOSX/._ratings.csv', data: 'x' },
        { name: 'archive/Ratings.csv', data: ratings },
      ]),
    });
    expect(report).to.deep.include({ people: 1, missing: ['keywords.csv'] });
    expect(report.ratings).to.include({ joined: 1 });
    expect(report).not.to.have.any.keys('unread', 'readAs');
    expect(report.inputs.map(({ name, size }) => [name, size])).to.deep.include.members([
      ['credits.csv', Buffer.byteLength(credits)],
      ['ratings.csv', ratings.length],
    ]);
  });

  it('are read from a zip and a gzip that are named .csv', async () => {
    const report = await transform({
      'movies_metadata.csv': zipOf([{ name: 'movies_metadata.csv', data: movies }]),
      'credits.csv': gzipSync(credits),
      'links.csv': zipOf([{ name: 'download', data: links }]),
      'ratings.csv.zip': zipOf([{ name: 'ratings.csv.gz', data: gzipSync(ratings) }]),
    });
    expect(report).to.deep.include({ movies: 1, people: 1, missing: ['keywords.csv'] });
    expect(report.ratings).to.include({ joined: 1 });
    expect(
      (await inZip({ 'a/movies_metadata.csv': gzipSync(movies), 'credits.csv': credits })).people,
    ).to.equal(1);
  });

  for (const [where, run] of [
    ['a folder', transform],
    ['a zip', inZip],
  ] as const) {
    it(`are found in ${where} in upper and lower case, and are called by their published name`, async () => {
      const report = await run({
        'Movies_Metadata.CSV': movies,
        'LINKS.csv.GZ': gzipSync(links),
        'Ratings.csv': ratings,
      });
      expect(report.missing).to.deep.equal(['credits.csv', 'keywords.csv']);
      expect(report.files).to.have.keys('links.csv', 'ratings.csv');
      expect(report.moviesFile).to.equal('movies_metadata.csv');
      expect(report.ratings).to.include({ joined: 1 });
      expect(report.readAs).to.deep.equal({
        'movies_metadata.csv': 'Movies_Metadata.CSV',
        'links.csv': 'LINKS.csv.GZ',
        'ratings.csv': 'Ratings.csv',
      });
    });

    it(`are read from copies in ${where}, which are named`, async () => {
      const report = await run({ 'movies_metadata.csv': movies, 'credits (1).csv': credits });
      expect(report).to.deep.include({ people: 1, readAs: { 'credits.csv': 'credits (1).csv' } });
      expect(describeReport(report)).to.include('\n  read credits (1).csv as credits.csv\n');
    });

    it(`count before their copies in ${where}`, async () => {
      const report = await run({
        'movies_metadata.csv': movies,
        'credits.csv': credits,
        'credits (1).csv': others,
        'credits(2).csv': others,
      });
      expect(report).to.deep.include({ people: 1, unread: ['credits (1).csv', 'credits(2).csv'] });
      expect(report).not.to.have.property('readAs');
    });

    it(`are rejected when ${where} holds several that count alike`, async () => {
      const same = { 'movies_metadata.csv': movies, 'credits.csv': credits };
      for (const name of ['Credits.csv', 'credits.csv.gz', 'CREDITS.CSV.zip']) {
        expect(await messageOf({ ...same, [name]: 'x' }, run))
          .to.include('holds credits.csv more than once: ')
          .and.include(`"${name}"`)
          .and.include('"credits.csv"')
          .and.include('leave one');
      }
      const copies = { 'movies_metadata.csv': movies, 'credits (1).csv': credits, 'credits (2).csv': others };
      expect(await messageOf(copies, run)).to.include('"credits (1).csv" and "credits (2).csv"');
    });

    it(`are the only ones that are read of ${where}; the others are named`, async () => {
      const report = await run({
        'movies_metadata.csv': movies,
        'links_small.csv': links,
        'sample.json': '{}',
        '.DS_Store': 'x',
        'README.txt': 'x',
        'movie_ratings.csv': 'x',
        'evil\u001b[2J.csv': 'x',
      });
      expect(report.unread?.toSorted()).to.deep.equal([
        'README.txt',
        'evil\u001b[2J.csv',
        'links_small.csv',
        'movie_ratings.csv',
      ]);
      expect(describeReport(report))
        .to.match(/\n {2}not read: .*README\.txt/)
        .and.include('evil\\x1b[2J.csv')
        .and.not.include('\u001b');
    });
  }

  it('are read the same in a second run, when the output lies beside them', async () => {
    await inFolder({ 'movies_metadata.csv': movies }, async (folder) => {
      const run = () => transformEdition({ input: folder, out: join(folder, 'out') });
      const first = await run();
      expect(await run()).to.deep.equal(first);
      expect(first).not.to.have.property('unread');
    });
  });

  const foreign: [name: string, data: string | Buffer, kind: string][] = [
    ['a web page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', 'a web page (HTML)'],
    ['a web page with a byte order mark', '\ufeff\n<!-- saved --><html>', 'a web page (HTML)'],
    ['an XML document', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'an XML document'],
    ['JSON', '{"code":403,"message":"Permission denied"}', 'JSON'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
      'a Git LFS pointer',
    ],
    ['a spreadsheet', xlsx, 'a spreadsheet (.xlsx, .ods)'],
    [
      'a spreadsheet of OpenDocument',
      zipOf([{ name: 'mimetype', method: 0, data: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      'a spreadsheet (.xlsx, .ods)',
    ],
    [
      'an old spreadsheet',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'a spreadsheet or document of an old office program',
    ],
    ['a PDF', '%PDF-1.7\n', 'a PDF document'],
    ['an xz file', Buffer.from('fd377a585a00', 'hex'), 'an xz file'],
  ];
  for (const [name, data, kind] of foreign) {
    it(`are named as what they are when one is ${name}`, async () => {
      for (const file of ['movies_metadata.csv', 'ratings.csv']) {
        const files = { 'movies_metadata.csv': movies, [file]: data };
        expect(await messageOf(files))
          .to.include(`${file} is ${kind}`)
          .and.include('download or save it again');
        expect(await messageOf(files, inZip)).to.include(`${file} is ${kind}`);
      }
      const packed = { 'movies_metadata.csv': movies, 'credits.csv.gz': gzipSync(data) };
      expect(await messageOf(packed)).to.include(`credits.csv.gz is ${kind}`);
    });
  }

  it('are rejected with a reason when a zip of one file holds another, or is none', async () => {
    const several = zipOf([
      { name: 'a.csv', data: 'x' },
      { name: 'b.csv', data: 'x' },
    ]);
    const base = { 'movies_metadata.csv': movies };
    expect(await messageOf({ ...base, 'credits.csv.zip': several })).to.include(
      'credits.csv.zip holds no credits.csv; it holds "a.csv", "b.csv"',
    );
    expect(await messageOf({ ...base, 'credits.csv.zip': credits })).to.include(
      'credits.csv.zip is not a zip',
    );
    expect(await messageOf({ ...base, 'credits.csv': several.subarray(0, -5) })).to.include(
      'credits.csv is truncated',
    );
    const inner = zipOf([{ name: 'credits.csv', data: credits }]);
    expect(await messageOf({ ...base, 'credits.csv.zip': inner }, inZip)).to.include(
      'credits.csv.zip is a zip inside a zip',
    );
  });

  it('are rejected when their lines end in bare CR', async () => {
    for (const file of ['movies_metadata.csv', 'links.csv', 'ratings.csv']) {
      const text = { 'movies_metadata.csv': movies, 'links.csv': links, 'ratings.csv': ratings }[file] ?? '';
      const files = { 'movies_metadata.csv': movies, [file]: text.replaceAll('\n', '\r') };
      expect(await messageOf(files))
        .to.include(`${file}: line 1: the lines end in bare CR`)
        .and.include("tr '\\r' '\\n'");
    }
  });
});
