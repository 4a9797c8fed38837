import { setTimeout } from 'node:timers/promises';
import { errors } from '@elastic/elasticsearch';
import { heartbeat } from '../elasticsearch/circuit-transport.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { isUnavailable, UnavailableError } from '../elasticsearch/unavailable-error.js';
import { expectVersion, VersionError } from '../elasticsearch/version-error.js';
import type { EditionId } from '../model/edition-id.js';
import { readMeta } from './edition-meta.js';
import { findLiveEdition, NoEditionError } from './find-live-edition.js';
import { findOwnEdition } from './find-own-edition.js';
import { expectReadable, SchemaVersionError } from './schema-version-error.js';

/** Milliseconds: how often the aliases are looked up, and the maximal age of a look-up that an answer may rest on. */
const defaultTiming = { every: 400, maxAge: 900 };

/** A node that has not answered a look-up within this time (milliseconds) counts as hanging. */
const lookUpOptions = { requestTimeout: 1500, context: heartbeat };

/** The edition that was live at the last successful look-up, `age` milliseconds ago. */
export type LastKnown = { edition: EditionId; age: number };

export type Listeners = {
  /** Called with the live edition at start-up and whenever it changes. */
  onChange(edition: EditionId): void;
  /** Called when the live edition has another schema version, with the edition that is served in its place. */
  onOtherSchema?(own: EditionId, error: SchemaVersionError): void;
  /** Called when Elasticsearch becomes unavailable, with the error that showed it, and when it is available again. */
  onAvailability?(isAvailable: boolean, error: unknown): void;
};

/**
 * Knows the live edition without a request to Elasticsearch for each answer; while that has another schema version, the
 * newest edition of its own. A timer looks the aliases up, so what it
 * returns was true less than a second ago; when the last look-up is older (the timer was late, Elasticsearch slow),
 * callers wait for the next one. While Elasticsearch is unavailable they do not wait, and the timer goes on.
 */
export class LiveEdition {
  #known: { edition: EditionId; asOf: number } | undefined;
  #lookingUp: Promise<EditionId> | undefined;
  #isAvailable = true;
  #isVersionKnown = false;
  /** Set when the last look-up timed out. */
  #timeout: errors.TimeoutError | undefined;
  readonly #client: MarqueeClient;
  readonly #timer: NodeJS.Timeout;
  readonly #timing: typeof defaultTiming;
  readonly #listeners: Listeners;

  constructor(client: MarqueeClient, listeners: Listeners, timing = defaultTiming) {
    this.#client = client;
    this.#listeners = listeners;
    this.#timing = timing;
    this.#timer = setInterval(() => void this.#lookUp().catch(() => {}), timing.every);
    this.#timer.unref();
  }

  /** Returns the live edition if it was looked up recently enough; undefined when `current` would wait. */
  known(): EditionId | undefined {
    const known = this.#known;
    return known !== undefined && performance.now() - known.asOf < this.#timing.maxAge
      ? known.edition
      : undefined;
  }

  /** Returns the edition that was live at the last successful look-up, however old; for answers that state their age. */
  lastKnown(): LastKnown | undefined {
    return this.#known && { edition: this.#known.edition, age: performance.now() - this.#known.asOf };
  }

  /**
   * Returns the live edition, after a look-up if the last one is too old.
   * @throws {UnavailableError} at once while Elasticsearch is unavailable; {NoEditionError}; {SchemaVersionError}; {VersionError}; what the client throws
   */
  async current(): Promise<EditionId> {
    const known = this.known();
    if (known !== undefined) return known;
    // A refused connection fails at once; only the timer waits for a node that hangs.
    if (this.#timeout !== undefined) throw new UnavailableError(this.#timeout);
    try {
      return await this.#lookUp();
    } catch (error) {
      throw isUnavailable(error) ? new UnavailableError(error) : error;
    }
  }

  /** Looks the aliases up now, however recent the last look-up is. */
  async renew(): Promise<EditionId> {
    await this.#lookingUp?.catch(() => {});
    return await this.#lookUp();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #lookUp(): Promise<EditionId> {
    this.#lookingUp ??= this.#findLive().finally(() => {
      this.#lookingUp = undefined;
    });
    return this.#lookingUp;
  }

  async #findLive(): Promise<EditionId> {
    // The reply was true at some moment after this one.
    const asOf = performance.now();
    try {
      await this.#expectVersion();
      const live = await findLiveEdition(this.#client, lookUpOptions);
      const edition = this.#known?.edition === live ? live : await this.#toReadable(live);
      const isNew = this.#known?.edition !== edition;
      this.#known = { edition, asOf };
      this.#recordAvailability(undefined);
      if (isNew) this.#listeners.onChange(edition);
      return edition;
    } catch (error) {
      // Without the aliases no edition is live any more, not even for stale answers.
      if (error instanceof NoEditionError || error instanceof VersionError) this.#known = undefined;
      // What comes back may be another cluster.
      if (isUnavailable(error)) this.#isVersionKnown = false;
      this.#recordAvailability(error);
      throw error;
    }
  }

  /**
   * Returns the live edition if this version of Marquee reads it, else the newest one that it reads.
   * @throws {SchemaVersionError} when there is none
   */
  async #toReadable(live: EditionId): Promise<EditionId> {
    try {
      await waitForPublicationTime(this.#client, live);
      return live;
    } catch (error) {
      const own = error instanceof SchemaVersionError ? await findOwnEdition(this.#client) : undefined;
      if (own === undefined) throw error;
      if (own !== this.#known?.edition) this.#listeners.onOtherSchema?.(own, error as SchemaVersionError);
      return own;
    }
  }

  /** Elasticsearch keeps its version while it answers. @throws {VersionError} */
  async #expectVersion(): Promise<void> {
    if (this.#isVersionKnown) return;
    await expectVersion(this.#client, lookUpOptions);
    this.#isVersionKnown = true;
  }

  /** @param error - what the look-up that just ended failed by, if it failed */
  #recordAvailability(error: unknown): void {
    this.#timeout = error instanceof errors.TimeoutError ? error : undefined;
    const isAvailable = !isUnavailable(error);
    if (isAvailable === this.#isAvailable) return;
    this.#isAvailable = isAvailable;
    this.#listeners.onAvailability?.(isAvailable, error);
  }
}

/**
 * The loader records the time of publication right after the swap, and answers contain it: a new live edition is not
 * used before that, within limits, so that no two of its answers differ.
 * @throws {SchemaVersionError} when its documents have another shape than this Marquee reads
 */
async function waitForPublicationTime(client: MarqueeClient, edition: EditionId): Promise<void> {
  for (let attempt = 0; attempt < 12; attempt++) {
    const meta = await readMeta(client, edition, lookUpOptions);
    expectReadable(edition, meta?.manifest);
    if (meta?.publishedAt !== undefined) return;
    await setTimeout(25);
  }
}
