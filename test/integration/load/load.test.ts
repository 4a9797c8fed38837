import { appendFile, cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import { sealHydrationFolder } from '../../../src/hydration/hydration-folder.js';
import { readManifest } from '../../../src/hydration/read-hydration.js';
import { contentDigest } from '../../../src/load/content-digest.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { publishEdition } from '../../../src/load/publish-edition.js';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import { documentTypes } from '../../../src/model/document-type.js';
import type { LoadRun } from '../../../src/model/load-run.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import { entities, inTemporaryFolder, movieLine, moviesCsv } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

const edition = ['1', '2', '3'].map((id) =>
  movieLine({ id, genres: entities([18, 'Drama']), production_companies: entities([7, 'A Studio']) }),
);

describe('a load', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(edition);

  /** Indices that exist, and which of them each alias points to. */
  async function state() {
    const indices = Object.entries(await loaded.client.indices.get({ index: '*', features: ['aliases'] }));
    return Object.fromEntries(indices.map(([index, { aliases }]) => [index, Object.keys(aliases ?? {})]));
  }

  const load = (input: string, signal?: AbortSignal) =>
    loadEdition({
      client: loaded.client,
      input,
      questions: allQuestions,
      signal,
      force: true,
      acceptShrink: true,
    }) as Promise<LoadRun & { edition: string }>;

  async function failureOf(run: Promise<unknown>): Promise<Error> {
    return await run.then(
      () => new Error('it did not fail'),
      (error: Error) => error,
    );
  }

  /** Runs with a copy of the hydration files that may be spoilt. */
  const withCopy = <T>(run: (folder: string) => Promise<T>) =>
    inTemporaryFolder(async (folder) => {
      await cp(loaded.hydration, folder, { recursive: true });
      return await run(folder);
    });

  /** As if the transform itself had written the files as they stand. */
  const reseal = async (folder: string) =>
    sealHydrationFolder(folder, JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));

  it('makes an index per document type, all of one edition, and points the aliases at them', async () => {
    const { edition } = loaded;
    expect(edition).to.match(/^20\d{12}$/);
    const found = await state();
    for (const type of documentTypes)
      expect(found[`marquee-${type}-${edition}`]).to.deep.equal([`marquee-${type}`]);
  });

  it('stores documents under their TMDB id, in one shard, strictly mapped, with their origin in `_meta`', async () => {
    const index = `marquee-movies-${loaded.edition}`;
    const { inputs } = JSON.parse(await readFile(join(loaded.hydration, 'report.json'), 'utf8'));
    const described = (await loaded.client.indices.get({ index }))[index];
    expect(described?.mappings).to.deep.include({
      dynamic: 'strict',
    });
    const manifest = await readManifest(loaded.hydration);
    expect(described?.mappings?._meta).to.deep.include({
      edition: loaded.edition,
      inputs,
      content: await contentDigest(manifest),
      manifest,
    });
    expect(inputs[0]).to.include({ name: 'movies_metadata.csv' });
    expect(inputs[0].sha256).to.match(/^[0-9a-f]{64}$/);
    expect(described?.settings?.index)
      .to.include({ number_of_shards: '1' })
      .and.not.have.property('refresh_interval');
    const { _source } = await loaded.client.get<{ id: number }>({ index: 'marquee-movies', id: '2' });
    const [, second] = (await readFile(join(loaded.hydration, 'movies.ndjson'), 'utf8')).split('\n');
    expect(_source).to.deep.equal(JSON.parse(second as string));
  });

  it('takes the aliases from the previous edition, in one step', async () => {
    const { edition } = await load(loaded.hydration);
    expect(edition > loaded.edition).to.equal(true);
    const found = await state();
    expect(found[`marquee-movies-${edition}`]).to.deep.equal(['marquee-movies']);
    expect(found[`marquee-movies-${loaded.edition}`]).to.deep.equal([]);
    loaded.edition = edition;
  });

  it('stores a title and a name longer than a term of Lucene', async () => {
    await inTemporaryFolder(async (folder) => {
      const long = 'é'.repeat(40_000);
      await writeFile(
        join(folder, 'movies_metadata.csv'),
        moviesCsv([movieLine({ id: '1', title: long, status: long, genres: entities([18, long]) })]),
      );
      await transformEdition({ input: folder, out: folder, cells: { maxUnreadableShare: 1 } });
      const { documents, edition } = await load(folder);
      expect(documents).to.include({ movies: 1, genres: 1 });
      loaded.edition = edition;
    });
    loaded.edition = (await load(loaded.hydration)).edition;
  });

  it('does nothing when the same documents are live already, except with `force` or incomplete aliases', async () => {
    const again = () =>
      loadEdition({ client: loaded.client, questions: allQuestions, input: loaded.hydration });
    expect(await again()).to.include({ outcome: 'unchanged', edition: loaded.edition });
    const alias = { index: `marquee-genres-${loaded.edition}`, alias: 'marquee-genres' };
    await loaded.client.indices.updateAliases({ actions: [{ remove: alias }] });
    const run = await again();
    expect(run.outcome).to.equal('published');
    expect(await state())
      .to.have.property(`marquee-genres-${run.edition}`)
      .that.deep.equals(['marquee-genres']);
    loaded.edition = (await load(loaded.hydration)).edition;
  });

  type Fault = {
    name: string;
    spoil: (folder: string) => Promise<unknown>;
    message: RegExp;
    /** The manifest is as it was, so that the damage shows before anything is sent. */
    isNoticed?: true;
  };
  const faults: Fault[] = [
    {
      name: 'the mapping refuses a document',
      spoil: async (folder) => {
        const path = join(folder, 'movies.ndjson');
        const text = await readFile(path, 'utf8');
        await writeFile(path, text.replace('"id":2,', '"id":2,"surprise":true,'));
      },
      message:
        /1 of 5 documents; each is in .*failed-documents\.ndjson .*movies-\d+ id 2: 400 .*strict_dynamic_mapping_exception/,
    },
    {
      name: 'a value does not fit its field',
      spoil: async (folder) => {
        const path = join(folder, 'movies.ndjson');
        await writeFile(
          path,
          (await readFile(path, 'utf8')).replaceAll('"releaseYear":1999', '"releaseYear":"soon"'),
        );
      },
      message: /3 of 5 documents/,
    },
    {
      name: 'a file lost its end between two lines',
      spoil: async (folder) => {
        const path = join(folder, 'movies.ndjson');
        const lines = (await readFile(path, 'utf8')).split('\n');
        await writeFile(path, `${lines.slice(0, 2).join('\n')}\n`);
      },
      message: /sent movies: expected 3, found 2\n {2}count movies: expected 3, found 2/,
    },
    {
      name: 'a file was cut inside a line',
      spoil: (folder) => truncate(join(folder, 'movies.ndjson'), 700),
      message: /movies\.ndjson: line \d is not a JSON object with a numeric id; the file is damaged/,
    },
    {
      name: 'a line is JSON, but no document',
      spoil: (folder) => appendFile(join(folder, 'genres.ndjson'), '[1,2]\n'),
      message: /genres\.ndjson: line 2 is not a JSON object/,
    },
    {
      name: 'a document stands twice',
      spoil: async (folder) => {
        const path = join(folder, 'companies.ndjson');
        await appendFile(path, await readFile(path, 'utf8'));
      },
      message: /sent companies: expected 1, found 2/,
    },
    {
      name: 'a file is missing',
      spoil: (folder) => rm(join(folder, 'companies.ndjson')),
      message: /companies\.ndjson cannot be read \(ENOENT/,
      isNoticed: true,
    },
    {
      name: 'the transform did not come to its end',
      spoil: (folder) => rm(join(folder, 'manifest.json')),
      message: /manifest\.json cannot be read .*run marquee transform/,
      isNoticed: true,
    },
    {
      name: 'a single bit of a file was flipped',
      spoil: async (folder) => {
        const path = join(folder, 'genres.ndjson');
        const bytes = await readFile(path);
        bytes[10] = (bytes[10] as number) ^ 1;
        await writeFile(path, bytes);
      },
      message: /genres\.ndjson is not the file that the transform wrote: .*damaged or changed/,
      isNoticed: true,
    },
    {
      name: 'the documents have another shape',
      spoil: async (folder) => {
        const path = join(folder, 'manifest.json');
        await writeFile(
          path,
          (await readFile(path, 'utf8')).replace(/"schemaVersion": \d+/, '"schemaVersion": 99'),
        );
      },
      message: /schema version 99, this Marquee loads \d+/,
      isNoticed: true,
    },
  ];
  for (const { name, spoil, message, isNoticed } of faults) {
    it(`publishes nothing and leaves nothing behind when ${name}`, async () => {
      const before = await state();
      await withCopy(async (folder) => {
        await spoil(folder);
        if (!isNoticed) await reseal(folder);
        const failure = await failureOf(load(folder));
        expect(failure.message).to.match(message);
      });
      expect(await state()).to.deep.equal(before);
    });
  }

  it('writes every failed document with its reason to the dead-letter file', async () => {
    await withCopy(async (folder) => {
      const path = join(folder, 'movies.ndjson');
      await writeFile(
        path,
        (await readFile(path, 'utf8')).replaceAll('"releaseYear":1999', '"releaseYear":"soon"'),
      );
      await reseal(folder);
      await failureOf(load(folder));
      const refused = (await readFile(join(folder, 'failed-documents.ndjson'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(refused.map(({ id }) => id)).to.have.members(['1', '2', '3']);
      for (const { status, error, document } of refused) {
        expect(status).to.equal(400);
        expect(error.type).to.equal('document_parsing_exception');
        expect(document.releaseYear).to.equal('soon');
      }
    });
  });

  it('stops when it is interrupted, publishes nothing and leaves nothing behind', async () => {
    const before = await state();
    const failure = await failureOf(load(loaded.hydration, AbortSignal.abort()));
    expect(failure.message).to.include('interrupted').and.include('the new indices were removed');
    expect(await state()).to.deep.equal(before);
  });

  it('does not touch an index that has the name of an alias, and says so', async () => {
    await loaded.client.indices.updateAliases({
      actions: [
        { remove: { index: `marquee-genres-${loaded.edition}`, alias: 'marquee-genres', must_exist: true } },
      ],
    });
    await loaded.client.indices.create({ index: 'marquee-genres' });
    try {
      const before = await state();
      const failure = await failureOf(load(loaded.hydration));
      expect(failure.message).to.match(/genres.*alias|alias.*genres/s);
      expect(await state()).to.deep.equal(before);
    } finally {
      await loaded.client.indices.delete({ index: 'marquee-genres' });
      const recorder = new RunRecorder('publish');
      await publishEdition(loaded.edition, { client: loaded.client, questions: allQuestions, recorder });
    }
  });

  it('keeps three editions, deletes older ones by exact name, and never one with an alias', async () => {
    await loaded.client.indices.create({ index: 'marquee-movies-old' });
    const pin = (verb: 'add' | 'remove') =>
      loaded.client.indices.updateAliases({
        actions: documentTypes.map((type) => ({
          [verb]: { index: `marquee-${type}-${loaded.edition}`, alias: `${type}-pinned` },
        })),
      });
    try {
      await pin('add');
      for (let i = 0; i < 4; i++) await load(loaded.hydration);
      const left = Object.keys(await state()).filter((index) => index.startsWith('marquee-movies-'));
      expect(left)
        .to.have.length(5)
        .and.include.members(['marquee-movies-old', `marquee-movies-${loaded.edition}`]);
    } finally {
      await pin('remove');
      await loaded.client.indices.delete({ index: 'marquee-movies-old' });
    }
  });
});
