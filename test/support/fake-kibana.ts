import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

type Stored = { type: string; id: string; references: { type: string; id: string }[] };

/**
 * A stand-in for the part of Kibana's HTTP API that an import uses, by its documentation and sources: it stores what it
 * is sent, in spaces, and answers as Kibana does. No Kibana runs where these tests do.
 */
export type FakeKibana = {
  url: string;
  /** Answers of /api/status to come, then available: a level, a status of HTTP alone, or `silent`. */
  statuses: (string | number)[];
  /** Who may come in; anybody unless set. */
  credentials: string | undefined;
  /** Objects by space, then by `type:id`. */
  spaces: Map<string, Map<string, Stored>>;
  /** Objects that Kibana finds fault with, by id: its error. */
  faults: Map<string, object>;
  /** What every import is answered instead; status 0 breaks the connection. */
  instead: { status: number; body: string } | undefined;
  /** Method and path of every request. */
  asked: string[];
  close(): Promise<void>;
};

export async function startFakeKibana(listen = { port: 0, host: '127.0.0.1' }): Promise<FakeKibana> {
  const server = createServer((request, response) => {
    answer(self, request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(listen, resolve));
  const self: FakeKibana = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses: [],
    credentials: undefined,
    spaces: new Map([['default', new Map()]]),
    faults: new Map(),
    instead: undefined,
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

async function answer(self: FakeKibana, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  const { pathname, searchParams } = new URL(request.url ?? '/', self.url);
  self.asked.push(`${request.method} ${request.url}`);
  const body = await buffer(request);
  const problem = (statusCode: number, message: string) => reply(statusCode, { statusCode, message });

  if (self.credentials !== undefined && request.headers.authorization !== self.credentials) {
    return void problem(401, 'Unauthorized');
  }
  if (pathname === '/api/status') {
    const next = self.statuses.shift() ?? 'available';
    if (next === 'silent') return;
    if (typeof next === 'number') return void reply(next, 'Kibana server is not ready yet');
    return void reply(next === 'available' ? 200 : 503, { status: { overall: { level: next } } });
  }
  const asked = /^\/api\/spaces\/space\/([^/]+)$/.exec(pathname);
  if (asked) {
    const id = decodeURIComponent(asked[1] as string);
    return void (self.spaces.has(id) ? reply(200, { id }) : problem(404, 'Not Found'));
  }
  const [, space = 'default'] = /^(?:\/s\/([^/]+))?\/api\/saved_objects\/_import$/.exec(pathname) ?? [];
  if (!pathname.endsWith('/api/saved_objects/_import') || request.method !== 'POST') {
    return void problem(404, 'Not Found');
  }
  if (request.headers['kbn-xsrf'] === undefined) {
    return void problem(400, 'Request must contain a kbn-xsrf header.');
  }
  if (self.instead?.status === 0) return void response.destroy();
  if (self.instead !== undefined) return void reply(self.instead.status, self.instead.body);
  const file = await fileOf(body, request.headers['content-type'] ?? '');
  if (!file?.name.endsWith('.ndjson')) return void problem(400, `Invalid file extension ${file?.name}`);
  const objects = (await file.text())
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
    .filter((line) => line.exportedCount === undefined) as Stored[];
  const keys = objects.map(({ type, id }) => `${type}:${id}`);
  if (new Set(keys).size < keys.length) return void problem(400, 'Non-unique import objects detected');
  reply(200, importInto(self, space, objects, searchParams.get('overwrite') === 'true'));
}

async function fileOf(body: Buffer, contentType: string): Promise<File | undefined> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = form.get('file');
  return typeof file === 'string' || file === null ? undefined : (file as File);
}

/** What can be mended (conflicts, missing references) stops all of it; what cannot stops itself only. */
function importInto(self: FakeKibana, space: string, objects: readonly Stored[], overwrite: boolean): object {
  const stored = self.spaces.get(space) ?? new Map<string, Stored>();
  self.spaces.set(space, stored);
  const has = (type: string, id: string) =>
    stored.has(`${type}:${id}`) || objects.some((object) => object.type === type && object.id === id);
  const errors = objects.flatMap(({ type, id, references }) => {
    const fault = self.faults.get(id);
    if (fault !== undefined) return [{ type, id, meta: {}, error: fault }];
    if (stored.has(`${type}:${id}`) && !overwrite)
      return [{ type, id, meta: {}, error: { type: 'conflict' } }];
    const missing = references.filter((one) => one.type === 'index-pattern' && !has(one.type, one.id));
    if (missing.length === 0) return [];
    return [{ type, id, meta: {}, error: { type: 'missing_references', references: missing } }];
  });
  const isStopped = errors.some(({ error }) => /conflict|missing_references/.test(JSON.stringify(error)));
  const good = objects.filter(({ id }) => !errors.some((error) => error.id === id));
  const successResults = good.map(({ type, id }) => ({
    type,
    id,
    meta: {},
    managed: false,
    ...(stored.has(`${type}:${id}`) && { overwrite: true }),
  }));
  if (!isStopped) for (const object of good) stored.set(`${object.type}:${object.id}`, object);
  return {
    success: errors.length === 0,
    successCount: isStopped ? 0 : good.length,
    warnings: [],
    ...(successResults.length > 0 && { successResults }),
    ...(errors.length > 0 && { errors }),
  };
}
