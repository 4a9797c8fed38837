import type { DocumentType } from '../model/document-type.js';
import type { Entity } from '../model/entity.js';
import type { SendSearches } from './question.js';

/** Documents per search; Elasticsearch returns no more at once. */
const most = 10_000;

/** Looks up the names of documents by id; for few of many, where reading the names of all would take long. */
export async function entityNames(
  send: SendSearches,
  documents: DocumentType,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (let at = 0; at < ids.length; at += most) {
    const some = ids.slice(at, at + most);
    const [reply] = await send([
      {
        documents,
        size: some.length,
        track_total_hits: false,
        _source: ['id', 'name'],
        query: { bool: { filter: [{ terms: { id: [...some] } }] } },
      },
    ]);
    for (const { _source } of reply.hits.hits) {
      const { id, name } = _source as Entity;
      names.set(id, name);
    }
  }
  return names;
}
