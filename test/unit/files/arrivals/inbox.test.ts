import { appendFile, mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Inbox } from '../../../../src/files/arrivals/inbox.js';
import { inTemporaryFolder } from '../../../support/edition.js';

describe('an inbox', () => {
  /** Names of the editions that are complete. */
  const lookInto = async (inbox: Inbox, folder: string) =>
    (await inbox.look()).map(({ input }) => input.slice(folder.length + 1));

  it('has an edition that is the same at two looks, and again when it has changed', async () => {
    await inTemporaryFolder(async (folder) => {
      const inbox = new Inbox(folder);
      await writeFile(join(folder, 'a.zip'), 'one');
      expect(await lookInto(inbox, folder)).to.deep.equal([]);
      const [first] = await inbox.look();
      await appendFile(join(folder, 'a.zip'), ' two');
      expect(await lookInto(inbox, folder)).to.deep.equal([]);
      const [second] = await inbox.look();
      expect(second?.input).to.equal(first?.input);
      expect(second?.version).to.not.equal(first?.version);
    });
  });

  it('has no edition of which a file has the name of an unfinished one, or that is hidden or empty', async () => {
    await inTemporaryFolder(async (folder) => {
      const inbox = new Inbox(folder);
      await mkdir(join(folder, 'month'));
      await mkdir(join(folder, 'empty'));
      for (const name of ['a.zip.part', 'b.TMP', 'c.crdownload', '.hidden.zip', 'month/x.csv.part']) {
        await writeFile(join(folder, name), 'x');
      }
      await inbox.look();
      expect(await lookInto(inbox, folder)).to.deep.equal([]);
      await rename(join(folder, 'a.zip.part'), join(folder, 'a.zip'));
      await rename(join(folder, 'month', 'x.csv.part'), join(folder, 'month', 'x.csv'));
      await utimes(join(folder, 'a.zip'), 2000, 2000);
      await utimes(join(folder, 'month', 'x.csv'), 1000, 1000);
      await inbox.look();
      expect(await lookInto(inbox, folder), 'the older one first').to.deep.equal(['month', 'a.zip']);
    });
  });
});
