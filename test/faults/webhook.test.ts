import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { allQuestions } from '../../src/api/all-questions.js';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import type { LoadRun } from '../../src/model/load-run.js';
import { tokens } from '../support/api.js';
import { movieLine } from '../support/edition.js';
import { hydrate, movieTimes, writeMovies } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { marquee, type Outcome } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startWebhookListener, type WebhookListener } from '../support/webhook-listener.js';

describe('the webhook after operations over HTTP', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const secret = `whsec_${Buffer.from('a secret that nobody can guess').toString('base64')}`;
  let client: MarqueeClient;
  let input: string;
  let api: Serving | undefined;
  let listener: WebhookListener | undefined;

  before(async () => {
    client = new MarqueeClient({ node: await sharedNodeUrl() });
    input = await hydrate(folder, 10, movieTimes(2));
    await loadAndPublish(client, input);
  });
  afterEach(async () => {
    await listener?.close();
    await api?.stop();
  });
  after(() => client?.close());

  async function serveWith(statuses: readonly number[]): Promise<void> {
    listener = await startWebhookListener(statuses);
    api = await startServing(await sharedNodeUrl(), {
      MARQUEE_WEBHOOK_URL: listener.url,
      MARQUEE_WEBHOOK_SECRET: secret,
      LOG_LEVEL: 'info',
    });
  }
  async function post(operation: string, body: object): Promise<{ status: number; milliseconds: number }> {
    const began = performance.now();
    const { status } = await fetch(`${api?.url}/v1/operations/${operation}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${mintToken(tokens, { subject: 'alice', scope: 'admin', seconds: 60 })}`,
      },
      body: JSON.stringify(body),
    });
    return { status, milliseconds: performance.now() - began };
  }
  const hold = async (): Promise<string> => {
    const run = await loadEdition({ client, input, questions: allQuestions, force: true, publish: false });
    return run.edition as string;
  };
  const told = (at: number): { type: string; data: LoadRun } => {
    const { body, headers } = (listener as WebhookListener).received[at] as WebhookListener['received'][0];
    return new Webhook(secret).verify(body, headers) as { type: string; data: LoadRun };
  };

  it('posts, signed, what was published, rolled back and rejected, and by whom', async () => {
    await serveWith([]);
    const edition = await hold();
    const statuses = [
      (await post('publish', { edition })).status,
      (await post('publish', { edition })).status,
      (await post('rollback', {})).status,
      (await post('publish', { edition: '20010101000000' })).status,
    ];
    expect(statuses).to.deep.equal([200, 200, 200, 409]);
    // Publishing what is live already changes nothing, so nothing is posted.
    await eventually('three are told', () => listener?.received.length === 3);
    expect([0, 1, 2].map((at) => [told(at).type, told(at).data.verb])).to.deep.equal([
      ['load.published', 'publish'],
      ['load.published', 'rollback'],
      ['load.rejected', 'publish'],
    ]);
    expect(told(0).data).to.include({ edition, user: 'token:alice' });
    expect(told(2).data.error).to.include('20010101000000');
  });

  it('does not delay the response when its listener hangs, and is posted even when the server is told to stop', async () => {
    await serveWith([0]);
    const { status, milliseconds } = await post('publish', { edition: await hold() });
    expect(status).to.equal(200);
    expect(milliseconds).to.be.lessThan(4000);
    await eventually('it was sent', () => listener?.received.length === 1);
    await api?.stop();
    // The first attempt was given up after 5 s.
    expect(listener?.received).to.have.length(2);
    expect((await api?.run.ended)?.code).to.equal(0);
  });

  it('changes nothing when it fails; the log says so without the secret', async () => {
    await serveWith([404]);
    expect((await post('rollback', {})).status).to.equal(200);
    await eventually('it is logged', () => /was not delivered: it answered 404/.test(api?.run.err() ?? ''));
    expect(api?.run.err()).to.not.include(secret);
  });
});

describe('the webhook after a reload', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let listener: WebhookListener;
  let client: MarqueeClient;
  let settings: Record<string, string>;

  before(async () => {
    listener = await startWebhookListener();
    const node = await sharedNodeUrl();
    client = new MarqueeClient({ node });
    await loadAndPublish(client, await hydrate(folder, 100, movieTimes(1)));
    settings = {
      ELASTICSEARCH_URL: node,
      MARQUEE_WEBHOOK_URL: listener.url,
      MARQUEE_WEBHOOK_SECRET: 'a secret for the webhook',
    };
  });
  after(async () => {
    await listener.close();
    await client.close();
  });

  /** Reloads the first movies of the edition, with other figures. */
  async function reload(count: number): Promise<Outcome> {
    const edition = join(folder, String(count));
    await mkdir(edition);
    await writeMovies(
      edition,
      Array.from({ length: count }, (_, at) => movieLine(movieTimes(2)(at + 1))),
    );
    return await marquee(['reload', '--input', edition, '--out', join(edition, 'hydration')], settings);
  }

  it('is told a rejection and a success; when it is unreachable, nothing changes', async () => {
    expect((await reload(50)).code).to.equal(3);
    expect((await reload(99)).code).to.equal(0);
    expect(listener.received).to.have.length(2);
    expect(listener.received[0]?.headers['webhook-signature']).to.match(/^v1,[A-Za-z0-9+/]{43}=$/);
    await listener.close();
    const { code, err } = await reload(98);
    expect(code).to.equal(0);
    expect(err).to.match(/The webhook on 127\.0\.0\.1:\d+ was not delivered: .*ECONNREFUSED/);
  });

  it('is not configured without its secret', async () => {
    const { MARQUEE_WEBHOOK_SECRET: _, ...bare } = settings;
    const failed = await marquee(['rollback'], bare);
    expect(failed.code).to.equal(1);
    expect(failed.err).to.include('MARQUEE_WEBHOOK_SECRET is not set');
  });
});
