import type { TransportRequestOptions } from '@elastic/elasticsearch';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { findAliasTargets } from './alias-targets.js';

/** No edition is live: none was published yet, or the aliases were moved by hand. */
export class NoEditionError extends Error {
  override readonly name = 'NoEditionError';
}

/**
 * Asks Elasticsearch for the edition that all aliases point to.
 * @throws {NoEditionError} when they do not exist, or do not all point to one edition
 */
export async function findLiveEdition(
  client: MarqueeClient,
  transport: TransportRequestOptions = {},
): Promise<EditionId> {
  const targets = await findAliasTargets(client, transport);
  const [first] = targets;
  if (first === undefined) {
    throw new NoEditionError('No edition has been published yet: run marquee load.');
  }
  // An index template may put single aliases on an edition that is being loaded.
  const candidates = new Set(targets.map(({ index }) => client.names.editionOf(index)));
  const [edition, ...others] = [...candidates].filter(
    (candidate) =>
      candidate !== undefined &&
      documentTypes.every((type) =>
        targets.some(
          (target) => target.type === type && target.index === client.names.index(type, candidate),
        ),
      ),
  );
  if (edition === undefined || others.length > 0) {
    const indices = targets.map(({ index }) => index).join(', ');
    throw new NoEditionError(`The aliases do not point to one edition (${indices}): load an edition again.`);
  }
  return edition;
}
