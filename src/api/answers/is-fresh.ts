import type { Context } from 'koa';

/**
 * Whether the caller has what a tag names. RFC 9110, 13.1.2: a strong tag is compared as it is, and for this purpose a
 * weak one without its mark.
 */
export function isFresh(ctx: Context, tag: string): boolean {
  const header = ctx.headers['if-none-match'];
  if (header === undefined) return false;
  return header === tag || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
