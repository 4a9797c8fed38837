import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { importsOf } from '../../../scripts/check-architecture.mjs';
import { projectRoot } from '../../../src/config/project-root.js';

/** What starts Elasticsearch or a browser. */
const forbidden = ['src/embedded/start-embedded-node.ts', 'scripts/open-browser.ts'];

describe('unit tests', () => {
  const files = readdirSync(join(projectRoot, 'test', 'unit'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/unit/${file}`);

  it('start neither Elasticsearch nor a browser', () => {
    const offenders = files.filter((file) => forbidden.some((target) => testFilesOf(file).has(target)));
    expect(files).to.have.length.above(50);
    expect(offenders).to.deep.equal([]);
  });

  it('would be found out by their imports', () => {
    expect([...testFilesOf('test/browser/views.test.ts')]).to.include.members(forbidden);
  });
});

/** The file, what it imports, and so on below test/; the imports of the program itself are not followed. */
function testFilesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  // A test of the architecture holds imports in texts, whose files do not exist.
  if (!file.startsWith('test/') || !existsSync(join(projectRoot, file))) return seen;
  for (const target of importsOf(readFileSync(join(projectRoot, file), 'utf8'))) {
    const path = posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts');
    if (target.startsWith('.')) testFilesOf(path, seen);
  }
  return seen;
}
