import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { findAliasTargets } from './alias-targets.js';
import { editionOf, indexName } from './index-names.js';

/** No edition is live: none was published yet, or the aliases were moved by hand. */
export class NoEditionError extends Error {
  override readonly name = 'NoEditionError';
}

/**
 * Asks Elasticsearch for the edition that all aliases point to.
 * @throws {NoEditionError} when they do not exist, or do not all point to one edition
 */
export async function findLiveEdition(
  client: Client,
  transport: TransportRequestOptions = {},
): Promise<EditionId> {
  const targets = await findAliasTargets(client, transport);
  const [first] = targets;
  if (first === undefined) {
    throw new NoEditionError('No edition has been published yet: run marquee load.');
  }
  const edition = editionOf(first.index);
  const isComplete = documentTypes.every((type) => {
    const indices = targets.filter(({ alias }) => alias === type).map(({ index }) => index);
    return edition !== undefined && indices.join() === indexName(type, edition);
  });
  if (edition === undefined || !isComplete) {
    const indices = targets.map(({ index }) => index).join(', ');
    throw new NoEditionError(`The aliases do not point to one edition (${indices}): load an edition again.`);
  }
  return edition;
}
