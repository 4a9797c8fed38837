import {
  errors,
  SniffingTransport,
  type TransportRequestOptions,
  type TransportRequestParams,
} from '@elastic/elasticsearch';
import CircuitBreaker from 'opossum';
import { isUnavailable, UnavailableError } from './unavailable-error.js';

/** The `context` of the alias look-up: it bypasses the circuit and drives it, as a health probe that runs without traffic. */
export const heartbeat = { isHeartbeat: true } as const;

/** Seconds before a request goes to the next node; the client's default takes seconds. */
const retryPause = 0.02;

/** Milliseconds that the circuit stays open before one request may try again. */
const resetTimeout = 500;

const settings: CircuitBreaker.Options = {
  resetTimeout,
  // Requests have time-outs of their own.
  timeout: false,
  // It opens when half of at least ten requests of the last three seconds failed.
  errorThresholdPercentage: 50,
  volumeThreshold: 10,
  rollingCountTimeout: 3000,
  rollingCountBuckets: 6,
  // An error status is an answer, too. Only a deadline aborts a request.
  errorFilter: (error) => !isUnavailable(error) && !(error instanceof errors.RequestAbortedError),
};

/**
 * A transport with a circuit breaker. When most requests fail, or a heartbeat times out, the circuit opens: requests fail
 * at once instead of waiting, until one that is let through, or a heartbeat, succeeds.
 */
export class CircuitTransport extends SniffingTransport {
  readonly #circuit = new CircuitBreaker((send: () => Promise<unknown>) => send(), settings);
  #isHeartbeatMissed = false;

  constructor(options: ConstructorParameters<typeof SniffingTransport>[0]) {
    // The client does not pass these options on. A node that hangs is treated like one that is gone.
    super({ ...options, retryOnTimeout: true, retryBackoff: () => retryPause });
  }

  /** @throws {UnavailableError} while the circuit is open */
  override async request<T>(params: TransportRequestParams, options?: TransportRequestOptions): Promise<T> {
    const send = () => super.request(params, options) as Promise<T>;
    if (options?.context === heartbeat) return await this.#beat(send);
    try {
      return (await this.#circuit.fire(send)) as T;
    } catch (error) {
      throw CircuitBreaker.isOurError(error as Error) ? new UnavailableError() : error;
    }
  }

  async #beat<T>(send: () => Promise<T>): Promise<T> {
    try {
      const reply = await send();
      if (this.#isHeartbeatMissed) this.#circuit.close();
      this.#isHeartbeatMissed = false;
      return reply;
    } catch (error) {
      // A refused connection fails at once; a node that hangs would make every request wait.
      if (error instanceof errors.TimeoutError) {
        this.#isHeartbeatMissed = true;
        this.#circuit.open();
      }
      throw error;
    }
  }
}
