import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/root.js';
import { writeEdition } from '../../src/sample/write-edition.js';
import { loadedEdition } from '../support/loaded-edition.js';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const examples = [...readme.matchAll(/```http\nGET (\S+)\n```\s+```json\n(.*?)```/gs)].map(
  ([, path, answer]) => ({ path: path as string, answer: JSON.parse(answer as string) }),
);

/** What differs from load to load. */
const ofThisRun = ({ generation, publishedAt }: Record<string, string>) => ({ generation, publishedAt });

describe('the README', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  before(() => writeEdition(folder, { movies: 5000, seed: 1, ratings: 0 }));
  after(() => rm(folder, { recursive: true }));
  const loaded = loadedEdition(folder);

  it('shows calls', () => expect(examples).to.have.length(3));

  for (const { path, answer } of examples) {
    it(`shows what the sample edition answers to ${path}`, async () => {
      const { body } = await loaded.api.get(path);
      if (answer.meta) Object.assign(answer.meta, ofThisRun(body.meta));
      if (answer.requestId) answer.requestId = body.requestId;
      expect(body).to.deep.equal(answer);
    });
  }

  it('names every variable that the configuration reads, and no other', () => {
    const config = readFileSync(join(projectRoot, 'src', 'config.ts'), 'utf8');
    const read = new Set(
      [...config.matchAll(/^ {2,}([A-Z][A-Z_]+):/gm), ...config.matchAll(/\{ ([A-Z][A-Z_]+): z/g)].map(
        ([, name]) => name,
      ),
    );
    const table = readme.slice(readme.indexOf('| variable |'), readme.indexOf('Tokens need'));
    const named = new Set([...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
    expect([...named].sort()).to.deep.equal([...read].sort());
  });
});
