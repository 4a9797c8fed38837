import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { readText, request } from '../../http/request.js';

/** The published keys could not be fetched, so tokens cannot be checked. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** A set of keys, RFC 7517; members that are not listed here describe the key itself. */
const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), use: z.string().optional() })),
});

/** Milliseconds for a whole fetch, from the connection to the last byte. */
const defaultDeadline = 5000;

/** Bytes of a set of keys: a key has about one kilobyte. */
const maxBytes = 1024 * 1024;

/** Most fetches per minute for keys that are not known, however many tokens name one. */
const unknownPerMinute = 10;

/** Milliseconds after a failed fetch before known keys are fetched again. */
const pauseAfterFailure = 5000;

export type PublishedKeysOptions = {
  /** Milliseconds after which known keys are fetched again, so that withdrawn ones take effect. */
  maxAge: number;
  /** Milliseconds for one fetch. */
  deadline?: number;
};

/**
 * The public keys in a JWKS. A key that is not known is fetched at once, so that a rotated key works without a restart,
 * but within a budget of its own and one fetch at a time: whatever tokens name, known keys stay usable. They also stay
 * usable while the key server cannot be reached.
 */
export class PublishedKeys {
  readonly #uri: string;
  readonly #maxAge: number;
  readonly #deadline: number;
  #keys: ReadonlyMap<string, string> = new Map();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #failure: unknown;
  /** The fetch in flight; it never rejects. */
  #fetching: Promise<void> | undefined;
  /** When keys that are not known were fetched during the last minute. */
  #unknownFetches: number[] = [];

  constructor(uri: string, { maxAge, deadline = defaultDeadline }: PublishedKeysOptions) {
    this.#uri = uri;
    this.#maxAge = maxAge;
    this.#deadline = deadline;
  }

  /**
   * Returns the key with the id `kid` as PEM; undefined when it is not published.
   * @throws {KeysUnavailableError} when it is not known and the keys cannot be fetched
   */
  async find(kid: string): Promise<string | undefined> {
    await this.#refresh();
    if (!this.#keys.has(kid) && this.#takeUnknown()) await this.#fetch();
    const key = this.#keys.get(kid);
    if (key === undefined && this.#failedAt > this.#fetchedAt) {
      throw new KeysUnavailableError('The public keys for checking tokens could not be fetched.', {
        cause: this.#failure,
      });
    }
    return key;
  }

  /** Fetches keys that have become old. Requests wait for it only if the last attempt did not fail. */
  async #refresh(): Promise<void> {
    const now = performance.now();
    if (now - this.#fetchedAt < this.#maxAge) return;
    if (now - this.#failedAt > Math.min(pauseAfterFailure, this.#maxAge)) {
      const fetching = this.#fetch();
      if (now - this.#failedAt > this.#maxAge) await fetching;
    }
  }

  #takeUnknown(): boolean {
    // Joining a fetch costs nothing.
    if (this.#fetching !== undefined) return true;
    const now = performance.now();
    this.#unknownFetches = this.#unknownFetches.filter((at) => now - at < 60_000);
    if (this.#unknownFetches.length >= unknownPerMinute) return false;
    this.#unknownFetches.push(now);
    return true;
  }

  #fetch(): Promise<void> {
    this.#fetching ??= fetchKeys(this.#uri, this.#deadline)
      .then(
        (keys) => {
          this.#keys = keys;
          this.#fetchedAt = performance.now();
        },
        (error: unknown) => {
          this.#failure = error;
          this.#failedAt = performance.now();
        },
      )
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }
}

async function fetchKeys(uri: string, deadline: number): Promise<ReadonlyMap<string, string>> {
  const reply = await request(uri, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(deadline),
  });
  if (reply.status !== 200) {
    reply.body.destroy();
    throw new Error(`the key server replied with status ${reply.status}, not 200`);
  }
  const { keys } = keySet.parse(JSON.parse(await readText(reply, maxBytes)));
  const usable = keys.flatMap((jwk) => {
    const key = jwk.kid !== undefined && (jwk.use ?? 'sig') === 'sig' ? toPem(jwk) : undefined;
    return key === undefined ? [] : [[jwk.kid as string, key] as const];
  });
  return new Map(usable);
}

/** A set may hold keys of kinds that this server does not know; they are no reason to do without the others. */
function toPem(jwk: JsonWebKey): string | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}
