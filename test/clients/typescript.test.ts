import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { projectRoot } from '../../src/config/project-root.js';
import { examplesIn, expectedLines } from '../support/client-examples.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { runNode, runTypeScript } from '../support/run-typescript.js';

const client = join(projectRoot, 'clients', 'typescript');

describe('the client for TypeScript', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 1500, seed: 1, ratings: 0 }));
  after(() => rm(folder, { recursive: true }));

  /** Runs a program that uses the client. */
  async function runProgram(name: string, source: string): Promise<string> {
    const path = join(folder, `${name}.ts`);
    writeFileSync(path, source.replaceAll('http://127.0.0.1:3000', loaded.api.url));
    return await runTypeScript(path);
  }

  before(async () => {
    await runNode([join(client, 'generate.mjs')]);
    await runNode([join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', client]);
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(client, join(folder, 'node_modules', 'marquee-client'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  });

  it('prints in the examples of its README what the API answers', async () => {
    const examples = examplesIn(readFileSync(join(client, 'README.md'), 'utf8'), 'ts');
    expect(examples).to.have.length(6);
    const printed = await runProgram('examples', examples.join('\n'));
    const expected = await expectedLines(loaded.api);
    expect(printed.trimEnd().split('\n')).to.deep.equal([
      ...expected.profits.map(({ year, profit }) => `${year} ${profit.sum} known of ${profit.known}`),
      ...expected.groups.map((row) => `${row.genre.name} ${row.decade} ${row.revenue.sum}`),
      String(expected.votes),
      ...expected.popular.map(({ year, genre }) => `${year} ${genre.name}`),
      loaded.edition,
      '400 invalid-parameter revenue',
    ]);
  });

  it('asks again with the ETag, and takes what it has kept', async () => {
    const program = `import { Marquee } from 'marquee-client';
const statuses: number[] = [];
const marquee = new Marquee({ url: 'http://127.0.0.1:3000', token: process.env.TOKEN ?? '', maxAnswers: 1,
  fetch: async (...given) => { const response = await fetch(...given); statuses.push(response.status); return response; } });
const ask = async (id: number) => (await marquee.v1.genresIdProfitByYear(id)).data;
const first = await ask(18);
const second = await ask(18);
await ask(35);
await ask(18);
console.log(statuses.join(' '), JSON.stringify(first) === JSON.stringify(second));`;
    expect(await runProgram('kept', program)).to.equal('200 304 200 200 true\n');
  });

  it('raises errors with what the server says', async () => {
    const program = `import { Marquee, MarqueeError } from 'marquee-client';
for (const token of ['nonsense', process.env.TOKEN ?? '']) {
  const marquee = new Marquee({ url: 'http://127.0.0.1:3000', token });
  const error = await marquee.v1.moviesId('999999999').catch((reason: unknown) => reason);
  if (error instanceof MarqueeError) console.log(error.status, error.kind, error.message, error.requestId !== undefined);
}`;
    const lines = (await runProgram('errors', program)).trimEnd().split('\n');
    expect(lines[0]).to.match(/^401 unauthorized The token was not accepted: .* true$/);
    expect(lines[1]).to.equal('404 not-found The edition has no movie 999999999. true');
  });
});
