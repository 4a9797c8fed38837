import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { findViolations, importsOf, layers } from '../../../scripts/check-architecture.mjs';
import { projectRoot } from '../../../src/config/project-root.js';

describe('the architecture', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'marquee-architecture-'));
    plant({ 'src/model/movie.ts': 'export type Movie = { id: number };' });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const plant = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${text}\n`);
    }
  };

  describe('checked by scripts/check-architecture.mjs', () => {
    it('lets a folder import from those below it, from itself and what may be imported outside src', () => {
      plant({
        'src/cli.ts': "import { load } from './commands/load.js';",
        'src/commands/load.ts': "import type { Movie } from '../model/movie.js';\nimport './index.js';",
        'src/commands/sample.ts': "import { writeEdition } from '../../sample/write-edition.js';",
        'src/api/openapi/paths.ts':
          "import examples from '../../../docs/openapi-examples.json' with { type: 'json' };",
        'src/api/create-app.ts': "import Koa from 'koa';\nimport Router from '@koa/router';",
        'src/csv/rows.ts': "import csvParser from 'csv-parser';",
      });
      expect(findViolations(root)).to.deep.equal([]);
    });

    for (const [rule, file, text, words] of [
      [
        'an import from a layer above',
        'src/files/open-zip.ts',
        "import { serve } from '../api/serve.js';",
        'src/files/open-zip.ts imports src/api/serve.ts: api is above files.',
      ],
      [
        'an import of a type from a layer above',
        'src/files/open-zip.ts',
        "import type { App } from '../api/create-app.js';",
        'api is above files.',
      ],
      [
        'a dynamic import from a layer above',
        'src/files/open-zip.ts',
        "const { serve } = await import('../api/serve.js');",
        'api is above files.',
      ],
      [
        'an import from a peer',
        'src/search/facets.ts',
        "export { top } from '../analytics/top.js';",
        'analytics is beside search.',
      ],
      [
        'any import from src in model',
        'src/model/movie.ts',
        "import { version } from '../config/version.js';",
        'config is above model.',
      ],
      [
        'an import of scripts',
        'src/commands/setup.ts',
        "import { findNpm } from '../../scripts/prerequisites.mjs';",
        'src/commands/setup.ts imports scripts/prerequisites.mjs: outside src only',
      ],
      [
        'koa outside api',
        'src/commands/serve.ts',
        "import Koa from 'koa';",
        'imports koa: only src/api may.',
      ],
      [
        'a package of koa outside api',
        'src/telemetry/metrics.ts',
        "import Router from '@koa/router';",
        'imports @koa/router: only src/api may.',
      ],
      [
        'csv-parser outside csv',
        'src/transform/read-movies.ts',
        "import csvParser from 'csv-parser';",
        'imports csv-parser: only src/csv may.',
      ],
      [
        'a folder without a layer',
        'src/ranking/rank.ts',
        'export const rank = 1;',
        'src/ranking is in no layer: add it to the layers in scripts/check-architecture.mjs.',
      ],
      [
        'a folder with a vague name',
        'src/api/utils/trim.ts',
        'export const trim = 1;',
        'src/api/utils: name the folder after what it holds',
      ],
    ] as const) {
      it(`forbids ${rule}`, () => {
        plant({ [file]: text });
        const violations = findViolations(root);
        expect(violations).to.have.length(1);
        expect(violations[0]).to.include(words);
      });
    }

    it('finds imports of values, of types, without names, dynamic ones and exports, over several lines', () => {
      const source = `
        import a, { type B } from './a.js';
        import type { C } from './c.js';
        import './d.js';
        import {
          e,
        } from './e.js';
        export * from './f.js';
        type G = import('./g.js').G;
        const h = await import('./h.js');`;
      expect(importsOf(source)).to.deep.equal('acdefgh'.split('').map((name) => `./${name}.js`));
    });

    it('has each folder in one layer', () => {
      expect(layers.flat()).to.have.length(new Set(layers.flat()).size);
    });
  });

  describe('checked by the linter', function () {
    this.timeout(120_000);
    const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const lint = (): string => {
      for (const file of ['biome.json', '.gitignore']) cpSync(join(projectRoot, file), join(root, file));
      const args = [biome, 'lint', '--colors=off', '--reporter=github', '.'];
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      return stdout + stderr;
    };

    it('forbids a cycle, also one of types alone', () => {
      plant({
        'src/model/report.ts': "import type { Run } from './run.js';\n\nexport type Report = { run: Run };",
        'src/model/run.ts':
          "import type { Report } from './report.js';\n\nexport type Run = { report?: Report };",
      });
      expect(lint()).to.match(/noImportCycles,file=\S*src\/model\/report\.ts/);
    });

    it('lets only config read the environment', () => {
      const text = 'export const port = process.env.PORT;';
      plant({ 'src/config/config.ts': text, 'src/api/serve.ts': text, 'sample/seed.ts': text });
      const said = lint();
      expect(said).to.match(/noProcessEnv,file=\S*src\/api\/serve\.ts/);
      expect(said).to.match(/noProcessEnv,file=\S*sample\/seed\.ts/);
      expect(said).not.to.match(/noProcessEnv,file=\S*src\/config/);
    });
  });
});
