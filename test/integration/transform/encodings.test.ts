import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { DatasetError } from '../../../src/files/dataset-error.js';
import type { Report } from '../../../src/model/report.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import { inTemporaryFolder, movieLine, moviesCsv, readTransformed } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { zipOf } from '../../support/zip.js';

/** An edition whose letters are all in Latin-1, which Windows' encoding contains. */
const texts = {
  'movies_metadata.csv': moviesCsv([
    movieLine({ id: '1', title: 'Amélie', genres: "[{'id': 18, 'name': 'Dramatické'}]" }),
    movieLine({ id: '2', title: 'Señora', overview: 'Línea,\n"dos"' }),
  ]),
  'credits.csv': `cast,crew,id\n"[{'id': 7, 'name': 'Zoë', 'order': 0}]",[],1\n`,
  'keywords.csv': `id,keywords\n1,"[{'id': 9, 'name': 'père'}]"\n`,
  'links.csv': 'movieId,imdbId,tmdbId\n5,0000001,1\n',
  'ratings.csv': 'userId,movieId,rating,timestamp\n1,5,4.0,1\n"1é",5,3.0,1\n',
};
type Name = keyof typeof texts;
const names = Object.keys(texts) as Name[];

const encoders: Record<string, (text: string) => Buffer> = {
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

/** Transforms a folder, or a zip, of these files. */
const transform = (files: Record<string, Buffer>, encoding: string | undefined, isZip = false) =>
  inTemporaryFolder(async (folder) => {
    const parts = Object.entries(files).map(([name, data]) => ({ name, data }));
    for (const { name, data } of parts) await writeFile(join(folder, name), data);
    const input = isZip ? join(folder, 'edition.zip') : folder;
    if (isZip) await writeFile(input, zipOf(parts));
    const out = join(folder, 'out');
    await transformEdition({ input, out, encoding });
    const { report, ...documents } = await readTransformed(out);
    return { report, documents };
  });

const encoded = (encode: (text: string) => Buffer, only: readonly Name[] = names): Record<string, Buffer> =>
  Object.fromEntries(
    names.map((name) => [name, only.includes(name) ? encode(texts[name]) : Buffer.from(texts[name])]),
  );

/** What does not depend on the encoding. */
const countsOf = ({ inputs: _, ...report }: Report) => report;

describe('an edition in another encoding than UTF-8', function () {
  this.timeout(60_000);
  let expected: Awaited<ReturnType<typeof transform>>;
  before(async () => {
    expected = await transform(encoded(Buffer.from), undefined);
    expect(expected.report).to.deep.include({ movies: 2, people: 1 });
    expect(expected.report.ratings).to.include({ joined: 2 });
  });

  for (const [encoding, encode] of Object.entries(encoders)) {
    for (const isZip of [false, true]) {
      it(`in ${encoding}, in a ${isZip ? 'zip' : 'folder'}, has the same documents with --encoding`, async () => {
        const { report, documents } = await transform(encoded(encode), encoding, isZip);
        expect(documents).to.deep.equal(expected.documents);
        expect(countsOf(report)).to.deep.equal(countsOf(expected.report));
      });
    }

    for (const name of names.filter((each) => /[^ -~\n]/.test(texts[each]))) {
      it(`is rejected without --encoding when ${name} is ${encoding}, and read with it beside files in UTF-8`, async () => {
        const files = encoded(encode, [name]);
        const failure = await failureOf(transform(files, undefined));
        expect(failure).to.be.instanceOf(DatasetError);
        expect(failure.message).to.match(new RegExp(`${name}: line \\d+, byte \\d+: .*`));
        const { documents } = await transform(files, encoding);
        expect(documents).to.deep.equal(expected.documents);
      });
    }
  }

  it('describes the bytes of its files as they are', async () => {
    const files = encoded((text) => Buffer.from(text, 'latin1'));
    const { report } = await transform(files, 'windows-1252');
    for (const { name, size } of report.inputs) expect(size).to.equal(files[name]?.length);
  });

  it('may be packed', async () => {
    const movies = gzipSync(Buffer.from(texts['movies_metadata.csv'], 'latin1'));
    const { report } = await transform({ 'movies_metadata.csv.gz': movies }, 'windows-1252');
    expect(report.movies).to.equal(2);
  });

  it('is rejected when a file is in none of the two encodings, whichever it is', async () => {
    for (const name of names) {
      const files = {
        ...encoded(Buffer.from),
        [name]: Buffer.concat([Buffer.from(texts[name]), Buffer.from([0xff, 0x0a])]),
      };
      const lines = texts[name].split('\n').length;
      const { message } = await failureOf(transform(files, 'shift_jis'));
      expect(message).to.match(
        new RegExp(`${name}: line ${lines}, byte ${(files[name]?.length ?? 0) - 2}: the byte ff`),
      );
    }
  });
});
