import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { verbs } from '../../src/commands/index.js';
import { sealHydrationFolder } from '../../src/hydration/hydration-folder.js';
import { startApi, tokens } from '../support/api.js';
import { entities, inTemporaryFolder, movieLine, moviesCsv } from '../support/edition.js';
import { marquee } from '../support/marquee.js';
import { sharedNodeUrl } from '../support/shared-node.js';

const secret = { JWT_SECRET: tokens.secret };

describe('marquee', function () {
  this.timeout(120_000);

  it('prints its version and its verbs, and ends with 0', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await marquee(['--version'])).to.deep.equal({ code: 0, out: `${version}\n`, err: '' });
    const help = await marquee(['--help']);
    expect(help).to.include({ code: 0, err: '' });
    for (const name of Object.keys(verbs)) {
      expect(help.out).to.match(new RegExp(`^  ${name} `, 'm'));
    }
  });

  const example = /Examples?:\n(?:.*\n)*?.*marquee /;

  it('prints the help of one verb, and ends with 0', async () => {
    const { code, out } = await marquee(['transform', '--help']);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^Usage: marquee transform /)
      .and.match(example);
  });

  for (const [name, verb] of Object.entries(verbs)) {
    it(`shows an example of ${name} in its help`, async () => {
      let help = '';
      (await verb())
        .configureOutput({
          writeOut: (text) => {
            help += text;
          },
        })
        .outputHelp();
      expect(help).to.match(example);
    });
  }

  const wrongUsage: [string[], RegExp][] = [
    [[], /Usage: marquee/],
    [['publish-everything'], /unknown command 'publish-everything'/],
    [['transform', '--input', 'x'], /required option '--out <folder>'/],
    [['transform', '--input', 'x', '--out', 'y', '--fast'], /unknown option '--fast'/],
    [['load'], /required option '--input <folder>'/],
    [['load', '--input', 'x', 'y'], /too many arguments/],
    [['sample', '--movies', 'many', '--out', 'x'], /--movies.*many/s],
    [['transform', '--input', '', '--out', 'x'], /--input.*must not be empty/s],
    [['transform', '--input', 'x', '--out', ''], /--out.*must not be empty/s],
    [['reload', '--input', ' '], /--input.*must not be empty/s],
    [['reload', '--input', 'x', '--out', ''], /--out.*must not be empty/s],
    [['reload'], /name the edition by --input, or invent one by --sample/],
    [['reload', '--sample', '--input', 'x'], /one of them/],
    [['load', '--input', ''], /--input.*must not be empty/s],
    [['start', '--input', ''], /--input.*must not be empty/s],
    [['start', '--corrections', 'fixes.csv'], /--corrections needs --input/],
    [['sample', '--movies', '9', '--out', ''], /--out.*must not be empty/s],
    [['dashboards', 'generate', '--out', ''], /--out.*must not be empty/s],
    [['dashboards', 'import', '--kibana', 'http://a', '--space', ''], /--space.*must not be empty/s],
    [['load', '--input', 'x', '--metrics-file', ''], /--metrics-file.*must not be empty/s],
    [['backup', '--repository', ''], /--repository.*must not be empty/s],
    [['restore', '20261101063000', '--repository', ''], /--repository.*must not be empty/s],
    [['token', '--subject', ''], /--subject.*must not be empty/s],
    [['token', '--expires', 'soon'], /a number and s, m, h or d/],
  ];
  for (const [args, message] of wrongUsage) {
    it(`ends with 2 for: marquee ${args.join(' ')}`, async () => {
      const { code, out, err } = await marquee(args, secret);
      expect({ code, out }).to.deep.equal({ code: 2, out: '' });
      expect(err).to.match(message);
    });
  }

  it('fails at once, and names the folder, where a folder cannot be made', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'file');
      await writeFile(file, '');
      for (const out of ['/proc/no/folder', join(file, 'below')]) {
        for (const args of [
          ['transform', '--input', 'http://192.0.2.1/never-asked.zip', '--out', out],
          ['reload', '--input', 'http://192.0.2.1/never-asked.zip', '--out', out],
          ['sample', '--movies', '9', '--out', out],
          ['dashboards', 'generate', '--out', out],
        ]) {
          const { code, err } = await marquee(args);
          expect(code, args.join(' ')).to.equal(1);
          expect(err)
            .to.include(out)
            .and.match(/ENOENT|ENOTDIR|not a folder/);
        }
        const { code, err } = await marquee(['editions'], { MARQUEE_DATA: out });
        expect(code).to.equal(1);
        expect(err).to.include(out).and.include('cannot be made');
      }
    });
  });

  it('refuses to serve or to mint without a secret that is long enough, naming the variable', async () => {
    for (const verb of ['serve', 'token']) {
      const without = await marquee([verb]);
      expect(without).to.include({ code: 1, out: '' });
      expect(without.err).to.match(/^marquee: JWT_SECRET is not set: .*at least 32 bytes/);
      const short = await marquee([verb], { JWT_SECRET: 'short-but-secret' });
      expect(short).to.include({ code: 1, out: '' });
      expect(short.err)
        .to.match(/^marquee: JWT_SECRET has 16 bytes/)
        .and.not.include('short-but-secret');
    }
  });

  const badSettings: [Record<string, string>, RegExp][] = [
    [{ ELASTICSEARCH_URL: 'somewhere' }, /ELASTICSEARCH_URL is not valid .*: must be http/],
    [{ ELASTICSEARCH_URL: 'http://127.0.0.1:1', ELASTICSEARCH_USERNAME: 'elastic' }, /go together/],
    [
      { ELASTICSEARCH_URL: 'https://127.0.0.1:1', ELASTICSEARCH_CA: '/no/such/file' },
      /ELASTICSEARCH_CA is '\/no\/such\/file', which cannot be read/,
    ],
    [{ EMBEDDED_PORT: '99999' }, /EMBEDDED_PORT is '99999': must be a whole number from 0 to 65535/],
    [{ EMBEDDED_HEAP: 'much' }, /EMBEDDED_HEAP is 'much': must be a size such as 512m or 1g/],
  ];
  for (const [settings, message] of badSettings) {
    it(`names the variable that is wrong: ${Object.keys(settings).join(', ')}`, async () => {
      const { code, err } = await marquee(['serve'], { ...secret, ...settings });
      expect(code).to.equal(1);
      expect(err).to.match(message);
    });
  }

  it('warns of a variable that it does not know, on standard error', async () => {
    const { code, err } = await marquee(['--version'], { MARQUEE_RATELIMIT: '5' });
    expect(code).to.equal(0);
    expect(err).to.match(/^marquee: MARQUEE_RATELIMIT is set .* MARQUEE_RATE_LIMIT\?\n$/);
  });

  it('mints a token that the API accepts', async () => {
    const api = await startApi('http://127.0.0.1:1');
    try {
      const { code, out } = await marquee(['token', '--subject', 'alice', '--expires', '5m'], secret);
      expect(code).to.equal(0);
      // Past authentication: there is no Elasticsearch to ask.
      expect((await api.get('/v1/genres', out.trim())).status).to.equal(503);
    } finally {
      await api.close();
    }
  });

  it('says in one line that an input is not there, and ends with 2', async () => {
    const { code, out, err } = await marquee([
      'transform',
      '--input',
      '/no/such/edition',
      '--out',
      '/tmp/unused',
    ]);
    expect({ code, out }).to.deep.equal({ code: 2, out: '' });
    expect(err).to.match(
      /^marquee: \/no\/such\/edition: no such file or folder; expected the folder of an edition, .*\n$/,
    );
  });

  it('transforms and loads; a load of which Elasticsearch rejects a document ends with 3 and publishes nothing', async () => {
    await inTemporaryFolder(async (folder) => {
      const settings = { ELASTICSEARCH_URL: await sharedNodeUrl() };
      const api = await startApi(settings.ELASTICSEARCH_URL);
      const out = join(folder, 'hydration');
      await writeFile(
        join(folder, 'movies_metadata.csv'),
        moviesCsv([movieLine({ id: '1', genres: entities([18, 'Drama']) }), 'a,broken,row']),
      );
      try {
        const transform = await marquee(['transform', '--input', folder, '--out', out]);
        expect(transform).to.include({ code: 0, err: '' });
        expect(transform.out)
          .to.match(/movies_metadata\.csv +2 +0 +1 .*documents: 1 movies/s)
          .and.include('rejected.ndjson');
        const quiet = await marquee(['transform', '--input', folder, '--out', out, '--quiet']);
        expect(quiet).to.deep.equal({ code: 0, out: '', err: '' });

        const load = await marquee(['load', '--input', out, '--accept-shrink', '--force'], settings);
        expect(load).to.include({ code: 0, err: '' });
        const [, edition] = /^ {2}edition (\d{14}) is live/m.exec(load.out) ?? [];
        expect((await api.get('/readyz')).body.edition).to.equal(edition);

        const movies = join(out, 'movies.ndjson');
        await writeFile(movies, (await readFile(movies, 'utf8')).replace('{"id":1,', '{"id":1,"unknown":1,'));
        await sealHydrationFolder(out, JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
        const rejected = await marquee(['load', '--input', out], settings);
        expect(rejected).to.include({ code: 3 });
        expect(rejected.out).to.match(/^load: rejected, after/m);
        expect(rejected.err).to.match(/^marquee: Elasticsearch rejected 1 of \d+ documents/);
        expect(rejected.err).to.include('Nothing was published; the new indices were removed.');
        expect((await api.get('/readyz')).body.edition).to.equal(edition);
      } finally {
        await api.close();
      }
    });
  });

  it('says that Elasticsearch cannot be reached, and ends with 1', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv([movieLine({ id: '1' })]));
      await marquee(['transform', '--input', folder, '--out', folder]);
      const { code, err } = await marquee(['load', '--input', folder], {
        ELASTICSEARCH_URL: 'http://127.0.0.1:1',
      });
      expect(code).to.equal(1);
      expect(err)
        .to.match(/127\.0\.0\.1:1/)
        .and.include('ELASTICSEARCH_URL');
    });
  });
});
