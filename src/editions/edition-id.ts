import type { EditionId } from '../model/edition-id.js';

/** Returns the id for a load that begins now; later than the newest edition, whatever the clock says. */
export function nextEditionId(newest: EditionId | undefined, now: Date): EditionId {
  const earliest = newest === undefined ? 0 : loadTimeOf(newest).getTime() + 1000;
  return formatEditionId(new Date(Math.max(now.getTime(), earliest)));
}

const formatEditionId = (date: Date): EditionId => date.toISOString().replace(/\D/g, '').slice(0, 14);

/** Returns when the load of an edition began, to the second. */
export const loadTimeOf = (edition: EditionId): Date =>
  new Date(edition.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
