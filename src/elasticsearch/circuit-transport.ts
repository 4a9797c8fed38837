import {
  errors,
  SniffingTransport,
  type TransportRequestOptions,
  type TransportRequestParams,
} from '@elastic/elasticsearch';
import CircuitBreaker from 'opossum';
import { AwayError, isAway } from './unavailable-error.js';

/** The `context` of a look-up that finds out whether Elasticsearch is there: it goes past the circuit, and rules it. */
export const heartbeat = { isHeartbeat: true } as const;

/** Seconds before a request goes to the next node; the client's own pauses take seconds. */
const retryPause = 0.02;

/** Milliseconds that an open circuit stays so before one request may try again. */
const resetTimeout = 500;

const settings: CircuitBreaker.Options = {
  resetTimeout,
  // Waiting is bounded by the requests' own time-outs.
  timeout: false,
  // Half of at least ten requests of the last three seconds.
  errorThresholdPercentage: 50,
  volumeThreshold: 10,
  rollingCountTimeout: 3000,
  rollingCountBuckets: 6,
  // What Elasticsearch refuses was answered, after all. Only a deadline aborts a request.
  errorFilter: (error) => !isAway(error) && !(error instanceof errors.RequestAbortedError),
};

/**
 * Sends requests while Elasticsearch answers. Once most have failed, or a heartbeat had no answer in time, the circuit
 * is open: requests fail at once instead of waiting, until one that is let through, or a heartbeat, succeeds.
 */
export class CircuitTransport extends SniffingTransport {
  readonly #circuit = new CircuitBreaker((send: () => Promise<unknown>) => send(), settings);
  #isHeartbeatMissed = false;

  constructor(options: ConstructorParameters<typeof SniffingTransport>[0]) {
    // The client passes neither on. A node that hangs is like one that is gone, and the next need not be waited for.
    super({ ...options, retryOnTimeout: true, retryBackoff: () => retryPause });
  }

  /** @throws {AwayError} while the circuit is open */
  override async request<T>(params: TransportRequestParams, options?: TransportRequestOptions): Promise<T> {
    const send = () => super.request(params, options) as Promise<T>;
    if (options?.context === heartbeat) return await this.#beat(send);
    try {
      return (await this.#circuit.fire(send)) as T;
    } catch (error) {
      throw CircuitBreaker.isOurError(error as Error) ? new AwayError() : error;
    }
  }

  async #beat<T>(send: () => Promise<T>): Promise<T> {
    try {
      const reply = await send();
      if (this.#isHeartbeatMissed) this.#circuit.close();
      this.#isHeartbeatMissed = false;
      return reply;
    } catch (error) {
      // A refused connection costs nothing; a node that hangs would make everybody wait.
      if (error instanceof errors.TimeoutError) {
        this.#isHeartbeatMissed = true;
        this.#circuit.open();
      }
      throw error;
    }
  }
}
