import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the server said about a file, stored beside it: its validators, and its whole size in bytes. */
export type ServerMeta = { etag: string | null; lastModified: string | null; total: number | null };

/** A file in the cache: its size so far, and what the server said about it. */
export type CachedFile = { size: number; meta: ServerMeta };

/**
 * The place of one URL in the cache: the finished download, the part of an unfinished one, and a file with the server's
 * metadata beside each, without which neither is used. The name contains a digest of the URL (without user and password),
 * so that two files of the same base name do not collide.
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

  findFinished = (): Promise<CachedFile | undefined> => find(this.path);

  findPart = (): Promise<CachedFile | undefined> => find(this.part);

  /** Begins a part: an empty file with its metadata. */
  async beginPart(meta: ServerMeta): Promise<void> {
    await rm(metaPath(this.part), { force: true });
    await writeFile(this.part, '');
    await writeFile(metaPath(this.part), JSON.stringify(meta));
  }

  /** Makes the part the finished download. In this order a crash between the steps costs a download and no more. */
  async finishPart(): Promise<void> {
    await rm(metaPath(this.path), { force: true });
    await rename(this.part, this.path);
    await rename(metaPath(this.part), metaPath(this.path));
  }

  deletePart = (): Promise<void> => deleteFile(this.part);

  /** Makes the next run download the file again; the file itself stays, because it may be open. */
  invalidate = (): Promise<void> => rm(metaPath(this.path), { force: true });

  deleteFinished = (): Promise<void> => deleteFile(this.path);
}

const metaPath = (path: string): string => `${path}.json`;

async function find(path: string): Promise<CachedFile | undefined> {
  try {
    const meta = JSON.parse(await readFile(metaPath(path), 'utf8')) as ServerMeta;
    const { size } = await stat(path);
    return { size, meta };
  } catch (error) {
    // A file without metadata, metadata without a file, or cut short: as if there were no file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function deleteFile(path: string): Promise<void> {
  await rm(metaPath(path), { force: true });
  await rm(path, { force: true });
}
