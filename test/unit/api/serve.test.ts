import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { serve } from '../../../src/api/serve.js';

describe('serve', () => {
  it('stops as soon as the last response is sent, even when its headers had promised to keep the connection', async () => {
    let finish = (): void => undefined;
    const server = await serve(
      (_, response) => {
        response.write('the first half, ');
        finish = () => response.end('the second');
      },
      { host: '127.0.0.1', port: 0, drainMilliseconds: 60_000 },
    );
    const agent = new Agent({ keepAlive: true });
    const [reply] = await once(get(server.url, { agent }), 'response');
    const stopped = server.close().then(() => 'stopped');
    finish();
    expect(await text(reply)).to.equal('the first half, the second');
    expect(await Promise.race([stopped, sleep(20_000, 'waiting', { ref: false })])).to.equal('stopped');
    agent.destroy();
  });
});
