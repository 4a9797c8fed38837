import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { importsOf } from '../../../scripts/check-architecture.mjs';
import { projectRoot } from '../../../src/config/project-root.js';
import { version } from '../../../src/config/version.js';

const stages = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')
  .split(/^FROM .*$/m)
  .slice(1);

/** What a stage copies from the checkout. */
const copied = (stage = ''): string[] =>
  [...stage.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(' ').map((path) => path.replace('/*.mjs', '')),
  );
const holds = (paths: readonly string[], file: string): boolean =>
  paths.some((path) => file === path || file.startsWith(`${path}/`));

describe('the image', () => {
  it('has the version of the package as its label', () => {
    const [, labelled] =
      /^ARG VERSION=(.*)$/m.exec(readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')) ?? [];
    expect(labelled).to.equal(version);
  });

  it('is built from files that exist', () => {
    for (const path of stages.flatMap(copied))
      expect(existsSync(join(projectRoot, path)), path).to.equal(true);
  });

  it('is built from everything that its sources import', () => {
    const paths = copied(stages[0]);
    const missing = paths
      .flatMap(filesBelow)
      .filter((file) => /\.m?tsx?$|\.mjs$/.test(file))
      .flatMap((file) =>
        importsOf(readFileSync(join(projectRoot, file), 'utf8'))
          .filter((target) => target.startsWith('.'))
          .map((target) => posix.join(posix.dirname(file), target))
          // What the build compiled a step before.
          .map((target) => target.replace(/^dist\/(.*)\.js$/, '$1.ts')),
      )
      .filter((target) => !holds(paths, target));
    expect(missing).to.deep.equal([]);
  });

  it('has the files that the program reads at run time', () => {
    const paths = copied(stages.at(-1));
    const read = ['src', 'sample', 'dashboards/generate'].flatMap(filesBelow).flatMap((file) => {
      const source = readFileSync(join(projectRoot, file), 'utf8');
      return [...source.matchAll(/projectRoot, ('[a-z][a-z.]*'(?:, '[a-z.]+')*)/g)].map(([, names = '']) =>
        names.replaceAll("'", '').replaceAll(', ', '/'),
      );
    });
    expect(read).to.include.members(['mappings', 'sample/vocabulary', 'dashboards/kibana', 'dist/page']);
    // The first stage makes the page; npm puts package.json beside it; the image has no embedded node.
    const other = ['dist/page', 'package.json', 'embedded'];
    expect(read.filter((path) => !other.includes(path) && !holds(paths, path))).to.deep.equal([]);
  });
});

/** Files of the checkout at or below a path, relative to the checkout. */
function filesBelow(path: string): string[] {
  if (statSync(join(projectRoot, path)).isFile()) return [path];
  return readdirSync(join(projectRoot, path), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(path, name))
    .filter((file) => !file.includes('node_modules/') && statSync(join(projectRoot, file)).isFile());
}
