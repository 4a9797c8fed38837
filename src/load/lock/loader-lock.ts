import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureIndex } from '../../elasticsearch/index-description.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { LockError } from '../load-error.js';
import { lowerFence, raiseFence } from './fence.js';
import { describeOwner, type LockDocument, type ReadLock, readLock, writeLock } from './lock-document.js';

/**
 * Milliseconds by which the clocks of two machines may differ. A lock that expired a shorter time ago is watched for as
 * long as it lasts: if it is not renewed meanwhile, its owner has exited.
 */
const clockDifference = 24 * 60 * 60 * 1000;

/** Milliseconds between two reads of a lock that another loader has. */
const pollInterval = 500;

/**
 * The right to load, publish or roll back, which one loader at a time has. Its owner renews it; a loader that crashed,
 * or was paused for longer than the lock lasts, has lost it, even if no other took it: it cannot know what happened.
 */
export class LoaderLock {
  /** Aborted as soon as the lock is known to be lost. */
  readonly lost = new AbortController();
  readonly #client: MarqueeClient;
  readonly #milliseconds: number;
  #held: ReadLock;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;
  /** When this process was last seen running. */
  #lastTick = performance.now();

  private constructor(client: MarqueeClient, milliseconds: number, held: ReadLock) {
    this.#client = client;
    this.#milliseconds = milliseconds;
    this.#held = held;
  }

  /** Number of this owner; the swap of the aliases depends on it. */
  get fence(): number {
    return this.#held.document.fence;
  }

  /**
   * Waits until the lock is free, or has not been renewed for as long as it lasts.
   * @param milliseconds - how long the lock lasts without being renewed
   * @throws {LockError} when its owner is alive: it renewed or released the lock during the wait
   */
  static async acquire(
    client: MarqueeClient,
    owner: string,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<LoaderLock> {
    await ensureIndex(client, 'lock');
    let watched: { lock: ReadLock; since: number } | undefined;
    for (;;) {
      const found = await readLock(client);
      if (watched !== undefined && watched.lock.seqNo !== found?.seqNo)
        throw ownerIsAlive(watched.lock, found);
      if (found === undefined || isFree(found, watched, milliseconds)) {
        const held = await writeLock(client, newDocument(owner, found, milliseconds), found);
        if (held !== undefined) {
          await raiseFence(client, held.document.fence);
          const lock = new LoaderLock(client, milliseconds, held);
          lock.#startRenewing();
          return lock;
        }
      } else watched ??= { lock: found, since: performance.now() };
      await sleep(pollInterval, undefined, signal ? { signal } : {});
    }
  }

  /**
   * Renews the lock now; called before each step that readers could notice.
   * @throws {LockError} when it was lost
   */
  async assertHeld(): Promise<void> {
    await this.#renewing;
    await this.#renew();
    this.lost.signal.throwIfAborted();
  }

  /** Lets the next loader have the lock at once; does nothing when it was lost. */
  async release(): Promise<void> {
    this.stopRenewing();
    await this.#renewing;
    if (this.lost.signal.aborted) return;
    const expiresAt = new Date().toISOString();
    await writeLock(this.#client, { ...this.#held.document, owner: null, expiresAt }, this.#held);
    await lowerFence(this.#client, this.fence);
  }

  /** Stops the timer, as a process does that hangs: the lock expires. */
  stopRenewing(): void {
    clearInterval(this.#timer);
  }

  #startRenewing(): void {
    this.#timer = setInterval(() => {
      // Also while a renewal waits for a slow Elasticsearch: that is no pause of this process.
      if (this.#wasPaused()) return;
      this.#renewing ??= this.#renew()
        // While Elasticsearch is unavailable no other loader can take the lock either.
        .catch(() => undefined)
        .finally(() => {
          this.#renewing = undefined;
        });
    }, this.#milliseconds / 3);
    this.#timer.unref();
  }

  async #renew(): Promise<void> {
    if (this.lost.signal.aborted || this.#wasPaused()) return;
    const expiresAt = new Date(Date.now() + this.#milliseconds).toISOString();
    const held = await writeLock(this.#client, { ...this.#held.document, expiresAt }, this.#held);
    if (held !== undefined) this.#held = held;
    else if (!(await this.#isOurs())) this.#lose('Another loader took over the lock.');
  }

  /** Whether this process did not run for as long as the lock lasts; then the lock is lost. */
  #wasPaused(): boolean {
    const now = performance.now();
    const pause = now - this.#lastTick;
    this.#lastTick = now;
    if (pause <= this.#milliseconds) return false;
    const seconds = (ms: number): string => (ms / 1000).toFixed(1);
    this.#lose(
      `This loader was paused for ${seconds(pause)} s, longer than its lock lasts (${seconds(this.#milliseconds)} s).`,
    );
    return true;
  }

  /** A renewal whose reply was lost looks like another loader's write. */
  async #isOurs(): Promise<boolean> {
    const found = await readLock(this.#client);
    if (found?.document.fence !== this.fence || found.document.owner === null) return false;
    this.#held = found;
    return true;
  }

  #lose(reason: string): void {
    this.stopRenewing();
    this.lost.abort(new LockError(`${reason} It must not publish; run it again.`));
  }
}

/** The error when the owner wrote its lock during the wait for it. */
function ownerIsAlive(watched: ReadLock, found: ReadLock | undefined): LockError {
  if (found === undefined || found.document.owner === null) {
    return new LockError(
      `Another loader was at work when this one began, and has just ended: ${describeOwner(watched)}. See in marquee history what it did, then try again.`,
    );
  }
  return new LockError(
    `Another loader is at work: ${describeOwner(found)}. One at a time: wait until it is done, then try again.`,
  );
}

function isFree(
  { document, seqNo }: ReadLock,
  watched: { lock: ReadLock; since: number } | undefined,
  milliseconds: number,
): boolean {
  if (document.owner === null || Date.parse(document.expiresAt) + clockDifference < Date.now()) return true;
  // Earlier versions did not store how long their lock lasts.
  const lasts = Math.max(milliseconds, document.milliseconds ?? 0);
  return watched?.lock.seqNo === seqNo && performance.now() - watched.since > lasts;
}

const newDocument = (owner: string, before: ReadLock | undefined, milliseconds: number): LockDocument => ({
  fence: (before?.document.fence ?? 0) + 1,
  owner,
  host: hostname(),
  pid: process.pid,
  milliseconds,
  acquiredAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + milliseconds).toISOString(),
});
