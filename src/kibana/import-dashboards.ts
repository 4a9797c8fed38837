import { toImportFile } from '../../dashboards/generate/generate.js';
import type { SavedObject } from '../../dashboards/generate/saved-object.js';
import { askKibana, expectSignedIn, type Kibana } from './kibana.js';
import { KibanaError } from './kibana-error.js';

/** What became of one saved object; `reason` of a refused one is in words. */
export type Imported = {
  type: string;
  id: string;
  title: string;
  outcome: 'created' | 'overwritten' | 'refused' | 'held back';
  /** Kibana gave it another id, because another space has an object of this one. */
  storedAs?: string;
  reason?: string;
};

/** What Kibana answers, with 200 whether it worked or not. */
type Reply = {
  success?: boolean;
  successResults?: { type: string; id: string; overwrite?: boolean; destinationId?: string }[];
  errors?: { type: string; id: string; error: Refusal }[];
  message?: string;
};

type Refusal = {
  type: string;
  message?: string;
  statusCode?: number;
  references?: { type: string; id: string }[];
};

/**
 * Puts saved objects into Kibana, over those of the same ids, and says what became of each.
 * @throws {KibanaError} when Kibana refuses the request as a whole.
 */
export async function importDashboards(kibana: Kibana, objects: readonly SavedObject[]): Promise<Imported[]> {
  await expectSpace(kibana);
  const form = new FormData();
  const file = new Blob([toImportFile(objects)], { type: 'application/x-ndjson' });
  form.append('file', file, 'marquee.ndjson');
  const space = kibana.space === undefined ? '' : `/s/${encodeURIComponent(kibana.space)}`;
  const path = `${space}/api/saved_objects/_import?overwrite=true`;
  const response = await askKibana(kibana, path, { method: 'POST', body: form });
  expectSignedIn(kibana, response);
  const reply = await readReply(kibana, response);
  const { success, successResults = [], errors = [] } = reply;
  if (success !== true && errors.length === 0) {
    throw new KibanaError(
      `Kibana on ${kibana.url} refused the import: ${reply.message ?? 'it gave no reason'}.`,
    );
  }
  // Of an import that can be mended, Kibana creates nothing, yet lists what it could have created.
  const isHeldBack = errors.some(({ error }) => isMendable(error));
  const named = (type: string, id: string) => ({ type, id, title: titleOf(objects, type, id) });
  return [
    ...successResults.map(({ type, id, overwrite, destinationId }) => ({
      ...named(type, id),
      outcome: isHeldBack
        ? ('held back' as const)
        : overwrite
          ? ('overwritten' as const)
          : ('created' as const),
      ...(destinationId !== undefined && { storedAs: destinationId }),
    })),
    ...errors.map(({ type, id, error }) => ({
      ...named(type, id),
      outcome: 'refused' as const,
      reason: toWords(error),
    })),
  ];
}

/** A space that is not there would take the import in silence, and nobody would find it. */
async function expectSpace(kibana: Kibana): Promise<void> {
  if (kibana.space === undefined) return;
  const response = await askKibana(kibana, `/api/spaces/space/${encodeURIComponent(kibana.space)}`);
  await response.body?.cancel();
  expectSignedIn(kibana, response);
  if (response.status === 404) {
    throw new KibanaError(
      `Kibana on ${kibana.url} has no space '${kibana.space}': make it there, or leave --space out for the default one. (A space is named by its identifier, as in its URL.)`,
    );
  }
  if (!response.ok)
    throw new KibanaError(`Kibana on ${kibana.url} answers ${response.status} for its spaces.`);
}

async function readReply({ url }: Kibana, response: Response): Promise<Reply> {
  const text = await response.text();
  let reply: Reply | undefined;
  try {
    reply = JSON.parse(text);
  } catch {
    // Below: a proxy's page, or half an answer.
  }
  if (response.ok && reply !== undefined) return reply;
  const words = reply?.message ?? text.slice(0, 200);
  throw new KibanaError(`Kibana on ${url} answers ${response.status} to the import: ${words}`);
}

const isMendable = ({ type }: Refusal): boolean =>
  ['conflict', 'ambiguous_conflict', 'missing_references'].includes(type);

/** The kinds of errors that the import API documents. */
function toWords({ type, message, statusCode, references = [] }: Refusal): string {
  if (type === 'conflict') return 'another object of this id is in the way, in another space';
  if (type === 'ambiguous_conflict')
    return 'several objects in Kibana come from this one: delete all but one';
  if (type === 'unsupported_type') return 'this Kibana does not import objects of this type';
  if (type === 'missing_references') {
    return `it refers to what is not there: ${references.map((reference) => `${reference.type} ${reference.id}`).join(', ')}`;
  }
  return [message ?? type, statusCode].filter((part) => part !== undefined).join(', status ');
}

function titleOf(objects: readonly SavedObject[], type: string, id: string): string {
  const attributes = objects.find((object) => object.type === type && object.id === id)?.attributes ?? {};
  return String(attributes.name ?? attributes.title ?? id);
}
