import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { getFrom, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
};

/** A collector that keeps what it was sent. */
async function startCollector(): Promise<{ url: string; spans: Span[]; close(): void }> {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, spans, close: () => server.close() };
}

describe('tracing', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  it('records a request, its search below it and its caller above it, but not what was searched for', async () => {
    const node = await sharedNodeUrl();
    const client = new MarqueeClient({ node });
    const collector = await startCollector();
    await loadAndPublish(client, await hydrate(folder, 20, movieTimes(1)));
    const api = await startServing(node, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const [traceId, caller] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const { status } = await getFrom(`${api.url}/v1/movies/search?q=secretwish`, {
      headers: { traceparent: `00-${traceId}-${caller}-01` },
    });
    expect(status).to.equal(200);
    await api.stop();
    const request = collector.spans.find(({ name }) => name === 'GET /v1/movies/search');
    expect(request?.traceId).to.equal(traceId);
    expect(request?.parentSpanId).to.equal(caller);
    const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(below.length).to.be.greaterThan(0);
    expect(JSON.stringify(collector.spans)).to.not.include('secretwish');
    collector.close();
    await client.close();
  });

  it('records a load and its stages', async () => {
    const collector = await startCollector();
    const hydration = await hydrate(folder, 20, movieTimes(3));
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const { code, err } = await start(
      process.execPath,
      [cli, 'load', '--input', hydration, '--accept-shrink', '--quiet'],
      { ELASTICSEARCH_URL: await sharedNodeUrl(), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    ).ended;
    expect(code, err).to.equal(0);
    const run = collector.spans.find(({ name }) => name === 'marquee load');
    const outcome = run?.attributes.find(({ key }) => key === 'marquee.outcome')?.value.stringValue;
    expect(outcome).to.equal('published');
    const stages = collector.spans.filter(({ parentSpanId }) => parentSpanId === run?.spanId);
    expect(stages.map(({ name }) => name)).to.include.members(['send', 'verify', 'publish']);
    collector.close();
  });
});
