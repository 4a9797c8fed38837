import { setTimeout } from 'node:timers/promises';
import { type Client, errors, type TransportRequestOptions } from '@elastic/elasticsearch';
import { heartbeat } from '../elasticsearch/circuit-transport.js';
import { AwayError, isAway } from '../elasticsearch/unavailable-error.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { editionOf, indexName } from './index-names.js';
import { expectReadable } from './schema-version-error.js';

/** No edition can be asked: nothing was published yet, or the aliases were moved by hand. */
export class NoEditionError extends Error {
  override readonly name = 'NoEditionError';
}

/** The edition that all aliases point to, asked of Elasticsearch. */
export async function findLiveEdition(
  client: Client,
  transport: TransportRequestOptions = {},
): Promise<EditionId> {
  const found = await client.indices.getAlias(
    { name: documentTypes.join(',') },
    { ...transport, ignore: [404] },
  );
  const carriers = documentTypes.map((type) =>
    Object.entries(found)
      .filter(([, entry]) => entry?.aliases?.[type] !== undefined)
      .map(([index]) => index),
  );
  if (carriers.every((indices) => indices.length === 0)) {
    throw new NoEditionError('No edition has been published yet: run marquee load.');
  }
  const edition = editionOf(carriers[0]?.[0] ?? '');
  const isWhole = documentTypes.every(
    (type, at) => carriers[at]?.length === 1 && carriers[at]?.[0] === indexName(type, edition ?? ''),
  );
  if (edition === undefined || !isWhole) {
    throw new NoEditionError(
      `The aliases do not point to one edition (${carriers.flat().join(', ')}): load an edition again.`,
    );
  }
  return edition;
}

/** Milliseconds: how often the aliases are looked up, and the oldest look-up that an answer may rest on. */
const usualTiming = { every: 400, maxAge: 900 };

/** Milliseconds after which a look-up has failed at a node, which then counts as hanging. */
const lookUp = { requestTimeout: 1500, context: heartbeat };

/** What was last known, and how long ago (milliseconds) it was true. */
export type LastKnown = { edition: EditionId; age: number };

export type Listeners = {
  /** Told each edition that goes live, and the first one met. */
  onChange(edition: EditionId): void;
  /** Told when Elasticsearch stops to answer, with what it was found by, and when it answers again. */
  onAway?(isAway: boolean, error: unknown): void;
};

/**
 * Knows the edition behind the aliases without asking Elasticsearch at each request. What it answers was true
 * less than a second ago: a timer looks the aliases up, and whoever comes when the last look-up is too old (the
 * timer was late, Elasticsearch slow) waits for the next. While Elasticsearch is away nobody waits: the timer goes on.
 */
export class LiveEdition {
  #known: { edition: EditionId; asOf: number } | undefined;
  #lookingUp: Promise<EditionId> | undefined;
  #isAway = false;
  /** What the last look-up failed by, if it had no answer in time. */
  #hangs: errors.TimeoutError | undefined;
  readonly #client: Client;
  readonly #timer: NodeJS.Timeout;
  readonly #timing: typeof usualTiming;
  readonly #listeners: Listeners;

  constructor(client: Client, listeners: Listeners, timing = usualTiming) {
    this.#client = client;
    this.#listeners = listeners;
    this.#timing = timing;
    this.#timer = setInterval(() => void this.#lookUp().catch(() => {}), timing.every);
    this.#timer.unref();
  }

  /** The live edition, if it was looked up recently enough; undefined when it must be waited for. */
  known(): EditionId | undefined {
    const known = this.#known;
    return known !== undefined && performance.now() - known.asOf < this.#timing.maxAge
      ? known.edition
      : undefined;
  }

  /** The edition that was live when Elasticsearch last answered, however long ago; for answers that say so. */
  lastKnown(): LastKnown | undefined {
    return this.#known && { edition: this.#known.edition, age: performance.now() - this.#known.asOf };
  }

  /** @throws {AwayError} at once while Elasticsearch is away; {NoEditionError}; {SchemaVersionError}; what Elasticsearch's client throws. */
  async current(): Promise<EditionId> {
    const known = this.known();
    if (known !== undefined) return known;
    // Waiting for a refused connection costs nothing; a node that hangs is waited for by the timer alone.
    if (this.#hangs !== undefined) throw new AwayError(this.#hangs);
    try {
      return await this.#lookUp();
    } catch (error) {
      throw isAway(error) ? new AwayError(error) : error;
    }
  }

  /** Looks the aliases up now, whatever is known. */
  async renew(): Promise<EditionId> {
    await this.#lookingUp?.catch(() => {});
    return await this.#lookUp();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #lookUp(): Promise<EditionId> {
    this.#lookingUp ??= this.#ask().finally(() => {
      this.#lookingUp = undefined;
    });
    return this.#lookingUp;
  }

  async #ask(): Promise<EditionId> {
    // What the reply says was true at some moment after this one.
    const asOf = performance.now();
    try {
      const edition = await findLiveEdition(this.#client, lookUp);
      const isNew = this.#known?.edition !== edition;
      if (isNew) await publicationNoted(this.#client, edition);
      this.#known = { edition, asOf };
      this.#note(undefined);
      if (isNew) this.#listeners.onChange(edition);
      return edition;
    } catch (error) {
      // Where the aliases were taken away, nothing is live any more, not even as a stale answer.
      if (error instanceof NoEditionError) this.#known = undefined;
      this.#note(error);
      throw error;
    }
  }

  /** Whether the look-up that just ended found Elasticsearch, and how not. */
  #note(error: unknown): void {
    this.#hangs = error instanceof errors.TimeoutError ? error : undefined;
    if (isAway(error) === this.#isAway) return;
    this.#isAway = !this.#isAway;
    this.#listeners.onAway?.(this.#isAway, error);
  }
}

/**
 * The loader notes the time of publication right after the swap, and answers tell it: they wait for it for a
 * moment, so that no two answers of one edition differ in it.
 * @throws {SchemaVersionError} when it is not for this Marquee to read
 */
async function publicationNoted(client: Client, edition: EditionId): Promise<void> {
  const index = indexName('movies', edition);
  for (let attempt = 0; attempt < 12; attempt++) {
    const found = await client.indices.getMapping({ index }, lookUp);
    const meta = found[index]?.mappings._meta;
    expectReadable(edition, meta?.manifest);
    if (meta?.publishedAt !== undefined) return;
    await setTimeout(25);
  }
}
