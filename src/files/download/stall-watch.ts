import { TransientError } from './transient-error.js';

/** Aborts a request that is silent for too long. */
export class StallWatch {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  /** Aborted by silence, or with the signal given. */
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal | undefined) {
    this.signal = AbortSignal.any([this.controller.signal, ...(signal ? [signal] : [])]);
  }

  /** Expects the next sign of life within so many milliseconds. */
  expect(what: string, within: number): void {
    this.stop();
    this.timer = setTimeout(() => {
      this.controller.abort(new TransientError(`${what} within ${within / 1000} s`));
    }, within);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
