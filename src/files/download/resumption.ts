import type { Kept, Notes } from './cached-download.js';

/** What tells one version of a file from another; a weak ETag does not vouch for each byte. */
export const validatorOf = ({ etag, lastModified }: Notes): string | undefined =>
  (etag?.startsWith('W/') ? undefined : etag) ?? lastModified ?? undefined;

/** Asks for the rest of a part, or for all of the file if it has changed. */
export const rangeOf = ({ size, notes }: Kept): Record<string, string> => ({
  range: `bytes=${size}-`,
  'if-range': validatorOf(notes) ?? '',
});

/** Asks for the file if it has changed; the answer is 304 otherwise. */
export const conditionOf = ({ notes: { etag, lastModified } }: Kept): Record<string, string> => ({
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(lastModified ? { 'if-modified-since': lastModified } : {}),
});

/** Whether the answer to {@link rangeOf} goes on exactly where the part ends, in the same version of the file. */
export function continues({ size, notes }: Kept, { headers }: Response): boolean {
  const range = readContentRange(headers);
  const etag = headers.get('etag');
  return (
    range?.start === size &&
    !isEncoded(headers) &&
    (range.total === null || notes.total === null || range.total === notes.total) &&
    (etag === null || notes.etag === null || etag === notes.etag)
  );
}

/** What to note of an answer that begins a file. */
export function notesOf({ headers }: Response): Notes {
  // Offsets into an encoded answer are not offsets into the file: it cannot be resumed.
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

/** `bytes 100-199/200`; the total may be `*`, not known. */
function readContentRange(headers: Headers): { start: number; total: number | null } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), total: total === '*' ? null : Number(total) };
}
