import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { titleWithout } from '../../support/optional.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('the progress of the tests', () => {
  const folder = temporaryFolder();

  function run(files: Record<string, string>): { status: number | null; lines: string[] } {
    const paths = Object.entries(files).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        join('node_modules', 'mocha', 'bin', 'mocha.js'),
        ...['--parallel', '--jobs', '2', '--reporter', 'dist/test/support/progress-reporter.js'],
        ...['--reporter-option', `files=${paths.length}`, ...paths],
      ],
      { cwd: projectRoot, encoding: 'utf8' },
    );
    return { status, lines: stdout.split('\n').map((line) => line.trim()) };
  }

  it('is one line for each file; the end says what was left out and counts all tests', () => {
    const { status, lines } = run({
      'one.test.cjs': "describe('one', () => { it('passes', () => {}); it('passes too', () => {}); });",
      'two.test.cjs': `describe('two', () => { it.skip('${titleWithout('has a disc', 'a disc drive')}', () => {}); });`,
    });
    expect(status).to.equal(0);
    const perFile = lines.filter((line) => line.startsWith('['));
    expect(perFile.map((line) => /^\[(\d\/\d), \d+ s\]/.exec(line)?.[1])).to.deep.equal(['1/2', '2/2']);
    expect(perFile.filter((line) => /one\.test\.cjs: 2 passed \(/.test(line))).to.have.length(1);
    expect(lines).to.include('left out without: a disc drive (tests: 1)');
    expect(lines.at(-2)).to.equal('2 passed, 0 failed, 1 skipped');
  });

  it('says of a failure what failed, why, and how to run its file alone', () => {
    const { status, lines } = run({
      'bad.test.cjs':
        "describe('bad', () => { it('adds', () => { require('node:assert').equal(1 + 1, 3, 'two is not three'); }); });",
      'hook.test.cjs':
        "describe('hook', () => { before(() => { throw new Error('no node'); }); it('x', () => {}); });",
    });
    expect(status).to.equal(2);
    expect(lines).to.include('FAILED: bad adds').and.to.include('FAILED: hook "before all" hook for "x"');
    expect(lines.join('\n')).to.include('two is not three').and.to.include('Error: no node');
    expect(lines.filter((line) => /^alone: npx mocha .*bad\.test\.cjs$/.test(line))).to.have.length(1);
    expect(lines.at(-2)).to.equal('0 passed, 2 failed, 0 skipped');
  });
});
