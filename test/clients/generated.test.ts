import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken } from '../support/api.js';
import { listCalls } from '../support/list-calls.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { skipWithout } from '../support/optional.js';
import { installPythonPackage } from '../support/python-package.js';
import { runNode, runTypeScript } from '../support/run-typescript.js';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

describe('a client that a generator makes of the OpenAPI document', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 5000, seed: 1, ratings: 0 }));
  after(() => rm(folder, { recursive: true }));

  it('for TypeScript is the text of docs/api.md, prints what stands there, and sends two values of each list', async () => {
    const [, shown, printed] = /```ts\n(.*?)```\s+prints\s+```\n(.*?)```/s.exec(read('docs/api.md')) ?? [];
    const program = read('examples/profit-by-year.ts');
    expect(program)
      .to.match(/^\/\/ .*\n/)
      .and.satisfy((text: string) => text.endsWith(shown ?? 'nothing shown'));
    const { body: openApi } = await loaded.api.get('/openapi-flat.json', null);
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(openApi));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const source = program.replaceAll('http://127.0.0.1:3000', loaded.api.url);
    await writeFile(join(folder, 'ask.ts'), source);
    await runNode([
      join(projectRoot, 'node_modules', 'swagger-typescript-api', 'dist', 'cli.mjs'),
      'generate',
      ...['--path', join(folder, 'openapi.json'), '--output', folder, '--name', 'client.ts'],
    ]);
    expect(await runTypeScript(join(folder, 'ask.ts'))).to.equal(printed);
    const calls = listCalls(openApi);
    expect(calls.length).to.be.greaterThan(50);
    const lists = `import { Api } from './client.js';
const headers = { Authorization: 'Bearer ' + process.env.TOKEN };
const marquee = new Api({ baseUrl: '${loaded.api.url}', baseApiParams: { headers } });
for (const [operation, ids, query] of ${JSON.stringify(calls)}) {
  const { status } = await marquee.v1[operation](...ids, query).catch((answer) => answer);
  if (status !== 200) console.log(operation, query, status);
}`;
    await writeFile(join(folder, 'lists.js'), lists);
    expect(await runNode([join(folder, 'lists.js')]), 'calls with two values of a list').to.equal('');
  });

  it('for Python sends two values of each list', async function () {
    this.timeout(300_000);
    const generator = 'openapi-python-client';
    const bin = await installPythonPackage(join(folder, 'python'), `${generator}==0.29.1`);
    if (bin === undefined) return skipWithout(this, `Python 3.10 and ${generator}`);
    const { body: openApi } = await loaded.api.get('/openapi-flat.json', null);
    const client = join(folder, 'marquee_client');
    const files = { openapi: `${client}.json`, config: `${client}.yml`, calls: `${client}.calls.json` };
    await writeFile(files.openapi, JSON.stringify(openApi));
    await writeFile(files.config, 'literal_enums: true\npost_hooks: []\n');
    await writeFile(files.calls, JSON.stringify(listCalls(openApi)));
    const options = ['--meta', 'none', '--output-path', client];
    const paths = ['--path', files.openapi, '--config', files.config];
    const generated = await start(join(bin, generator), ['generate', ...paths, ...options]).ended;
    expect(generated.code, generated.out + generated.err).to.equal(0);
    const script = join(projectRoot, 'test', 'support', 'call-lists.py');
    const settings = { TOKEN: goodToken(), PYTHONPATH: folder };
    const args = [script, loaded.api.url, files.calls];
    const { code, out, err } = await start(join(bin, 'python'), args, settings).ended;
    expect(code, err).to.equal(0);
    expect(out, 'calls that are not answered 200').to.equal('');
  });
});
