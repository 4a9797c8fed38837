import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fillFolder } from '../../../src/files/fill-folder.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';

describe('fillFolder', () => {
  const files = ['a', 'b', 'seal'];
  const fill = (folder: string, text: string, written = files) =>
    fillFolder(folder, files, async (staging) => {
      for (const file of written) await writeFile(join(staging, file), text);
      return text.length;
    });
  const contents = async (folder: string) =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
      ),
    );

  it('makes the folder, moves the files into it and returns what writing returned', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = join(parent, 'deep', 'folder');
      expect(await fill(folder, 'new')).to.equal(3);
      expect(await contents(folder)).to.deep.equal({ a: 'new', b: 'new', seal: 'new' });
    });
  });

  it('replaces the files of an earlier run and leaves other files alone', async () => {
    await inTemporaryFolder(async (folder) => {
      await fill(folder, 'old');
      await writeFile(join(folder, 'other'), 'mine');
      await fill(folder, 'new');
      expect(await contents(folder)).to.deep.equal({ a: 'new', b: 'new', seal: 'new', other: 'mine' });
    });
  });

  it('leaves the files of an earlier run as they were when writing fails', async () => {
    await inTemporaryFolder(async (folder) => {
      await fill(folder, 'old');
      const failing = fillFolder(folder, files, async (staging) => {
        await writeFile(join(staging, 'a'), 'half');
        throw new Error('disk full');
      });
      expect((await failureOf(failing)).message).to.equal('disk full');
      expect(await contents(folder)).to.deep.equal({ a: 'old', b: 'old', seal: 'old' });
    });
  });

  it('has removed the last file before it moves the first: a mix of two runs is never sealed', async () => {
    await inTemporaryFolder(async (folder) => {
      await fill(folder, 'old');
      expect((await failureOf(fill(folder, 'new', ['a', 'seal']))).message).to.include('ENOENT');
      expect(await contents(folder)).to.deep.equal({ a: 'new', b: 'old' });
    });
  });

  it('removes what a killed run left behind', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, '.staging'));
      await writeFile(join(folder, '.staging', 'c'), 'half');
      await fill(folder, 'new');
      expect(Object.keys(await contents(folder)).sort()).to.deep.equal(['a', 'b', 'seal']);
    });
  });
});
