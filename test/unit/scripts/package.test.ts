import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { expect } from 'chai';
import { importsOf } from '../../../scripts/check-architecture.mjs';
import { projectRoot } from '../../../src/config/project-root.js';

describe('the package', () => {
  let files: string[] = [];
  const holds = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`));

  before(() => {
    const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: projectRoot,
    });
    const [{ files: packed }] = JSON.parse(out.toString()) as [{ files: { path: string }[] }];
    files = packed.map(({ path }) => path);
  });

  it('has everything that its programs import', () => {
    const missing = files
      .filter((file) => /^dist\/(?!page).*\.m?js$/.test(file))
      .flatMap((file) =>
        importsOf(readFileSync(join(projectRoot, file), 'utf8').replaceAll('"', "'"))
          .filter((target) => target.startsWith('.'))
          .map((target) => posix.join(posix.dirname(file), target)),
      )
      .filter((target) => !holds(target));
    expect(missing).to.deep.equal([]);
  });

  it('has the files that they read, and what Maven builds the embedded node from', () => {
    const read = sourcesBelow('src', 'sample', 'dashboards/generate').flatMap((source) =>
      [...source.matchAll(/projectRoot, ('[a-z][a-z.]*'(?:, '[a-z.]+')*)/g)].map(([, names = '']) =>
        names.replaceAll("'", '').replaceAll(', ', '/'),
      ),
    );
    expect(read).to.include.members(['mappings', 'sample/vocabulary', 'dashboards/kibana', 'dist/page']);
    const needed = [...read, 'embedded/pom.xml', 'embedded/src/main/java', 'dist/src/cli.js'];
    expect(needed.filter((path) => !holds(path))).to.deep.equal([]);
  });

  it('has neither tests nor sources that only developers need', () => {
    const unneeded =
      /^(?:dist\/(?:test|bench|scripts|web)|src|test|web|bench|docs(?!\/(?:glossary|operations))|scripts)\/|\.map$/;
    expect(files.filter((file) => unneeded.test(file))).to.deep.equal([]);
  });
});

function sourcesBelow(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(projectRoot, folder, ...name.split(sep)))
      .filter((file) => file.endsWith('.ts') && statSync(file).isFile())
      .map((file) => readFileSync(file, 'utf8')),
  );
}
