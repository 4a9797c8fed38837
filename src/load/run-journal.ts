import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { makeFolder } from '../files/make-folder.js';
import type { LoadRun } from '../model/load-run.js';
import { crashed, readRun, storeRun } from './run-history.js';

/** A run on disk, and the process that wrote it. */
type Entry = { pid: number; run: LoadRun };

/**
 * Runs on disk until they are in the history: a run is written when it begins, so that it leaves a trace even if it is
 * killed, or if Elasticsearch is unavailable when it ends.
 */
export class RunJournal {
  /** @param folder - of this cluster: runs that tried to load into another one belong to the history of that */
  constructor(readonly folder: string) {}

  /**
   * Writes a run in one step, in place of what was written of it before.
   * @throws naming the folder when it cannot be made; what the file system fails of
   */
  async write(run: LoadRun): Promise<void> {
    await makeFolder(this.folder);
    const path = this.#pathOf(run.id);
    const entry: Entry = { pid: process.pid, run };
    await writeFile(`${path}.tmp`, JSON.stringify(entry));
    await rename(`${path}.tmp`, path);
  }

  remove = (run: LoadRun): Promise<void> => rm(this.#pathOf(run.id), { force: true });

  /** Stores the runs that earlier processes left behind in the history; those still under way stay. */
  async moveTo(client: MarqueeClient): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
      const entry = await readEntry(join(this.folder, name));
      if (entry === undefined || isUnderWay(entry)) continue;
      const { run } = entry;
      if (run.outcome !== 'running') await storeRun(client, run);
      else {
        // It may have got so far as to store itself, perhaps with its outcome.
        const stored = (await readRun(client, run.id)) ?? run;
        if (stored.outcome === 'running') await storeRun(client, crashed(stored));
      }
      await this.remove(run);
    }
  }

  #pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Entry;
  } catch {
    // Another process may have moved it meanwhile.
    return undefined;
  }
}

/**
 * Whether the process of a run still works on it. Of another host that cannot be told: containers that share a folder
 * follow one another, and a run that does go on stores its outcome over this one at its end.
 */
function isUnderWay({ pid, run }: Entry): boolean {
  if (run.outcome !== 'running' || run.host !== hostname() || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but another user's
  }
}
