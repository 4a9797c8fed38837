import type { HttpReply } from '../../http/request.js';
import type { CachedFile, ServerMeta } from './cached-download.js';

/** Returns what identifies a version of a file byte for byte, which a weak ETag does not. */
export const validatorOf = ({ etag, lastModified }: ServerMeta): string | undefined =>
  (etag?.startsWith('W/') ? undefined : etag) ?? lastModified ?? undefined;

/** Headers that ask for the rest of a part, or for the whole file if it has changed. */
export const rangeHeaders = ({ size, meta }: CachedFile): Record<string, string> => ({
  range: `bytes=${size}-`,
  'if-range': validatorOf(meta) ?? '',
});

/** Headers that ask for the file if it has changed; the answer is 304 otherwise. */
export const conditionalHeaders = ({ meta: { etag, lastModified } }: CachedFile): Record<string, string> => ({
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(lastModified ? { 'if-modified-since': lastModified } : {}),
});

/** Whether the answer to {@link rangeHeaders} begins exactly where the part ends, in the same version of the file. */
export function continues({ size, meta }: CachedFile, { headers }: HttpReply): boolean {
  const range = readContentRange(headers);
  const etag = headers.get('etag');
  return (
    range?.start === size &&
    !isEncoded(headers) &&
    (range.total === null || meta.total === null || range.total === meta.total) &&
    (etag === null || meta.etag === null || etag === meta.etag)
  );
}

/** Returns what an answer that begins a file says about it. */
export function serverMetaOf({ headers }: HttpReply): ServerMeta {
  // Offsets in an encoded answer are not offsets in the file, so it cannot be resumed.
  if (isEncoded(headers)) return { etag: null, lastModified: null, total: null };
  return {
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    total: readContentRange(headers)?.total ?? readLength(headers),
  };
}

const isEncoded = (headers: Headers): boolean =>
  (headers.get('content-encoding') ?? 'identity') !== 'identity';

function readLength(headers: Headers): number | null {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}

/** `bytes 100-199/200`; the total may be `*`: unknown. */
function readContentRange(headers: Headers): { start: number; total: number | null } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), total: total === '*' ? null : Number(total) };
}
