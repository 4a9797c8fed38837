/** Stands in the examples for what differs from load to load. */
const edition = '20261101063000';
const publishedAt = '2026-11-01T06:30:12.000Z';
const rows = 2;

/** An answer as the OpenAPI document shows it: its first rows, of no particular load. */
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export function toExample(body: any): unknown {
  // The links of rows name the edition.
  const ofAnyLoad = JSON.stringify(body).replaceAll(body.meta.edition, edition);
  const { data, meta, links, ...beside } = JSON.parse(ofAnyLoad);
  Object.assign(meta, { edition, publishedAt });
  // They stand for any edition; this one happens to be invented.
  delete meta.sample;
  if (meta.next !== undefined) {
    // The cursor of a search over several kinds also has the name of an index, which ends in the edition.
    const cursor = Buffer.from(meta.next, 'base64url').toString().replaceAll(body.meta.edition, edition);
    const next = Buffer.from(cursor).toString('base64url');
    links.next = links.next.replace(meta.next, next);
    meta.next = next;
  }
  return { data: Array.isArray(data) ? data.slice(0, rows) : data, ...beside, meta, links };
}
