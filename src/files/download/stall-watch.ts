import { TransientError } from './transient-error.js';

/** Aborts a request when nothing is received for too long. */
export class StallWatch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  /** Aborted by a stall, or with the given signal. */
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal | undefined) {
    this.signal = AbortSignal.any([this.#controller.signal, ...(signal ? [signal] : [])]);
  }

  /** @param within - milliseconds in which something must be received before the next call of `expect` or `stop` */
  expect(what: string, within: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#controller.abort(new TransientError(`${what} within ${within / 1000} s`));
    }, within);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
