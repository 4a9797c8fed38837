import type { Client } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import { type Generation, generationOf } from '../model/generation.js';

/** All generations that have an index, oldest first, with their indices and those that carry an alias. */
export async function listGenerations(
  client: Client,
): Promise<{ generation: Generation; indices: string[]; hasAlias: boolean }[]> {
  const found = await client.indices.get({
    index: documentTypes.map((type) => `${type}-*`),
    features: ['aliases'],
    allow_no_indices: true,
    expand_wildcards: 'all',
  });
  const generations = new Map<Generation, { generation: Generation; indices: string[]; hasAlias: boolean }>();
  for (const [index, { aliases }] of Object.entries(found)) {
    const generation = generationOf(index);
    if (generation === undefined) continue;
    const entry = generations.get(generation) ?? { generation, indices: [], hasAlias: false };
    entry.indices.push(index);
    entry.hasAlias ||= Object.keys(aliases ?? {}).length > 0;
    generations.set(generation, entry);
  }
  return [...generations.values()].sort((a, b) => (a.generation < b.generation ? -1 : 1));
}

/** A generation for a load that begins now, later than the newest that exists. */
export function nextGeneration(newest: Generation | undefined, now: Date): Generation {
  const earliest = newest === undefined ? 0 : parseGeneration(newest).getTime() + 1000;
  return formatGeneration(new Date(Math.max(now.getTime(), earliest)));
}

const formatGeneration = (date: Date): Generation => date.toISOString().replace(/\D/g, '').slice(0, 14);

function parseGeneration(generation: Generation): Date {
  return new Date(generation.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
}
