import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('scripts/check-dependencies.mjs', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const programs = join(folder, 'bin');

  /** Runs it in a folder, with an `npm` that prints `audit`. */
  const run = (cwd: string, audit: string) => {
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'npm'), `#!/bin/sh\ncat <<'END'\n${audit}\nEND\n`);
    chmodSync(join(programs, 'npm'), 0o755);
    const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };
    const script = join(projectRoot, 'scripts/check-dependencies.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd, env, encoding: 'utf8' });
    return { status, text: stdout + stderr };
  };
  const audited = (high: number) =>
    JSON.stringify({ metadata: { vulnerabilities: { low: 3, moderate: 0, high, critical: 0 } } });
  const lock = (packages: object) => {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
  };

  it('accepts the licences of all shipped packages', () => {
    const { status, text } = run(projectRoot, audited(0));
    expect(text).to.match(/^Licences of \d\d+ packages: all allowed\./);
    expect(status).to.equal(0);
  });

  it('names a package whose licence is not allowed or missing, unless it is not shipped or is a workspace', () => {
    lock({
      'node_modules/a': { version: '1.0.0', license: 'AGPL-3.0-only' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c': { version: '3.0.0', license: '(GPL-2.0 OR MIT)' },
      'node_modules/d': { version: '4.0.0', license: 'GPL-3.0', dev: true },
      'node_modules/e': { version: '5.0.0', license: 'MIT AND GPL-3.0' },
      'node_modules/f': { resolved: 'web', link: true },
      web: { version: '6.0.0' },
    });
    const { status, text } = run(folder, audited(0));
    expect(status).to.equal(1);
    expect([...text.matchAll(/^node_modules\/(\w)/gm)].map(([, name]) => name)).to.deep.equal([
      'a',
      'b',
      'e',
    ]);
    expect(text).to.include("a 1.0.0: licence 'AGPL-3.0-only' is not allowed").and.include("'none'");
  });

  it('fails for a severe vulnerability, and says that none was looked up where there is no audit', () => {
    lock({ 'node_modules/a': { version: '1.0.0', license: 'MIT' } });
    expect(run(folder, audited(1))).to.include({ status: 1 });
    const offline = run(folder, JSON.stringify({ error: { code: 'ENOTFOUND' } }));
    expect(offline.status).to.equal(0);
    expect(offline.text).to.include('not looked up');
  });
});
