import type { Context } from 'koa';
import type { ExportConfig } from '../../config/export-config.js';
import { Problem } from '../problems/problem.js';

/** Seconds after which a caller may ask again: about as long as an export takes. */
const retryAfter = 10;

/** Bounds the exports (`limit=all`) that are sent at the same time, in all and for each subject. */
export class ExportSlots {
  readonly #limits: Pick<ExportConfig, 'atOnce' | 'perSubject'>;
  readonly #taken = new Map<string, number>();
  #total = 0;

  constructor(limits: Pick<ExportConfig, 'atOnce' | 'perSubject'>) {
    this.#limits = limits;
  }

  /**
   * Takes a slot for a request until its response is sent or its connection is closed.
   * @throws {Problem} `too-many-exports` when none is free
   */
  take(ctx: Context): void {
    const { atOnce, perSubject } = this.#limits;
    const subject = String(ctx.state.user?.sub ?? '');
    const taken = this.#taken.get(subject) ?? 0;
    if (taken >= perSubject) throw tooMany(`${perSubject} for this token's subject`);
    if (this.#total >= atOnce) throw tooMany(`${atOnce} in all`);
    this.#total++;
    this.#taken.set(subject, taken + 1);
    ctx.res.once('close', () => this.#release(subject));
  }

  #release(subject: string): void {
    this.#total--;
    const left = (this.#taken.get(subject) ?? 1) - 1;
    if (left > 0) this.#taken.set(subject, left);
    else this.#taken.delete(subject);
  }
}

const tooMany = (most: string): Problem =>
  new Problem('too-many-exports', `This server sends at most ${most} of all rows (limit=all) at once.`, {
    headers: { 'Retry-After': String(retryAfter) },
  });
