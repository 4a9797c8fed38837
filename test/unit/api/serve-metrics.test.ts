import { expect } from 'chai';
import { serveMetrics } from '../../../src/api/serve-metrics.js';

describe('serveMetrics', () => {
  let scrape = async (): Promise<string> => 'marquee_build_info 1\n';
  let server: Awaited<ReturnType<typeof serveMetrics>>;

  before(async () => {
    server = await serveMetrics(() => scrape(), { host: '127.0.0.1', port: 0 });
  });
  after(() => server.close());

  it('serves the metrics without a token, as text that is not cached', async () => {
    const response = await fetch(`${server.url}/metrics`);
    expect([response.status, await response.text()]).to.deep.equal([200, 'marquee_build_info 1\n']);
    expect(response.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
    expect(response.headers.get('cache-control')).to.equal('no-store');
  });

  it('serves nothing else', async () => {
    const statuses = await Promise.all(
      ['/', '/v1/genres', '/readyz', '/metrics/'].map(
        async (path) => (await fetch(server.url + path)).status,
      ),
    );
    expect(statuses).to.deep.equal([404, 404, 404, 404]);
    expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).to.equal(405);
  });

  it('returns 500 when the metrics cannot be read', async () => {
    scrape = () => Promise.reject(new Error('a worker is gone'));
    expect((await fetch(`${server.url}/metrics`)).status).to.equal(500);
  });

  it('names its variable when the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    const error = await serveMetrics(scrape, { host: '127.0.0.1', port }).catch((one: Error) => one);
    expect((error as Error).message)
      .to.include(`Port ${port}`)
      .and.include('MARQUEE_METRICS_PORT');
  });
});
