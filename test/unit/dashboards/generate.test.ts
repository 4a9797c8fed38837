import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { generateDashboards, toImportFile } from '../../../dashboards/generate/generate.js';
import { dashboardNames, dashboardsFolder } from '../../../dashboards/generate/read-descriptions.js';
import { projectRoot } from '../../../src/config/project-root.js';
import { IndexNames } from '../../../src/elasticsearch/index-names.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { lensPanels, searchOfPanel } from '../../support/kibana-search.js';
import { kqlToQuery } from '../../support/kql.js';
import { marquee } from '../../support/marquee.js';
import { describeWithSharedData, sharedTools } from '../../support/shared-data.js';

const committed = (name: string): string => readFileSync(join(dashboardsFolder, `${name}.ndjson`), 'utf8');

describe('the dashboards for Kibana', () => {
  it('are committed as generated from the descriptions', async () => {
    const generated = await generateDashboards();
    for (const name of dashboardNames) expect(toImportFile(generated[name]), name).to.equal(committed(name));
  });

  it('search aliases, never an index of one edition', async () => {
    for (const objects of Object.values(await generateDashboards())) {
      const titles = objects
        .filter(({ type }) => type === 'index-pattern')
        .map(({ attributes }) => attributes.title);
      for (const title of titles) expect(title).to.be.oneOf(['marquee-movies', 'marquee-loads']);
      for (const panel of lensPanels(objects)) expect(titles).to.include(searchOfPanel(objects, panel).index);
    }
  });

  it('have ids, titles and indices of their own for each prefix, and refer to no other', async () => {
    const keysOf = (objects: readonly { type: string; id: string }[]) =>
      objects.map(({ type, id }) => `${type}:${id}`);
    const names = new IndexNames('staging-');
    const ours = Object.values(await generateDashboards()).flat();
    const theirs = Object.values(await generateDashboards(undefined, undefined, names)).flat();
    const own = keysOf(theirs);
    expect(own).to.have.length(ours.length).and.not.include.members(keysOf(ours));
    for (const key of keysOf(ours)) expect(own).to.not.include(key);
    for (const { references } of theirs) expect(own).to.include.members(keysOf(references));
    expect(JSON.stringify(theirs)).to.not.match(/marquee-(?:movies|loads|companies|genres|data)/);
    const titles = theirs.map(({ attributes }) => attributes.name ?? attributes.title);
    expect(titles).to.include.members(['Marquee (staging-): Companies', 'Movies (staging-)']);
  });

  it('have every control on Companies and Genres, with Released selected, and none on Data quality', async () => {
    const { companies, genres, 'data-quality': quality } = await generateDashboards();
    for (const objects of [companies, genres]) {
      const { query } = searchOfPanel(objects, lensPanels(objects)[0] as string).body;
      expect(JSON.stringify(query)).to.include('{"match_phrase":{"status":"Released"}}');
      const group = objects.at(-1)?.attributes.controlGroupInput as { panelsJSON: string };
      expect(Object.keys(JSON.parse(group.panelsJSON))).to.deep.equal([
        'genre',
        'company',
        'director',
        'years',
        'status',
      ]);
    }
    // A control filters every panel, and an index without the field then shows nothing.
    expect(quality.at(-1)?.attributes).not.to.have.property('controlGroupInput');
  });

  for (const [fault, change, words] of [
    ['a field that is not mapped', { field: 'genres.title' }, /mappings\/movies\.json/],
    [
      'the sum of a keyword',
      { values: [{ id: 'movies', label: 'x', operation: 'sum', field: 'status' }] },
      /a string/,
    ],
    ['an order by an unknown value', { order: 'gross desc' }, /'gross', which is no value/],
    ['an unknown data view', { view: 'films' }, /no data view 'films'/],
    ['an unknown key', { colour: 'red' }, /companies\.json: panels/],
  ] as const) {
    it(`are rejected by the generator for ${fault}, naming the place`, async () => {
      await inTemporaryFolder(async (folder) => {
        await cp(dashboardsFolder, folder, { recursive: true });
        const path = join(folder, 'companies.json');
        const description = JSON.parse(await readFile(path, 'utf8'));
        const panel = description.panels.find(({ id }: { id: string }) => id === 'releases-by-genre');
        if ('field' in change || 'order' in change) Object.assign(panel.by[1], change);
        else Object.assign(panel, change);
        await writeFile(path, JSON.stringify(description));
        const error = await failureOf(generateDashboards(undefined, folder));
        expect(error.name).to.equal('DashboardError');
        expect(error.message).to.match(words);
      });
    });
  }

  it('accept the panel of the documentation', async () => {
    const docs = await readFile(join(projectRoot, 'docs', 'kibana.md'), 'utf8');
    const example = JSON.parse(/```json\n(.*?)```/s.exec(docs)?.[1] ?? '');
    await inTemporaryFolder(async (folder) => {
      await cp(dashboardsFolder, folder, { recursive: true });
      const path = join(folder, 'genres.json');
      const description = JSON.parse(await readFile(path, 'utf8'));
      description.panels.push(example);
      await writeFile(path, JSON.stringify(description));
      const { genres } = await generateDashboards(undefined, folder);
      expect(searchOfPanel(genres, example.id).body.aggs).to.deep.equal({
        by0: {
          terms: { field: 'genres.name', size: 100, order: { votes: 'desc' } },
          aggs: { votes: { sum: { field: 'votes' } } },
        },
      });
    });
  });

  it('use only the part of Kibana’s query language that the tests can translate', () => {
    expect(kqlToQuery('not budget : * and (status : "Released" or adult : "true")')).to.deep.equal({
      bool: {
        filter: [
          { bool: { must_not: [{ exists: { field: 'budget' } }] } },
          {
            bool: {
              should: [{ match_phrase: { status: 'Released' } }, { match_phrase: { adult: 'true' } }],
              minimum_should_match: 1,
            },
          },
        ],
      },
    });
    expect(() => kqlToQuery('votes > 3')).to.throw("expected 'field :'");
  });
});

describeWithSharedData('an independent checker of Kibana’s format', () => {
  const checker = join(sharedTools, 'validate-kibana.mjs');
  const check = async (...args: string[]) =>
    await promisify(execFile)(process.execPath, [checker, ...args]).then(
      ({ stdout }) => stdout,
      ({ stdout, stderr }) => `${stdout}${stderr}`,
    );
  const mapping = (index: string): string => join(projectRoot, 'mappings', `${index}.json`);

  it('exists', () => expect(existsSync(checker)).to.equal(true));

  for (const name of ['companies', 'genres']) {
    it(`finds no fault in ${name}.ndjson`, async () => {
      const file = join(dashboardsFolder, `${name}.ndjson`);
      expect(
        await check(file, mapping('movies'), '--title', 'marquee-movies', '--time-field', 'releaseDate'),
      ).to.equal('2 objects valid\n');
    });
  }

  it('finds no fault in what is generated for another prefix', async () => {
    await inTemporaryFolder(async (folder) => {
      await marquee(['dashboards', 'generate', '--out', folder], { MARQUEE_INDEX_PREFIX: 'staging-' });
      const file = join(folder, 'companies.ndjson');
      expect(await check(file, mapping('movies'), '--title', 'staging-movies')).to.equal('2 objects valid\n');
    });
  });

  it('finds no fault in data-quality.ndjson, whose data views are of two indices', async () => {
    await inTemporaryFolder(async (folder) => {
      const [movies, loads] = ['movies', 'marquee-loads'].map(
        (index) => JSON.parse(readFileSync(mapping(index), 'utf8')).mappings.properties,
      );
      const both = join(folder, 'both.json');
      await writeFile(
        both,
        JSON.stringify({ mappings: { properties: { ...loads, ...movies, id: loads.id } } }),
      );
      const file = join(dashboardsFolder, 'data-quality.ndjson');
      expect(await check(file, both, '--title', '*', '--quiet')).to.equal('4 objects valid\n');
    });
  });

  it('finds the fault in a file that was spoilt', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'spoilt.ndjson');
      await writeFile(
        file,
        committed('companies').replaceAll('"operationType\\":\\"sum', '"operationType\\":\\"avg'),
      );
      expect(await check(file, mapping('movies'))).to.include('unknown operation "avg"');
    });
  });
});
