import type { Client, estypes } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import { type Generation, indexName } from '../model/generation.js';
import { LoadError } from './load-error.js';

/**
 * Moves all aliases to a generation in one atomic step. What is taken away must still be there (`must_exist`),
 * so that an alias moved by somebody else in between makes the whole step fail instead of ending up on two
 * indices; and since Elasticsearch reports such failures of single actions within a 200, these are looked at too.
 * @returns the indices that carried the aliases before.
 */
export async function publish(client: Client, generation: Generation): Promise<string[]> {
  const before = await client.indices.getAlias(
    { name: documentTypes.join(','), ignore_unavailable: true },
    { ignore: [404] },
  );
  const actions: estypes.IndicesUpdateAliasesAction[] = [];
  const replaced: string[] = [];
  for (const type of documentTypes) {
    for (const [index, entry] of Object.entries(before)) {
      if (typeof entry !== 'object' || entry?.aliases?.[type] === undefined) continue;
      actions.push({ remove: { index, alias: type, must_exist: true } });
      replaced.push(index);
    }
    actions.push({ add: { index: indexName(type, generation), alias: type } });
  }
  const answer = (await client.indices.updateAliases({ actions })) as estypes.IndicesUpdateAliasesResponse & {
    errors?: boolean;
  };
  if (!answer.acknowledged || answer.errors) {
    throw new LoadError(`Elasticsearch did not move the aliases as asked: ${JSON.stringify(answer)}`);
  }
  return replaced;
}
