import { Problem } from '../problems/problem.js';

/** Groupings of many groups that one process works on at the same time; Elasticsearch has its own work with each. */
const atOnce = 2;

/** Groupings that wait for their turn; each holds its request alone. */
const mostWaiting = 32;

/** Seconds after which a caller may ask again. */
const retryAfter = 5;

/**
 * Lets groupings of many groups take turns, so that memory is bounded and light questions are answered in between.
 */
export class GroupingSlots {
  readonly #waiting: (() => void)[] = [];
  readonly #longest: number;
  #running = 0;

  /** @param longest - milliseconds that a grouping waits for its turn */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * Runs work when it is its turn.
   * @param cancelled ends the wait
   * @throws {Problem} `too-many-groupings` when too many wait, or the wait takes too long
   */
  async run<T>(work: () => Promise<T>, cancelled?: AbortSignal): Promise<T> {
    if (this.#running >= atOnce) await this.#turn(cancelled);
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed over, before a question that comes just now can take it.
      if (next === undefined) this.#running--;
      else next();
    }
  }

  #turn(cancelled?: AbortSignal): Promise<void> {
    if (this.#waiting.length >= mostWaiting) throw tooMany();
    return new Promise((resolve, reject) => {
      const leave = (reason: unknown) => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1);
        stopWaiting();
        reject(reason);
      };
      const cancel = () => leave(cancelled?.reason);
      const timer = setTimeout(() => leave(tooMany()), this.#longest);
      const stopWaiting = () => {
        clearTimeout(timer);
        cancelled?.removeEventListener('abort', cancel);
      };
      const start = () => {
        stopWaiting();
        resolve();
      };
      cancelled?.addEventListener('abort', cancel);
      this.#waiting.push(start);
    });
  }
}

const tooMany = (): Problem =>
  new Problem('too-many-groupings', `This server works on ${atOnce} groupings of many groups at once.`, {
    headers: { 'Retry-After': String(retryAfter) },
  });
