import { acceptToken, readToken, rejectToken } from './session.js';

/** What all answers have; their types are generated from the OpenAPI document. */
export type Answer = { data: unknown; meta: { edition: string }; links?: { self: string } };

export type Parameters = Record<string, string | number | undefined>;

export type ProblemKind = 'signed-out' | 'unreachable' | 'gone' | 'not-found' | 'rejected';

/** Why there is no answer, in words for the reader of the page. */
export class AskError extends Error {
  readonly kind: ProblemKind;
  readonly title: string;

  constructor(kind: ProblemKind, title: string, detail: string) {
    super(detail);
    this.kind = kind;
    this.title = title;
  }
}

/** The shown edition: taken from the first answer and requested by its id from then on, so that no view mixes two. */
let shown: string | undefined;
/** Incremented by each reset: an answer requested before it must not choose the edition shown after it. */
let era = 0;
const answers = new Map<string, Promise<unknown>>();
const maxAnswers = 200;

export const shownEdition = (): string | undefined => shown;

/** Drops all cached answers; the next ones are of the live edition. */
export function startAnew(): void {
  era += 1;
  shown = undefined;
  answers.clear();
}

/** Returns the path of a call as it can be repeated elsewhere: without the token, and with an edition only if one was chosen. */
export function pathOf(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return `/v1/${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** Requests an answer and caches it by its URL. @throws {AskError} */
export function ask<Form extends Answer>(path: string, parameters: Parameters = {}): Promise<Form> {
  const url = pathOf(path, { edition: shown, ...definedOf(parameters) });
  const known = answers.get(url);
  if (known !== undefined) return known as Promise<Form>;
  if (answers.size >= maxAnswers) answers.clear();
  const asking = era;
  const asked = request(url).then(async (response) => {
    const answer = (await response.json()) as Form;
    if (parameters.edition === undefined && asking === era) shown ??= answer.meta.edition;
    return answer;
  });
  answers.set(url, asked);
  asked.catch(() => answers.delete(url));
  return asked;
}

/** Requests the answer of a link of the API, such as `links.movies`, with other parameters. @throws {AskError} */
export function askLink<Form extends Answer>(link: string, changes: Parameters = {}): Promise<Form> {
  const { pathname, searchParams } = new URL(link, location.href);
  return ask(pathname.replace(/^\/v1\//, ''), { ...Object.fromEntries(searchParams), ...changes });
}

/** Requests an answer that belongs to no edition; it is not cached. @throws {AskError} */
export async function askNow<Form>(path: string, signal?: AbortSignal): Promise<Form> {
  return (await (await request(path, signal)).json()) as Form;
}

/** Returns a call with the edition that is shown, if it names none. */
export function pinned(call: string): string {
  const url = new URL(call, location.href);
  if (shown !== undefined && !url.searchParams.has('edition')) url.searchParams.set('edition', shown);
  return url.pathname + url.search;
}

export type FileFormat = 'csv' | 'ndjson';

/** Downloads the rows of a call as a file: all of them, where the call is for a page. @throws {AskError} */
export async function download(
  path: string,
  format: FileFormat,
  isPaged = false,
): Promise<{ name: string; content: Blob }> {
  const url = new URL(pinned(path), location.href);
  url.searchParams.set('format', format);
  // Excel reads UTF-8 only behind a byte order mark.
  if (format === 'csv') url.searchParams.set('bom', '1');
  if (isPaged) {
    url.searchParams.set('limit', 'all');
    url.searchParams.delete('offset');
  }
  const response = await request(url.pathname + url.search);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { name: name ?? `marquee.${format}`, content: await response.blob() };
}

async function request(url: string, signal?: AbortSignal): Promise<Response> {
  const token = readToken();
  if (token === null) throw new AskError('signed-out', 'Sign in', '');
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}` },
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AskError(
      'unreachable',
      'The server does not answer',
      'It may be restarting, or the connection is down. The page tries again by itself every few seconds.',
    );
  }
  if (response.status !== 401) acceptToken(token);
  else rejectToken(token);
  if (response.ok) return response;
  throw await explain(response);
}

async function explain(response: Response): Promise<AskError> {
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  const title = problem.title ?? `The server answered ${response.status}`;
  const detail = problem.detail ?? 'It did not say why.';
  if (response.status === 401) return new AskError('signed-out', title, detail);
  if (response.status === 410) return new AskError('gone', title, detail);
  if (response.status === 404) return new AskError('not-found', title, detail);
  if (response.status >= 502) return new AskError('unreachable', title, detail);
  return new AskError('rejected', title, detail);
}

const definedOf = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
