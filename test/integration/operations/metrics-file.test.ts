import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { sealHydrationFolder } from '../../../src/hydration/hydration-folder.js';
import { hydrate, movieTimes } from '../../support/editions.js';
import { marquee } from '../../support/marquee.js';
import { isInstalled, skipWithout } from '../../support/optional.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Parses Prometheus' text format into series and values; throws on any other line. */
function parse(text: string): Map<string, number> {
  expect(text.endsWith('\n')).to.equal(true);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  return new Map(
    lines.map((line) => {
      const [, series, value] = /^([a-z_]+(?:\{(?:[a-z_]+="[^"\\]*",?)*\})?) (\S+)$/.exec(line) ?? [];
      expect(Number(value), line).to.be.a('number').and.not.be.NaN;
      return [series as string, Number(value)];
    }),
  );
}

describe('marquee load --metrics-file', function () {
  this.timeout(120_000);
  const [folder, collected] = [temporaryFolder(), temporaryFolder()];
  const path = join(collected, 'marquee.prom');
  let input: string;
  let isLoading = false;
  /** What a collector that reads all the time has seen. */
  const seen = new Set<string>();

  async function load(...flags: string[]): Promise<number | null> {
    isLoading = true;
    const collecting = (async () => {
      for (; isLoading; await new Promise((resolve) => setTimeout(resolve, 1))) {
        const text = await readFile(path, 'utf8').catch(() => undefined);
        if (text !== undefined) seen.add(text);
      }
    })();
    const { code } = await marquee(['load', '--input', input, '--metrics-file', path, ...flags], {
      ELASTICSEARCH_URL: await sharedNodeUrl(),
    });
    isLoading = false;
    await collecting;
    return code;
  }
  const read = async () => parse(await readFile(path, 'utf8'));

  before(async () => {
    input = await hydrate(folder, 20, movieTimes(2));
  });

  it('has a published load: outcome, times, rows, documents and stages', async () => {
    const began = Math.floor(Date.now() / 1000);
    expect(await load('--accept-shrink', '--force')).to.equal(0);
    const series = await read();
    expect(series.get('marquee_load_last_outcome{verb="load",outcome="published"}')).to.equal(1);
    expect(series.get('marquee_load_last_outcome{verb="load",outcome="rejected"}')).to.equal(0);
    expect(series.get('marquee_load_last_success_timestamp_seconds{verb="load"}')).to.be.at.least(began);
    expect(series.get('marquee_load_rows{verb="load",result="read"}')).to.equal(20);
    expect(series.get('marquee_load_documents{verb="load",type="movies"}')).to.equal(20);
    expect(series.get('marquee_load_failed_documents{verb="load"}')).to.equal(0);
    expect([...series.keys()].filter((name) => name.startsWith('marquee_load_stage_seconds{'))).to.not.be
      .empty;
  });

  it('has a rejected load, replacing the one before in one step', async () => {
    const before = await stat(path);
    const movies = join(input, 'movies.ndjson');
    await writeFile(movies, (await readFile(movies, 'utf8')).replace('{"id":1,', '{"id":1,"unknown":1,'));
    await sealHydrationFolder(input, JSON.parse(await readFile(join(input, 'report.json'), 'utf8')));
    expect(await load()).to.equal(3);
    const series = await read();
    expect(series.get('marquee_load_last_outcome{verb="load",outcome="rejected"}')).to.equal(1);
    expect(series.get('marquee_load_last_outcome{verb="load",outcome="published"}')).to.equal(0);
    expect(series.get('marquee_load_failed_documents{verb="load"}')).to.equal(1);
    expect(series.has('marquee_load_last_success_timestamp_seconds{verb="load"}')).to.equal(false);
    // A file that is overwritten keeps its inode; one that replaces another has a new one.
    expect((await stat(path)).ino).to.not.equal(before.ino);
    expect(await readdir(collected)).to.deep.equal(['marquee.prom']);
  });

  it('is complete whenever a collector reads it, and valid to promtool', function () {
    expect(seen.size).to.be.within(1, 2);
    for (const text of seen) expect(parse(text).size).to.be.greaterThan(10);
    if (!isInstalled('promtool')) skipWithout(this, 'promtool');
    for (const text of seen) execFileSync('promtool', ['check', 'metrics'], { input: text });
  });
});
