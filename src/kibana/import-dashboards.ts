import { randomUUID } from 'node:crypto';
import { toImportFile } from '../../dashboards/generate/generate.js';
import type { SavedObject } from '../../dashboards/generate/saved-object.js';
import { expectSignedIn, isSuccess, type Kibana, type KibanaReply, sendToKibana } from './kibana.js';
import { KibanaError } from './kibana-error.js';

/** What became of one saved object; a failed one has a `reason`. */
export type Imported = {
  type: string;
  id: string;
  title: string;
  /** `skipped`: nothing is wrong with it, but others failed, so Kibana imported none. */
  outcome: 'created' | 'overwritten' | 'failed' | 'skipped';
  /** The id that Kibana gave it, because another space has an object with its own. */
  storedAs?: string;
  reason?: string;
};

/** Kibana's reply, with status 200 whether the import succeeded or not. */
type Reply = {
  success?: boolean;
  successResults?: { type: string; id: string; overwrite?: boolean; destinationId?: string }[];
  errors?: { type: string; id: string; error: ImportError }[];
  message?: string;
};

type ImportError = {
  type: string;
  message?: string;
  statusCode?: number;
  references?: { type: string; id: string }[];
};

/**
 * Imports saved objects into Kibana, over those of the same ids, and returns what became of each.
 * @throws {KibanaError} when Kibana rejects the request as a whole
 */
export async function importDashboards(kibana: Kibana, objects: readonly SavedObject[]): Promise<Imported[]> {
  await expectSpace(kibana);
  const space = kibana.space === undefined ? '' : `/s/${encodeURIComponent(kibana.space)}`;
  const path = `${space}/api/saved_objects/_import?overwrite=true`;
  const response = await sendToKibana(kibana, path, { method: 'POST', ...toForm(toImportFile(objects)) });
  expectSignedIn(kibana, response);
  const reply = readReply(kibana, response);
  const { success, successResults = [], errors = [] } = reply;
  if (success !== true && errors.length === 0) {
    throw new KibanaError(
      `Kibana on ${kibana.url} rejected the import: ${reply.message ?? 'it gave no reason'}.`,
    );
  }
  // When errors can be resolved, Kibana creates nothing, yet lists the objects that it could have created as successes.
  const isSkipped = errors.some(({ error }) => isResolvable(error));
  const describe = (type: string, id: string) => ({ type, id, title: titleOf(objects, type, id) });
  return [
    ...successResults.map(({ type, id, overwrite, destinationId }) => ({
      ...describe(type, id),
      outcome: isSkipped ? ('skipped' as const) : overwrite ? ('overwritten' as const) : ('created' as const),
      ...(destinationId !== undefined && { storedAs: destinationId }),
    })),
    ...errors.map(({ type, id, error }) => ({
      ...describe(type, id),
      outcome: 'failed' as const,
      reason: reasonOf(error),
    })),
  ];
}

/** A form with one file, as RFC 7578 says: headers and body of a request. */
function toForm(file: string): { headers: Record<string, string>; body: string } {
  const boundary = `marquee-${randomUUID()}`;
  const lines = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="marquee.ndjson"',
    'Content-Type: application/x-ndjson',
    '',
    file,
    `--${boundary}--`,
    '',
  ];
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: lines.join('\r\n'),
  };
}

/** Kibana imports into a space that does not exist without an error, and the objects cannot be found then. */
async function expectSpace(kibana: Kibana): Promise<void> {
  if (kibana.space === undefined) return;
  const response = await sendToKibana(kibana, `/api/spaces/space/${encodeURIComponent(kibana.space)}`);
  expectSignedIn(kibana, response);
  if (response.status === 404) {
    throw new KibanaError(
      `Kibana on ${kibana.url} has no space '${kibana.space}': make it there, or leave --space out for the default one. (A space is named by its identifier, as in its URL.)`,
    );
  }
  if (!isSuccess(response))
    throw new KibanaError(`Kibana on ${kibana.url} answers ${response.status} for its spaces.`);
}

function readReply({ url }: Kibana, response: KibanaReply): Reply {
  const { status, text } = response;
  let reply: Reply | undefined;
  try {
    reply = JSON.parse(text);
  } catch {
    // Handled below: a proxy's page, or an answer that was cut short.
  }
  if (isSuccess(response) && reply !== undefined) return reply;
  const words = reply?.message ?? text.slice(0, 200);
  throw new KibanaError(`Kibana on ${url} answers ${status} to the import: ${words}`);
}

const isResolvable = ({ type }: ImportError): boolean =>
  ['conflict', 'ambiguous_conflict', 'missing_references'].includes(type);

/** Explains the errors that the import API documents. */
function reasonOf({ type, message, statusCode, references = [] }: ImportError): string {
  if (type === 'conflict') return 'another space has an object with this id';
  if (type === 'ambiguous_conflict')
    return 'several objects in Kibana are copies of this one: delete all but one';
  if (type === 'unsupported_type') return 'this Kibana does not import objects of this type';
  if (type === 'missing_references') {
    return `it refers to objects that do not exist: ${references.map((reference) => `${reference.type} ${reference.id}`).join(', ')}`;
  }
  return [message ?? type, statusCode].filter((part) => part !== undefined).join(', status ');
}

function titleOf(objects: readonly SavedObject[], type: string, id: string): string {
  const attributes = objects.find((object) => object.type === type && object.id === id)?.attributes ?? {};
  return String(attributes.name ?? attributes.title ?? id);
}
