// The Elasticsearch client is imported on purpose: with it comes undici, which must not serve these requests.
import '@elastic/elasticsearch';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { readText, request } from '../../../src/http/request.js';

const body = randomBytes(1_000_000);
const size = `Content-Length: ${body.length}\r\n`;

/** Writes the response and ends the connection, as the kinds of servers do that people download from. */
const servers: Record<string, (socket: Socket) => void> = {
  'closes the connection': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${size}Connection: close\r\n\r\n`);
    socket.end(body);
  },
  'keeps it alive': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${size}\r\n`);
    socket.write(body);
  },
  'speaks HTTP/1.0 without a length': (socket) => {
    socket.write('HTTP/1.0 200 OK\r\n\r\n');
    socket.end(body);
  },
  'sends chunks': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n`);
    socket.write(body);
    socket.end('\r\n0\r\n\r\n');
  },
};

/** Runs a server on a free port of loopback for as long as `use` takes. */
async function withServer<T>(answer: (socket: Socket) => void, use: (url: string) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** Reads slowly at first, so that the connection ends while most of the body waits to be read. */
async function readSlowly(url: string): Promise<Buffer> {
  const { body: stream } = await request(url);
  await sleep(10);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    if (chunks.length < 3) await sleep(5);
  }
  return Buffer.concat(chunks);
}

describe('a request to another server', () => {
  for (const [kind, answer] of Object.entries(servers)) {
    it(`brings every byte from a server that ${kind}, 50 times in one process`, async () => {
      await withServer(answer, async (url) => {
        const received = await Promise.all(Array.from({ length: 50 }, () => readSlowly(url)));
        for (const bytes of received) expect(bytes.equals(body)).to.equal(true);
      });
    });
  }

  it('fails the body of a response that breaks off, and nothing else', async () => {
    const breakOff = (socket: Socket): void => {
      socket.write(`HTTP/1.1 200 OK\r\n${size}\r\n`);
      socket.write(body.subarray(0, 100_000), () => socket.destroy());
    };
    await withServer(breakOff, async (url) => {
      for (let n = 0; n < 20; n++) {
        expect(await readSlowly(url).catch((error) => error)).to.include({ code: 'ECONNRESET' });
      }
    });
  });

  it('follows no redirect and returns the headers as they came', async () => {
    const redirect = (socket: Socket): void => {
      socket.end(
        'HTTP/1.1 302 Found\r\nLocation: /there\r\nX-Two: a\r\nX-Two: b\r\nContent-Length: 0\r\n\r\n',
      );
    };
    await withServer(redirect, async (url) => {
      const reply = await request(url);
      expect([reply.status, reply.headers.get('location')]).to.deep.equal([302, '/there']);
      expect(reply.headers.get('x-two')).to.equal('a, b');
      expect(await readText(reply)).to.equal('');
    });
  });

  it('ends with the reason of its signal: before it is sent, without a response, and while the body is read', async () => {
    const reason = new Error('enough');
    await withServer(
      () => {},
      async (url) => {
        expect(await request(url, { signal: AbortSignal.abort(reason) }).catch((error) => error)).to.equal(
          reason,
        );
        const controller = new AbortController();
        const sent = request(url, { signal: controller.signal }).catch((error) => error);
        await sleep(20);
        controller.abort(reason);
        expect(await sent).to.equal(reason);
      },
    );
    const stall = (socket: Socket): void => void socket.write(`HTTP/1.1 200 OK\r\n${size}\r\nbegun`);
    await withServer(stall, async (url) => {
      const controller = new AbortController();
      const reply = await request(url, { signal: controller.signal });
      const reading = readText(reply).catch((error) => error);
      await sleep(20);
      controller.abort(reason);
      expect(await reading).to.equal(reason);
    });
  });

  it('keeps no text larger than allowed', async () => {
    await withServer(servers['keeps it alive'] as (socket: Socket) => void, async (url) => {
      const error = await readText(await request(url), 1000).catch((reason) => reason);
      expect(error).to.be.instanceOf(RangeError);
    });
  });
});
