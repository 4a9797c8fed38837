import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';

describe('marquee sample', () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'marquee-sample-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('writes an edition and says what the transform should find', () => {
    const { status, stdout } = marquee('sample', '--movies', '200', '--out', join(base, 'edition'));
    expect(status).to.equal(0);
    expect(stdout)
      .to.contain('Wrote 200 movies into')
      .and.to.match(/ratings\.csv +11400 rows/);
    expect(stdout).to.match(/repaired rows +2\n/);
  });

  const wrong: [string[], RegExp][] = [
    [['--movies', '0'], /--movies takes a whole number from 1 to 5000000; got '0'/],
    [['--movies', '12.5'], /--movies takes a whole number/],
    [['--movies', '9', '--seed', '-1'], /--seed takes a whole number from 0 to 4294967295; got '-1'/],
    [
      ['--movies', '9', '--ratings', 'many'],
      /--ratings takes a whole number from 0 to 1000000000; got 'many'/,
    ],
    [['--movies', '9', '--colour', 'red'], /unknown option '--colour'/],
    [[], /required option '--movies <n>'/],
  ];
  for (const [args, message] of wrong) {
    it(`refuses '${args.join(' ')}' with exit code 2`, () => {
      const out = join(base, 'edition');
      const { status, stderr } = marquee('sample', ...args, '--out', out);
      expect(stderr).to.match(message);
      expect(status).to.equal(2);
      expect(existsSync(out)).to.equal(false);
    });
  }

  it('ends with exit code 1 when the folder cannot be made', () => {
    const { status, stderr } = marquee('sample', '--movies', '9', '--out', '/dev/null/edition');
    expect(status).to.equal(1);
    expect(stderr).to.contain("marquee: No edition can be written into '/dev/null/edition'");
  });
});

function marquee(...args: string[]) {
  return spawnSync(process.execPath, [join(projectRoot, 'dist/src/cli.js'), ...args], { encoding: 'utf8' });
}
