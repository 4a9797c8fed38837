import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { titleWithout } from '../../support/optional.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('the progress of the tests', () => {
  const folder = temporaryFolder();

  const files = {
    'one.test.cjs': "describe('one', () => { it('passes', () => {}); it('passes too', () => {}); });",
    'two.test.cjs': `describe('two', () => { it.skip('${titleWithout('has a disc', 'a disc drive')}', () => {}); });`,
    'bad.test.cjs':
      "describe('bad', () => { it('adds', () => { require('node:assert').equal(1 + 1, 3, 'two is not three'); }); });",
    'runs.test.mjs': `import fc from '${import.meta.resolve('fast-check')}';
it('runs', () => fc.assert(fc.property(fc.nat(), () => { throw new Error('in a run'); })));`,
    'hook.test.cjs':
      "describe('hook', () => { before(() => { throw new Error('no node'); }); it('x', () => {}); });",
  };
  let status: number | null;
  let lines: string[];

  before(() => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const mocha = spawnSync(
      process.execPath,
      [
        join('node_modules', 'mocha', 'bin', 'mocha.js'),
        ...['--parallel', '--jobs', '2', '--reporter', 'dist/test/support/progress-reporter.js'],
        ...['--reporter-option', 'files=5', ...Object.keys(files).map((name) => join(folder, name))],
      ],
      { cwd: projectRoot, encoding: 'utf8' },
    );
    status = mocha.status;
    lines = mocha.stdout.split('\n').map((line) => line.trim());
  });

  it('is one line for each file; the end says what was left out and counts all tests', () => {
    const perFile = lines.filter((line) => line.startsWith('['));
    expect(perFile.map((line) => /^\[(\d\/\d), \d+ s\]/.exec(line)?.[1])).to.deep.equal([
      ...['1/5', '2/5', '3/5', '4/5', '5/5'],
    ]);
    expect(perFile.filter((line) => /one\.test\.cjs: 2 passed \(/.test(line))).to.have.length(1);
    expect(lines).to.include('left out without: a disc drive (tests: 1)');
    expect(lines.at(-2)).to.equal('2 passed, 3 failed, 1 skipped');
  });

  it('says of a failure what failed, why, and how to run its file alone', () => {
    expect(status).to.equal(3);
    expect(lines).to.include('FAILED: bad adds').and.to.include('FAILED: hook "before all" hook for "x"');
    expect(lines).to.include('-2').and.to.include('+3');
    expect(lines.join('\n'))
      .to.include('two is not three')
      .and.to.include('Error: no node')
      .and.to.include('in a run');
    expect(lines.filter((line) => /^alone: npx mocha .*bad\.test\.cjs$/.test(line))).to.have.length(1);
  });
});
