import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Attempts } from '../../../../src/files/arrivals/attempts.js';
import { inTemporaryFolder } from '../../../support/edition.js';

const [a, b] = [
  { input: '/in/a.zip', version: '1' },
  { input: '/in/b.zip', version: '1' },
];

describe('attempts', () => {
  it('are not repeated, also by another process, until the edition changes', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'watch', 'tried.json');
      const attempts = await Attempts.open(path, 1000);
      expect(attempts.findDue([a, b])).to.equal(a);
      expect(await attempts.remember(a, false)).to.equal(undefined);
      expect(attempts.findDue([a, b])).to.equal(b);
      const later = await Attempts.open(path, 1000);
      expect(later.findDue([a], Date.now() + 1e12)).to.equal(undefined);
      const changed = { ...a, version: '2' };
      expect(later.findDue([changed])).to.equal(changed);
    });
  });

  it('that may succeed later are repeated after pauses that double, up to an hour', async () => {
    await inTemporaryFolder(async (folder) => {
      const attempts = await Attempts.open(join(folder, 'tried.json'), 1000);
      const pauses: number[] = [];
      for (let at = 0; at < 20; at++) {
        const wait = (await attempts.remember(a, true, 0)) as number;
        expect(attempts.findDue([a], wait - 1)).to.equal(undefined);
        expect(attempts.findDue([a], wait)).to.equal(a);
        pauses.push(wait);
      }
      expect(pauses[0]).to.be.within(500, 1000);
      expect(pauses[4]).to.be.within(8000, 16_000);
      expect(pauses[19]).to.be.within(1_800_000, 3_600_000);
    });
  });

  it('are forgotten when their file is cut short', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'tried.json');
      await (await Attempts.open(path, 1000)).remember(a, false);
      await writeFile(path, '[{"input":');
      expect((await Attempts.open(path, 1000)).findDue([a])).to.equal(a);
    });
  });
});
