import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken, tokens } from '../support/api.js';
import { movieLine, moviesCsv } from '../support/edition.js';
import { marquee, type RunningMarquee, start } from '../support/marquee.js';
import { isInstalled, skipWithout } from '../support/optional.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { inTerminal, screenOf, startInTerminal } from '../support/terminal.js';

const cli = join(projectRoot, 'dist', 'src', 'cli.js');
const widths = [60, 80, 120, 200];

/** Words, without what differs from run to run. */
const wordsOf = (lines: readonly string[]): string[] =>
  lines
    .join('\n')
    .replaceAll(/after\s+[\d.]+\s+s\b/g, 'after some time')
    .split(/\s+/)
    .filter((word) => word !== '');
const isBar = (line: string): boolean => /[█░]/.test(line);

describe('on a terminal', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const edition = join(folder, 'edition');
  let piped: string[];

  before(async function () {
    if (!isInstalled('script')) skipWithout(this, 'script');
    await marquee(['sample', '--movies', '2000', '--ratings', '20000', '--out', edition]);
    piped = (await marquee(transform('out'))).out.split('\n');
  });

  /** The report of a transform: its table, then its findings. */
  const transform = (out: string) => ['transform', '--input', edition, '--out', join(folder, out)];
  const splitReport = (lines: readonly string[]) => {
    const end = lines.findIndex((line) => line.trim().startsWith('documents: '));
    return { table: lines.slice(0, end), findings: lines.slice(end) };
  };

  for (const columns of widths) {
    it(`of ${columns} columns a report says what a pipe gets, within the width, below its bars`, async () => {
      const { code, out } = await inTerminal(columns, transform('out'));
      expect(code).to.equal(0);
      const screen = screenOf(out, columns);
      expect(Math.max(...screen.map((line) => line.length))).to.be.at.most(columns);
      const lastBar = screen.findLastIndex(isBar);
      const text = screen.slice(lastBar + 1);
      for (const file of ['movies_metadata.csv', 'credits.csv', 'ratings.csv']) {
        expect(
          screen.slice(0, lastBar + 1).some((line) => line.startsWith(file) && line.includes('100 %')),
          file,
        ).to.equal(true);
      }
      const [wanted, found] = [splitReport(piped), splitReport(text)];
      expect(wordsOf(found.findings)).to.deep.equal(wordsOf(wanted.findings));
      // Each figure of each file, in the order of the columns, whatever the layout of the table.
      const figures = (lines: readonly string[]) =>
        wordsOf(lines).filter((word) => /^[\d,]+$|\.csv$/.test(word));
      expect(figures(found.table)).to.deep.equal(figures(wanted.table));
      for (const word of wordsOf(wanted.table.slice(0, 2))) {
        expect(wordsOf(found.table).map((one) => one.replace(':', ''))).to.include(word);
      }
      if (columns >= 120)
        expect(found.table.filter((line) => line !== '')).to.deep.equal(
          wanted.table.filter((line) => line !== ''),
        );
      // Nothing is left switched off.
      expect(out).to.not.include('\u001b[?7l');
      expect(out.lastIndexOf('\u001b[?25h')).to.be.greaterThan(out.lastIndexOf('\u001b[?25l'));
    });
  }

  it('a reload prints its stages, changes and outcome below the bars that came before them', async () => {
    const settings = { ELASTICSEARCH_URL: await sharedNodeUrl() };
    const [small, smaller] = [join(folder, 'small.csv'), join(folder, 'smaller.csv')];
    const lines = Array.from({ length: 30 }, (_, at) => movieLine({ id: String(at + 1) }));
    await writeFile(small, moviesCsv(lines));
    await writeFile(smaller, moviesCsv(lines.slice(1)));
    const reload = (input: string) => [
      'reload',
      '--accept-shrink',
      '--input',
      input,
      '--out',
      join(folder, 'reload'),
    ];
    expect((await marquee(reload(small), settings)).code).to.equal(0);
    const { code, out } = await inTerminal(80, reload(smaller), settings);
    const screen = screenOf(out, 80).filter((line) => line !== '' && !isBar(line));
    expect(code, out).to.equal(0);
    expect(Math.max(...screen.map((line) => line.length))).to.be.at.most(80);
    const text = wordsOf(screen).join(' ');
    expect(text).to.match(
      /verifying the hydration files loading edition \d{14} checking it compared with edition \d{14}: 0 movies added, 1 removed, 0 changed, 29 unchanged publishing it reload: published, after some time edition \d{14} is live; it replaced \d{14}/,
    );
    const rolledBack = await marquee(['rollback'], settings);
    expect(rolledBack.out).to.match(/^rolled back to \d{14}, after [\d.]+ s$/m);
    expect(await marquee(['rollback', /back to (\d+)/.exec(rolledBack.out)?.[1] as string], settings))
      .to.have.property('out')
      .that.matches(/is live already/);
  });

  it('the history has a line for each run and its reason below it, or a list where that is too wide', async () => {
    const settings = { ELASTICSEARCH_URL: await sharedNodeUrl() };
    await marquee(['reload', '--input', join(folder, 'not-there')], settings);
    const piped = (await marquee(['history', '--limit', '1'], settings)).out;
    for (const columns of widths) {
      const screen = screenOf(
        (await inTerminal(columns, ['history', '--limit', '1'], settings)).out,
        columns,
      );
      expect(Math.max(...screen.map((line) => line.length))).to.be.at.most(columns);
      const words = new Set(wordsOf(screen).map((word) => word.replace(/:$/, '')));
      // In a list, columns without a value are left out.
      const values = piped.split('\n').slice(1);
      for (const word of wordsOf(values)) expect(words).to.include(word.replace(/:$/, ''));
    }
  });

  it('start names a port that is in use before it begins with anything', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, out, err } = await marquee(['start', '--input', edition], { PORT: String(port) });
    other.close();
    expect(code).to.equal(1);
    expect(out).to.equal('');
    expect(err).to.equal(
      `marquee: Port ${port} on 127.0.0.1 is in use by another program: set PORT to a free one.\n`,
    );
  });

  it('the log has readable lines, short ones while Elasticsearch is away, and none for requests; a pipe gets JSON', async () => {
    const settings = { ELASTICSEARCH_URL: 'http://127.0.0.1:1', JWT_SECRET: tokens.secret, PORT: '0' };
    const logOf = async (run: RunningMarquee): Promise<string> => {
      const written = () => run.out() + run.err();
      await eventually('it serves and has noticed', () =>
        /API on http:\S+,[\s\S]*is unavailable/.test(written()),
      );
      const url = /API on (http:\S+),/.exec(written())?.[1];
      for (const path of ['/v1/genres', '/v1/no-such-path']) {
        await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${goodToken()}` } });
      }
      // To the group: the shell of the terminal has the server as its child.
      process.kill(-(run.process.pid as number), 'SIGTERM');
      await run.ended;
      return written();
    };
    const [readable, json] = await Promise.all([
      logOf(startInTerminal(120, ['serve'], settings)),
      logOf(start(process.execPath, [cli, 'serve'], settings)),
    ]);
    expect(readable)
      .to.match(
        /^\[\d\d:\d\d:\d\d\] WARN: Elasticsearch is unavailable \{"reason":"connect ECONNREFUSED 127\.0\.0\.1:1"\}\r$/m,
      )
      .and.not.include('answered')
      .and.not.include('    at ');
    const entries = json
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(entries.map(({ msg }) => msg)).to.include.members(['Elasticsearch is unavailable', 'answered']);
    expect(json).to.not.include('    at ');
    const outage = json.split('\n').find((line) => line.includes('Elasticsearch is unavailable'));
    expect(outage?.length).to.be.lessThan(250);
  });
});
