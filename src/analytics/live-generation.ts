import { setTimeout } from 'node:timers/promises';
import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import { type Generation, generationOf, indexName } from '../model/generation.js';

/** No edition can be asked: nothing was published yet, or the aliases were moved by hand. */
export class NoEditionError extends Error {
  override readonly name = 'NoEditionError';
}

/** The generation that all aliases point to, asked of Elasticsearch. */
export async function currentGeneration(
  client: Client,
  transport: TransportRequestOptions = {},
): Promise<Generation> {
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
  const generation = generationOf(carriers[0]?.[0] ?? '');
  const isWhole = documentTypes.every(
    (type, at) => carriers[at]?.length === 1 && carriers[at]?.[0] === indexName(type, generation ?? ''),
  );
  if (generation === undefined || !isWhole) {
    throw new NoEditionError(
      `The aliases do not point to one generation (${carriers.flat().join(', ')}): load an edition again.`,
    );
  }
  return generation;
}

/** Milliseconds: how often the aliases are looked up, and the oldest look-up that an answer may rest on. */
const usualTiming = { every: 400, maxAge: 900 };

/** Milliseconds after which a look-up has failed, so that the next can begin. */
const lookUpTimeout = 5000;

/**
 * Knows the generation behind the aliases without asking Elasticsearch at each request. What it answers was true
 * less than a second ago: a timer looks the aliases up, and whoever comes when the last look-up is too old (the
 * timer was late, Elasticsearch slow or away) waits for the next.
 */
export class LiveGeneration {
  #known: { generation: Generation; asOf: number } | undefined;
  #lookingUp: Promise<Generation> | undefined;
  readonly #client: Client;
  readonly #timer: NodeJS.Timeout;
  readonly #timing: typeof usualTiming;
  readonly #onChange: (generation: Generation) => void;

  /** @param onChange called with each generation that goes live, and with the first one met. */
  constructor(client: Client, onChange: (generation: Generation) => void, timing = usualTiming) {
    this.#client = client;
    this.#onChange = onChange;
    this.#timing = timing;
    this.#timer = setInterval(() => void this.#lookUp().catch(() => {}), timing.every);
    this.#timer.unref();
  }

  /** The live generation, if it was looked up recently enough; undefined when it must be waited for. */
  known(): Generation | undefined {
    const known = this.#known;
    return known !== undefined && performance.now() - known.asOf < this.#timing.maxAge
      ? known.generation
      : undefined;
  }

  /** @throws {NoEditionError} and what Elasticsearch's client throws. */
  async current(): Promise<Generation> {
    return this.known() ?? (await this.#lookUp());
  }

  /** Looks the aliases up now, whatever is known. */
  async renew(): Promise<Generation> {
    await this.#lookingUp?.catch(() => {});
    return await this.#lookUp();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #lookUp(): Promise<Generation> {
    this.#lookingUp ??= this.#ask().finally(() => {
      this.#lookingUp = undefined;
    });
    return this.#lookingUp;
  }

  async #ask(): Promise<Generation> {
    // What the reply says was true at some moment after this one.
    const asOf = performance.now();
    const generation = await currentGeneration(this.#client, { requestTimeout: lookUpTimeout });
    const isNew = this.#known?.generation !== generation;
    if (isNew) await publicationNoted(this.#client, generation);
    this.#known = { generation, asOf };
    if (isNew) this.#onChange(generation);
    return generation;
  }
}

/**
 * The loader notes the time of publication right after the swap, and answers tell it: they wait for it for a
 * moment, so that no two answers of one generation differ in it.
 */
async function publicationNoted(client: Client, generation: Generation): Promise<void> {
  const index = indexName('movies', generation);
  for (let attempt = 0; attempt < 12; attempt++) {
    const found = await client.indices.getMapping({ index }, { requestTimeout: lookUpTimeout });
    if (found[index]?.mappings._meta?.publishedAt !== undefined) return;
    await setTimeout(25);
  }
}
