import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the server said of a file, noted beside it: how to ask whether it has changed, and its whole size in bytes. */
export type Notes = { etag: string | null; lastModified: string | null; total: number | null };

export type Kept = { size: number; notes: Notes };

/**
 * The place of one URL in the cache: the finished download, the part of one that was cut short, and notes beside
 * each. Without its notes a file is not used again. The name holds a digest of the URL (without user and
 * password), so that two files of one base name stay apart.
 */
export class CachedDownload {
  readonly path: string;
  readonly part: string;
  readonly lock: string;

  constructor(folder: string, url: URL) {
    const address = `${url.protocol}//${url.host}${url.pathname}${url.search}`;
    const digest = createHash('sha256').update(address).digest('hex').slice(0, 16);
    const name =
      url.pathname
        .split('/')
        .at(-1)
        ?.replace(/[^\w.-]+/g, '_')
        .slice(-80) || 'edition.zip';
    this.path = join(folder, `${digest}-${name}`);
    this.part = `${this.path}.part`;
    this.lock = `${this.path}.lock`;
  }

  finished = (): Promise<Kept | undefined> => kept(this.path);

  begun = (): Promise<Kept | undefined> => kept(this.part);

  /** Begins a part: an empty file with its notes. */
  async begin(notes: Notes): Promise<void> {
    await rm(notesOf(this.part), { force: true });
    await writeFile(this.part, '');
    await writeFile(notesOf(this.part), JSON.stringify(notes));
  }

  /** Makes the part the finished download. In this order a crash between the steps costs a download and no more. */
  async finish(): Promise<void> {
    await rm(notesOf(this.path), { force: true });
    await rename(this.part, this.path);
    await rename(notesOf(this.part), notesOf(this.path));
  }

  /** Removes the part and its notes. */
  dropPart = (): Promise<void> => drop(this.part);

  /** Takes the finished download out of use; the file itself stays, because it may be open. */
  forget = (): Promise<void> => rm(notesOf(this.path), { force: true });

  /** Removes the finished download and its notes. */
  drop = (): Promise<void> => drop(this.path);
}

const notesOf = (path: string): string => `${path}.json`;

async function kept(path: string): Promise<Kept | undefined> {
  try {
    const notes = JSON.parse(await readFile(notesOf(path), 'utf8')) as Notes;
    const { size } = await stat(path);
    return { size, notes };
  } catch (error) {
    // A file without notes, notes without a file, notes cut short: as if nothing were there.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function drop(path: string): Promise<void> {
  await rm(notesOf(path), { force: true });
  await rm(path, { force: true });
}
