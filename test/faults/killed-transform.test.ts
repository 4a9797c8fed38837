import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Random } from '../../sample/random.js';
import { writeEdition } from '../../sample/write-edition.js';
import { projectRoot } from '../../src/config/project-root.js';
import { readManifest, verifyFiles } from '../../src/hydration/read-hydration.js';
import { start } from '../support/marquee.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Milliseconds after its start at which the transform is killed: from before its first file to after its last. */
const [earliest, latest, kills] = [100, 3500, 12];

/** Another one each run; `KILL_SEED` repeats a run. */
const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const random = new Random(seed, 0, 0);
const moments = Array.from({ length: kills }, () => earliest + random.below(latest - earliest));

describe(`a transform that is killed (at moments of the seed ${seed})`, function () {
  this.timeout(360_000);
  const folder = temporaryFolder();
  const input = join(folder, 'edition');
  const transform = (out: string) =>
    start(process.execPath, [
      join(projectRoot, 'dist/src/cli.js'),
      'transform',
      '--input',
      input,
      '--out',
      out,
    ]);

  const earlier = join(folder, 'out-earlier');
  const killAfter = async (moment: number, out: string) => {
    const run = transform(out);
    await sleep(moment);
    run.process.kill('SIGKILL');
    await run.ended;
  };

  before(async () => {
    await writeEdition(input, { movies: 4000, seed: 9, ratings: 100_000 });
    await transform(earlier).ended;
  });

  for (const [run, moment] of moments.entries()) {
    it(`after ${moment} ms leaves nothing that can be loaded, unless it was finished`, async () => {
      const out = join(folder, `out-${run}`);
      await killAfter(moment, out);
      if (existsSync(join(out, 'manifest.json'))) await verifyFiles(out, await readManifest(out));
      else {
        // Killed before it had made its folder.
        const expected = existsSync(out) ? 'Only a finished transform can be loaded' : 'no such folder';
        const failure = await readManifest(out).then(
          () => undefined,
          (error: Error) => error,
        );
        expect(failure?.message).to.include(expected);
      }
    });

    it(`after ${moment} ms leaves the output of an earlier run as it was`, async () => {
      const manifest = join(earlier, 'manifest.json');
      const before = await readFile(manifest, 'utf8');
      await killAfter(moment, earlier);
      if (existsSync(manifest)) {
        expect(await readFile(manifest, 'utf8')).to.equal(before);
        await verifyFiles(earlier, await readManifest(earlier));
      } else {
        // Killed in the instant in which a whole new output moves into its place.
        expect(existsSync(join(earlier, '.staging', 'manifest.json'))).to.equal(true);
        await transform(earlier).ended;
      }
    });
  }

  it('does not harm the next run, which cleans up after it', async () => {
    const out = join(folder, 'out-0');
    const { code } = await transform(out).ended;
    expect(code).to.equal(0);
    await verifyFiles(out, await readManifest(out));
    expect(existsSync(join(out, '.staging'))).to.equal(false);
  });

  it('by Ctrl-C ends at once, says so, and leaves no file behind', async () => {
    const out = join(folder, 'out-interrupted');
    const run = transform(out);
    while (!existsSync(join(out, '.staging', 'credits.spill'))) await sleep(20);
    const asked = Date.now();
    run.process.kill('SIGINT');
    const { code, err } = await run.ended;
    // A busy machine needs longer than the instant that it takes alone.
    expect(Date.now() - asked).to.be.below(5000);
    expect({ code, err }).to.deep.equal({ code: 5, err: 'marquee: interrupted\n' });
    expect(existsSync(join(out, 'manifest.json'))).to.equal(false);
    expect(existsSync(join(out, '.staging'))).to.equal(false);
  });
});
