import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pauseBefore } from '../../http/retry.js';
import { makeFolder } from '../make-folder.js';
import type { Arrival } from './inbox.js';

/** How the last attempt to load a version of an edition ended; it is due again from `retryAt` on, null is never. */
type Attempt = Arrival & { attempts: number; retryAt: number | null };

/** Versions that are remembered, the newest. */
const maxRemembered = 200;

/** The longest pause between two attempts, in milliseconds. */
const longestMs = 3_600_000;

/** What was tried, in a file: an edition that was rejected is not tried again, also not after a restart. */
export class Attempts {
  readonly #path: string;
  readonly #firstMs: number;
  #tried: Attempt[] = [];

  private constructor(path: string, firstMs: number) {
    this.#path = path;
    this.#firstMs = firstMs;
  }

  /** @param firstMs - the pause before the first retry, in milliseconds; it doubles with each one up to an hour */
  static async open(path: string, firstMs: number): Promise<Attempts> {
    const attempts = new Attempts(path, firstMs);
    // Without the file, or with one cut short, everything is new.
    attempts.#tried = await readFile(path, 'utf8')
      .then(JSON.parse)
      .catch(() => []);
    return attempts;
  }

  /** Returns the first that has not been tried, or is to be tried again by now. */
  findDue(arrivals: readonly Arrival[], now = Date.now()): Arrival | undefined {
    return arrivals.find((arrival) => {
      const attempt = this.#find(arrival);
      return attempt === undefined || (attempt.retryAt !== null && attempt.retryAt <= now);
    });
  }

  /** Remembers an attempt; returns the milliseconds until the next, undefined where there is none. */
  async remember(arrival: Arrival, mayPass: boolean, now = Date.now()): Promise<number | undefined> {
    const attempts = (this.#find(arrival)?.attempts ?? 0) + 1;
    const pause = mayPass
      ? Math.round(pauseBefore(attempts - 1, { firstMs: this.#firstMs, longestMs }))
      : undefined;
    const attempt = { ...arrival, attempts, retryAt: pause === undefined ? null : now + pause };
    this.#tried = [...this.#tried.filter((one) => !isSame(one, arrival)), attempt].slice(-maxRemembered);
    await makeFolder(dirname(this.#path));
    await writeFile(`${this.#path}.tmp`, JSON.stringify(this.#tried));
    await rename(`${this.#path}.tmp`, this.#path);
    return pause;
  }

  #find = (arrival: Arrival): Attempt | undefined => this.#tried.find((one) => isSame(one, arrival));
}

const isSame = (a: Arrival, b: Arrival): boolean => a.input === b.input && a.version === b.version;
