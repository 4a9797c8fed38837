import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHidden } from '../open/file-names.js';

/** An edition that can be loaded, and what tells it from an earlier one in the same place. */
export type Arrival = { input: string; version: string };

/** Endings of files that are still being written, by browsers, download managers, rsync and scp. */
const unfinished = /\.(?:part|partial|tmp|temp|crdownload|download|filepart)$/i;

/**
 * An inbox: a folder in which each folder, zip or single file is an edition. One counts as complete when its files have
 * the same sizes and dates as when they were last looked at, and none has the name of an unfinished one.
 */
export class Inbox {
  readonly #folder: string;
  #before = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Returns the complete editions, those that changed first first.
   * @throws what the file system says when the folder cannot be read
   */
  async look(): Promise<Arrival[]> {
    const found = new Map<string, { version: string; changedAt: number }>();
    for (const name of await readdir(this.#folder)) {
      if (isHidden(name)) continue;
      const input = join(this.#folder, name);
      const content = await describe(input).catch(() => undefined);
      if (content !== undefined) found.set(input, content);
    }
    const complete = [...found].filter(([input, { version }]) => this.#before.get(input) === version);
    this.#before = new Map([...found].map(([input, { version }]) => [input, version]));
    return complete
      .sort(([, a], [, b]) => a.changedAt - b.changedAt)
      .map(([input, { version }]) => ({ input, version }));
  }
}

/** Returns the names, sizes and dates of the files of an edition; undefined where one is unfinished, or there is none. */
async function describe(path: string): Promise<{ version: string; changedAt: number } | undefined> {
  const own = await stat(path);
  const names = own.isDirectory() ? (await readdir(path)).filter((name) => !isHidden(name)).sort() : [''];
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await statOf(join(path, name))) })));
  if (files.length === 0 || [path, ...names].some((name) => unfinished.test(name))) return undefined;
  return {
    version: files.map(({ name, size, changedAt }) => `${name}:${size}:${changedAt}`).join(' '),
    changedAt: Math.max(...files.map(({ changedAt }) => changedAt)),
  };
}

async function statOf(path: string): Promise<{ size: number; changedAt: number }> {
  const { size, mtimeMs } = await stat(path);
  return { size, changedAt: mtimeMs };
}
