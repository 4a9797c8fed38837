import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verbs } from '../../src/commands/index.js';
import { projectRoot } from '../../src/config/project-root.js';
import { version } from '../../src/config/version.js';
import { type RunningMarquee, start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/* What `npm pack` makes, installed into an empty folder. Needs the registries of npm and Maven, or their caches. */
describe('the installed package', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const work = join(folder, 'work');
  const program = join(folder, 'node_modules', '.bin', 'marquee');
  const call = (...args: string[]) => execFileSync(program, args, { cwd: work, encoding: 'utf8' });
  let running: RunningMarquee | undefined;

  before(() => {
    mkdirSync(work);
    const npm = (...args: string[]) =>
      execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    npm('pack', projectRoot, '--ignore-scripts', '--pack-destination', folder);
    const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    npm(
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--prefer-offline',
      join(folder, tarball as string),
    );
  });
  after(() => running?.process.kill('SIGKILL'));

  it('has no compiler and no types of packages for one', () => {
    const installed = readdirSync(join(folder, 'node_modules'));
    expect(installed).to.include('marquee');
    expect(installed).to.not.include.members(['typescript']);
    expect(installed.filter((name) => /^(?:typescript|mocha|esbuild|@biomejs)$/.test(name))).to.deep.equal(
      [],
    );
  });

  it('has every verb', () => {
    expect(call('--version').trim()).to.equal(version);
    for (const verb of Object.keys(verbs)) expect(call(verb, '--help'), verb).to.include(`marquee ${verb}`);
  });

  it('makes and transforms a sample, and keeps its files in the current folder', () => {
    call('sample', '--movies', '300', '--out', 'edition');
    call('transform', '--input', 'edition', '--out', 'hydration');
    expect(existsSync(join(work, 'hydration', 'manifest.json'))).to.equal(true);
  });

  it('builds the embedded node at its first start, loads a sample and serves the API and the page', async () => {
    running = start(program, ['start'], { PORT: '0', EMBEDDED_PORT: '0', EMBEDDED_HEAP: '512m' }, work);
    const { process: child, out, err } = running;
    await eventually('it serves', () => /Ctrl-C/.test(out()) || child.exitCode !== null, 500_000);
    expect(child.exitCode, err()).to.equal(null);
    const [, url, token] = /(http:\S+)\/#token=(\S+)/.exec(out()) ?? [];
    const page = await fetch(`${url}/`);
    expect(await page.text()).to.include('<title>');
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/v1/companies/top?by=profit`, { headers })).status).to.equal(200);
    expect(existsSync(join(work, '.marquee', 'elasticsearch'))).to.equal(true);
    child.kill('SIGINT');
    expect((await running.ended).code).to.equal(0);
  });
});
