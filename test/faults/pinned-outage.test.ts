import { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { eventually } from '../support/process.js';
import { getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { type Certificate, certify, startTlsProxy, type TlsProxy } from '../support/tls-proxy.js';

describe('an API that is configured with the fingerprint of its cluster', function () {
  this.timeout(120_000);
  loadedEdition([movieLine({ id: '1' })]);
  const key = 'a key that nobody else may see';
  let own: Certificate;
  let other: Certificate;
  let target: string;
  let api: Serving | undefined;
  const proxies: TlsProxy[] = [];

  before(async () => {
    [own, other] = await Promise.all([certify(), certify()]);
    target = await sharedNodeUrl();
  });
  afterEach(async () => {
    await api?.stop();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });

  async function proxyWith(certificate: Certificate, port?: number): Promise<TlsProxy> {
    const proxy = await startTlsProxy(target, certificate, port);
    proxies.push(proxy);
    return proxy;
  }
  const close = (proxy: TlsProxy) => proxies.splice(proxies.indexOf(proxy), 1)[0]?.close();
  const fingerprintOf = ({ cert }: Certificate) => new X509Certificate(cert).fingerprint256;
  const serveAt = async ({ url }: TlsProxy, certificate: Certificate) => {
    api = await startServing(url, {
      ELASTICSEARCH_CA_FINGERPRINT: fingerprintOf(certificate),
      ELASTICSEARCH_API_KEY: key,
      LOG_LEVEL: 'warn',
    });
  };
  const statuses = async () => [
    (await getFrom(`${api?.url}/livez`)).status,
    (await getFrom(`${api?.url}/readyz`)).status,
    (await getFrom(`${api?.url}/v1/genres`)).body.type,
  ];
  const away = [200, 503, '/problems/elasticsearch-unavailable'];

  it('starts without the cluster, sends nothing to an impostor, and serves once the cluster is there', async () => {
    const closed = await proxyWith(own);
    await close(closed);
    await serveAt(closed, own);
    expect(await statuses()).to.deep.equal(away);
    const began = performance.now();
    expect((await getFrom(`${api?.url}/v1/genres`)).headers.get('retry-after')).to.equal('5');
    expect(performance.now() - began).to.be.lessThan(2000);

    for (const impostor of [other, { ...other, cert: `${other.cert}\n${own.cert}` }]) {
      const proxy = await proxyWith(impostor, closed.port);
      await eventually('it was looked at', () => proxy.connections > 2);
      expect(await statuses()).to.deep.equal(away);
      expect({ bytes: proxy.bytes, requests: proxy.headers.length }).to.deep.equal({ bytes: 0, requests: 0 });
      await close(proxy);
    }

    const real = await proxyWith(own, closed.port);
    const isBack = performance.now();
    for (;;) {
      if ((await getFrom(`${api?.url}/readyz`)).status === 200) break;
      expect(performance.now() - isBack).to.be.lessThan(15_000);
      await sleep(50);
    }
    process.stdout.write(`      ready ${(performance.now() - isBack).toFixed(0)} ms after it was there\n`);
    expect((await getFrom(`${api?.url}/v1/genres`)).status).to.equal(200);
    expect(real.headers.every(({ authorization }) => authorization === `ApiKey ${key}`)).to.equal(true);
    expect(api?.run.err()).to.not.include(key);
  });

  it('never trusts a cluster with another fingerprint, and logs the one it got', async () => {
    const real = await proxyWith(own);
    await serveAt(real, other);
    await eventually('it was looked at', () => real.connections > 4);
    expect(await statuses()).to.deep.equal(away);
    expect({ bytes: real.bytes, requests: real.headers.length }).to.deep.equal({ bytes: 0, requests: 0 });
    const [line] = (api?.run.err() ?? '').split('\n');
    expect(JSON.parse(line as string).reason)
      .to.include(`ELASTICSEARCH_CA_FINGERPRINT is ${fingerprintOf(other)}`)
      .and.include(fingerprintOf(own));
  });
});
