import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { goodToken } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { eventually } from '../support/process.js';
import { getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Sockets that this process and the server's may each have open, less what they need themselves. */
const socketLimit = Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' })) - 1000;
const connections = Math.min(10_000, Number.isNaN(socketLimit) ? 10_000 : socketLimit);

describe('a server under abuse', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let api: Serving;
  let port: number;

  before(async () => {
    const url = await sharedNodeUrl();
    const client = new MarqueeClient({ node: url });
    await loadAndPublish(client, await hydrate(folder, 40, movieTimes(2)));
    await client.close();
    api = await startServing(url);
    port = Number(new URL(api.url).port);
  });
  after(() => api?.stop());

  const open = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket));
      socket.once('error', reject);
      // Being cut off is what the abuser has to expect.
      socket.on('error', () => {});
    });
  const openMany = async (count: number): Promise<Socket[]> => {
    const sockets: Socket[] = [];
    while (sockets.length < count) {
      const batch = Math.min(200, count - sockets.length);
      sockets.push(...(await Promise.all(Array.from({ length: batch }, open))));
    }
    return sockets;
  };
  /** All that a socket receives until it is closed, or for so long. */
  const received = async (socket: Socket, limit: number): Promise<string> => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await Promise.race([new Promise((resolve) => socket.once('close', resolve)), sleep(limit)]);
    return text;
  };
  const rss = (): number =>
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(api.run.process.pid)], { encoding: 'utf8' })) /
    1024;
  /** A well-behaved reader, with a new question each time. */
  let polite = 1;
  const expectPoliteServed = async (): Promise<void> => {
    const { status } = await getFrom(`${api.url}/v1/companies/7/summary-by-year?from=${polite++}`);
    expect(status).to.equal(200);
  };

  it('cuts off clients that send the head of a request byte by byte (slowloris), and serves others meanwhile', async () => {
    const sockets = await openMany(300);
    let closed = 0;
    const said = received(sockets[0] as Socket, 30_000);
    for (const socket of sockets) {
      socket.on('close', () => closed++).resume();
      socket.write('GET /v1/genres HTTP/1.1\r\nHost: x\r\n');
    }
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('X-a: b\r\n');
    }, 500);
    await sleep(1000);
    await expectPoliteServed();
    await eventually('all are cut off', () => closed === sockets.length, 30_000);
    clearInterval(drip);
    expect(await said).to.match(/^HTTP\/1\.1 408 [\s\S]*"type":"\/problems\/request-timeout"/);
    await expectPoliteServed();
  });

  it(`serves others beside ${connections} idle connections, and closes these`, async () => {
    const sockets = await openMany(connections);
    let closed = 0;
    for (const socket of sockets) socket.on('close', () => closed++).resume();
    await expectPoliteServed();
    expect(rss()).to.be.lessThan(700);
    await eventually('all are cut off', () => closed === sockets.length, 40_000);
    await expectPoliteServed();
  });

  it('does not buffer bodies of 100 MB, which no route accepts', async () => {
    const before = rss();
    for (const method of ['POST', 'GET'] as const) {
      const socket = await open();
      const answer = received(socket, 20_000);
      socket.write(
        `${method} /v1/genres HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${goodToken()}\r\nContent-Length: 104857600\r\nConnection: close\r\n\r\n`,
      );
      const chunk = randomBytes(1024 * 1024);
      for (let sent = 0; sent < 100 && socket.writable; sent++) {
        if (!socket.write(chunk)) {
          await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), sleep(500)]);
        }
      }
      // Cut off while it was still sending, a client may not get to see the answer.
      expect(await answer).to.match(/^(?:$|HTTP\/1\.1 (?:405|200|4\d\d) )/);
      socket.destroy();
      await expectPoliteServed();
    }
    expect(rss() - before).to.be.lessThan(80);
  });

  it('answers 431 to a flood of headers of any shape', async () => {
    const floods = [
      Array.from({ length: 5000 }, (_, at) => `X-${at}: 1\r\n`).join(''),
      `X-Long: ${'a'.repeat(1_000_000)}\r\n`,
      `Cookie: ${'a=b; '.repeat(20_000)}\r\n`,
    ];
    for (const flood of floods) {
      const socket = await open();
      const answer = received(socket, 5000);
      socket.write(`GET /v1/genres HTTP/1.1\r\nHost: x\r\n${flood}\r\n`);
      expect(await answer).to.match(/^HTTP\/1\.1 431 [\s\S]*problems\/headers-too-large/);
    }
    await expectPoliteServed();
  });

  it('lets no path trick reach another route or file', async () => {
    const tricks = [
      '/v1/../../../etc/passwd',
      '/v1/%2e%2e/%2e%2e/_cluster/health',
      '//v1//genres',
      '/v1/companies/7%2f..%2f..%2f_search',
      '/v1/companies/..%5c..%5c_cat',
      '/v1/companies/%00',
      '/v1/companies/7;/summary-by-year',
      '/V1/genres',
      '/_cat/indices',
      '/marquee-loads/_search',
      '/v1/companies/*',
      '/v1/companies/7,8/summary-by-year',
      'http://127.0.0.1:9200/_cat/indices',
      '/v1/%ZZ',
    ];
    for (const trick of tricks) {
      const socket = await open();
      const answer = received(socket, 5000);
      socket.write(
        `GET ${trick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${goodToken()}\r\nConnection: close\r\n\r\n`,
      );
      expect(await answer, trick).to.match(/^HTTP\/1\.1 4\d\d [\s\S]*\/problems\//);
    }
    await expectPoliteServed();
  });

  it('rejects a flood of unsigned tokens, caches none of them, and serves others meanwhile', async () => {
    const before = rss();
    const [head, body] = goodToken().split('.');
    let served = 0;
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          fetch(`${api.url}/v1/genres`, {
            headers: {
              Authorization: `Bearer ${head}.${body}.${randomBytes(at % 10 === 0 ? 4000 : 32).toString('base64url')}`,
            },
          }).then(async (response) => {
            await response.text();
            return response.status;
          }),
        ),
      );
      expect([...new Set(answers)]).to.deep.equal([401]);
      await expectPoliteServed();
      served++;
    }
    expect(served).to.equal(20);
    expect(rss() - before).to.be.lessThan(120);
  });
});
