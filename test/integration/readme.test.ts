import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { examplePath } from '../../scripts/documents/questions.js';
import { allQuestions } from '../../src/api/all-questions.js';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken } from '../support/api.js';
import { grafanaRecipe, powerQueryRecipe, readExample, requestsOf, runSheet } from '../support/examples.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { skipWithout } from '../support/optional.js';
import { toExample } from '../support/sample-example.js';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const documents = ['README.md', 'docs/api.md'];
const examples = documents.flatMap((document) =>
  [...read(document).matchAll(/```http\nGET (\S+)\n```\s+```json\n(.*?)```/gs)].map(([, path, answer]) => ({
    document,
    path: path as string,
    answer: JSON.parse(answer as string),
  })),
);
/** The calls of the table of questions. */
const questions = [...read('README.md').matchAll(/^\| .+\? \| `(\/v1\/\S+)` \|$/gm)].map(
  ([, path]) => path as string,
);

/** Stands for the edition of this run, also in links. */
const shownEdition = '20261124162336';

describe('what the documentation shows of the sample edition', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 5000, seed: 1, ratings: 0 }));
  after(() => rm(folder, { recursive: true }));

  it('README and docs/api.md: calls', () => expect(examples).to.have.length(4));

  it('README: ten questions that have an answer', async () => {
    expect(questions).to.have.length(10);
    for (const path of questions) {
      const { status, body } = await loaded.api.get(path);
      expect(status, path).to.equal(200);
      expect(body.data, path).not.to.be.empty;
    }
  });

  for (const { document, path, answer } of examples) {
    it(`${document}: the answer to ${path}`, async () => {
      const { body } = await loaded.api.get(path);
      const expected = JSON.parse(JSON.stringify(answer).replaceAll(shownEdition, loaded.edition));
      if (expected.meta) expected.meta.publishedAt = body.meta.publishedAt;
      if (expected.requestId) expected.requestId = body.requestId;
      expect(body).to.deep.equal(expected);
    });
  }

  it('OpenAPI: an answer to the example of every question (MARQUEE_WRITE_EXAMPLES=1 writes them)', async () => {
    const path = join(projectRoot, 'docs', 'openapi-examples.json');
    const answers: Record<string, unknown> = {};
    for (const question of allQuestions) {
      const { status, body } = await loaded.api.get(examplePath(question));
      expect(status, question.name).to.equal(200);
      answers[question.name] = toExample(body);
    }
    if (process.env.MARQUEE_WRITE_EXAMPLES) await writeFile(path, `${JSON.stringify(answers, null, 2)}\n`);
    expect(JSON.parse(readFileSync(path, 'utf8'))).to.deep.equal(answers);
  });

  it('examples: every request of requests.http has an answer', async () => {
    const text = readExample('requests.http');
    const paths = requestsOf(text);
    expect(paths)
      .to.have.lengthOf.above(5)
      .and.lengthOf(text.match(/^GET /gm)?.length ?? 0);
    for (const path of paths) {
      const { status, body } = await loaded.api.get(path);
      expect(status, path).to.equal(200);
      expect(body, path).not.to.be.empty;
    }
  });

  for (const [name, { path, columns }] of Object.entries({
    'power-query.pq': powerQueryRecipe(readExample('power-query.pq')),
    'grafana-panel.json': grafanaRecipe(readExample('grafana-panel.json')),
  })) {
    it(`examples: ${name} asks for columns that the answer has`, async () => {
      const { status, body: text } = await loaded.api.get(path);
      expect(status, path).to.equal(200);
      expect(columns).to.include('profit.sum');
      expect(text.split('\r\n')[0]?.split(',')).to.include.members([...columns]);
    });
  }

  it('examples: the function for Google Sheets fills cells with an answer', async () => {
    const question = 'companies/5/summary-by-year?from=2013&to=2014';
    const { body: text } = await loaded.api.get(`/v1/${question}&format=csv`);
    const { url, headers, rows } = runSheet(question, text);
    expect(url).to.equal(`https://marquee.example/v1/${question}&format=csv`);
    expect(headers).to.deep.equal({ Authorization: 'Bearer t' });
    expect(rows[0]?.slice(0, 2)).to.deep.equal(['year', 'releases']);
    expect(rows.slice(1).map(([year, releases]) => [year, releases])).to.deep.equal([
      [2013, 5],
      [2014, 6],
    ]);
  });

  it('examples: the notebook shows what its cells give (MARQUEE_WRITE_EXAMPLES=1 writes it)', async function () {
    const needed = ['-c', 'import pandas, matplotlib, nbclient, ipykernel'];
    const found = await start('python3', needed).ended.catch(() => undefined);
    if (found?.code !== 0) return skipWithout(this, 'Python with pandas, matplotlib, nbclient and ipykernel');
    const script = join(projectRoot, 'test', 'support', 'run-notebook.py');
    const notebook = join(projectRoot, 'examples', 'company-decade.ipynb');
    const settings = { TOKEN: goodToken(), MARQUEE_API_URL: loaded.api.url };
    const options = process.env.MARQUEE_WRITE_EXAMPLES ? ['--write'] : [];
    const { code, err } = await start('python3', [script, notebook, ...options], settings).ended;
    expect(code, err).to.equal(0);
  });
});
