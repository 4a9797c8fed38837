import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { ensureIndex } from '../create-index.js';
import { lowerFence, raiseFence } from './fence.js';
import { describeOwner, type LockDocument, type ReadLock, readLock, writeLock } from './lock-document.js';
import { LockError } from './lock-error.js';

/** Milliseconds between two looks at a lock that somebody else has. */
const lookEvery = 500;

/**
 * The right to load, publish or roll back, which one loader at a time has. Its owner renews it; one that
 * crashed or was paused for longer than the lock lasts has lost it.
 */
export class LoaderLock {
  /** Aborted as soon as the lock is known to be lost. */
  readonly lost = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;
  private lastSign = performance.now();

  private constructor(
    private readonly client: Client,
    private readonly milliseconds: number,
    private held: ReadLock,
  ) {}

  /** Number of this owner; it goes into the swap of the aliases. */
  get fence(): number {
    return this.held.document.fence;
  }

  /**
   * Waits until the lock is free or its owner has been silent for as long as it lasts.
   * @param milliseconds - how long the lock lasts without being renewed
   * @throws {LockError} when its owner is alive: it renewed the lock while we looked, or gave it back.
   */
  static async acquire(
    client: Client,
    owner: string,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<LoaderLock> {
    await ensureIndex(client, 'marquee-lock');
    let watched: { lock: ReadLock; since: number } | undefined;
    for (;;) {
      const found = await readLock(client);
      if (watched !== undefined && watched.lock.seqNo !== found?.seqNo) throw isAlive(watched.lock, found);
      if (found === undefined || isFree(found, watched, milliseconds)) {
        const held = await writeLock(client, newDocument(owner, found, milliseconds), found);
        if (held !== undefined) {
          await raiseFence(client, held.document.fence);
          const lock = new LoaderLock(client, milliseconds, held);
          lock.keep();
          return lock;
        }
      } else watched ??= { lock: found, since: performance.now() };
      await sleep(lookEvery, undefined, signal ? { signal } : {});
    }
  }

  /**
   * Makes sure, now, that the lock is still ours; to be asked before anything that readers will see.
   * @throws {LockError} when it is not.
   */
  async assertHeld(): Promise<void> {
    await this.renewing;
    await this.renew();
    this.lost.signal.throwIfAborted();
  }

  /** Gives the lock back; nothing happens when it was lost. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.renewing;
    if (this.lost.signal.aborted) return;
    const expiresAt = new Date().toISOString();
    await writeLock(this.client, { ...this.held.document, owner: null, expiresAt }, this.held);
    await lowerFence(this.client, this.fence);
  }

  private keep(): void {
    this.timer = setInterval(() => {
      this.renewing ??= this.renew()
        // Elasticsearch is away: then nobody else can take the lock either.
        .catch(() => undefined)
        .finally(() => {
          this.renewing = undefined;
        });
    }, this.milliseconds / 3);
    this.timer.unref();
  }

  private async renew(): Promise<void> {
    if (this.lost.signal.aborted) return;
    const now = performance.now();
    const silence = now - this.lastSign;
    this.lastSign = now;
    if (silence > this.milliseconds) {
      const seconds = (ms: number): string => (ms / 1000).toFixed(1);
      return this.lose(
        `This loader was paused for ${seconds(silence)} s, longer than its lock lasts (${seconds(this.milliseconds)} s).`,
      );
    }
    const expiresAt = new Date(Date.now() + this.milliseconds).toISOString();
    const held = await writeLock(this.client, { ...this.held.document, expiresAt }, this.held);
    if (held !== undefined) this.held = held;
    else if (!(await this.isOurs())) this.lose('Another loader took over the lock.');
  }

  /** A renewal whose answer was lost looks like somebody else's write. */
  private async isOurs(): Promise<boolean> {
    const found = await readLock(this.client);
    if (found?.document.fence !== this.fence || found.document.owner === null) return false;
    this.held = found;
    return true;
  }

  private lose(reason: string): void {
    clearInterval(this.timer);
    this.lost.abort(new LockError(`${reason} It must not publish; run it again.`));
  }
}

/** What the owner did to its lock while we looked. */
function isAlive(watched: ReadLock, found: ReadLock | undefined): LockError {
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
  if (document.owner === null || Date.parse(document.expiresAt) < Date.now()) return true;
  // The clocks of two machines may differ: silence for as long as a lock lasts is enough.
  return watched?.lock.seqNo === seqNo && performance.now() - watched.since > milliseconds;
}

const newDocument = (owner: string, before: ReadLock | undefined, milliseconds: number): LockDocument => ({
  fence: (before?.document.fence ?? 0) + 1,
  owner,
  host: hostname(),
  pid: process.pid,
  acquiredAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + milliseconds).toISOString(),
});
