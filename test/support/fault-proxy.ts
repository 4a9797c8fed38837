import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of a bulk request: `pass`; a `status` answered in Elasticsearch's stead; `drop`, the connection is
 * cut before anything is passed on; `lose`, everything is stored and the answer is cut; or `busy`, each document
 * for which it holds is kept back and answered with that status, as an overloaded shard does.
 */
export type Verdict =
  | 'pass'
  | 'drop'
  | 'lose'
  | { status: number }
  | { busy: (place: number) => boolean; itemStatus: number };

/** A bulk request: how many there were before it, the index, and its lines. */
export type Bulk = { number: number; index: string; lines: string[] };

export type FaultProxy = {
  url: string;
  /** Documents of bulk requests that were passed on. */
  documents: number;
  bulks: number;
  close(): Promise<void>;
};

/** A proxy before Elasticsearch that harms bulk requests as it is told, and passes on everything else. */
export async function startFaultProxy(
  target: string,
  judge: (bulk: Bulk) => Verdict | Promise<Verdict>,
): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const [, index] = /^\/([^/]+)\/_bulk/.exec(incoming.url ?? '') ?? [];
    if (index === undefined) return answer(outgoing, await forward(incoming, body));
    const lines = body.toString().trimEnd().split('\n');
    const verdict = await judge({ number: self.bulks++, index, lines });
    if (verdict === 'drop') {
      outgoing.destroy();
    } else if (verdict === 'pass' || verdict === 'lose') {
      self.documents += lines.length / 2;
      const reply = await forward(incoming, body);
      if (verdict === 'lose') outgoing.destroy();
      else answer(outgoing, reply);
    } else if ('status' in verdict) {
      const error = { error: { type: 'injected', reason: 'by the test' }, status: verdict.status };
      answer(outgoing, {
        status: verdict.status,
        headers: headersOf(),
        body: Buffer.from(JSON.stringify(error)),
      });
    } else answer(outgoing, await forwardInPart(incoming, lines, verdict));
  }
  /** Passes on the documents that are not kept back, and puts an answer for each of the others in its place. */
  async function forwardInPart(
    incoming: IncomingMessage,
    lines: string[],
    { busy, itemStatus }: Exclude<Verdict, string | { status: number }>,
  ): Promise<Reply> {
    const places = Array.from({ length: lines.length / 2 }, (_, place) => place);
    const passed = places.filter((place) => !busy(place));
    const body = passed.map((place) => `${lines[2 * place]}\n${lines[2 * place + 1]}\n`).join('');
    self.documents += passed.length;
    const stored: object[] =
      passed.length === 0
        ? []
        : JSON.parse((await forward(incoming, Buffer.from(body))).body.toString()).items;
    const error = { type: 'es_rejected_execution_exception', reason: 'by the test' };
    const items = places.map((place) =>
      busy(place) ? { index: { status: itemStatus, error } } : stored[passed.indexOf(place)],
    );
    return { status: 200, headers: headersOf(), body: Buffer.from(JSON.stringify({ items })) };
  }
  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const passed = {
        ...headers,
        connection: 'close',
        'content-length': String(body.length),
        'accept-encoding': 'identity',
      };
      const request = send({ hostname, port, method, path: url, headers: passed, agent: false }, (reply) => {
        readAll(reply).then(
          (bytes) => resolve({ status: reply.statusCode ?? 500, headers: reply.headers, body: bytes }),
          reject,
        );
      });
      request.on('error', reject).end(body);
    });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    documents: 0,
    bulks: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

type Reply = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/** The client rejects servers without this header. */
const headersOf = () => ({
  'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
  'x-elastic-product': 'Elasticsearch',
});

function answer(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  const { 'transfer-encoding': _, 'content-length': length, connection: __, ...rest } = headers;
  // The answer to HEAD names a length and has no body.
  outgoing.writeHead(status, {
    ...rest,
    'content-length': body.length === 0 ? (length ?? '0') : String(body.length),
  });
  outgoing.end(body);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
