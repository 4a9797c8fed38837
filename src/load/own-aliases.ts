import { type AliasTarget, findAliasTargets } from '../editions/alias-targets.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { LoadError } from './load-error.js';

/**
 * Returns where Marquee's aliases point now, once it is certain that no other application uses their names.
 * @throws {LoadError} when one of them leads to an index that is not Marquee's, or is the name of an index
 */
export async function findOwnAliases(client: MarqueeClient): Promise<AliasTarget[]> {
  const { names } = client;
  const targets = await findAliasTargets(client);
  const foreign = targets.find(({ index }) => names.editionOf(index) === undefined);
  if (foreign !== undefined) {
    throw new LoadError(
      `The alias ${foreign.alias} leads to the index ${foreign.index}, which is not Marquee's. Nothing was changed. ${wayOut}`,
    );
  }
  for (const alias of names.aliases.filter((name) => targets.every((target) => target.alias !== name))) {
    if (await client.indices.exists({ index: alias })) {
      throw new LoadError(
        `${alias} must be an alias of Marquee's and is the name of an index of another application. Nothing was changed. ${wayOut}`,
      );
    }
  }
  return targets;
}

const wayOut =
  'If another application uses that name, set MARQUEE_INDEX_PREFIX to a prefix of your own; else move the alias away.';
