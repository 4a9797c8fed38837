import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readElasticsearchConfig } from '../../../src/config/elasticsearch-config.js';
import { createElasticClient, createReadingClient } from '../../../src/elasticsearch/create-client.js';
import { failureOf } from '../../support/failure.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { certify, startTlsProxy, type TlsProxy } from '../../support/tls-proxy.js';

describe('TLS to Elasticsearch', () => {
  const folder = temporaryFolder();
  let proxy: TlsProxy;
  let url = '';
  let fingerprint = '';
  let stranger = '';

  before(async function () {
    this.timeout(120_000);
    const [own, other] = await Promise.all([certify(), certify()]);
    writeFileSync(join(folder, 'ca.pem'), own.cert);
    writeFileSync(join(folder, 'other.pem'), other.cert);
    fingerprint = new X509Certificate(own.cert).fingerprint256;
    stranger = new X509Certificate(other.cert).fingerprint256;
    proxy = await startTlsProxy(await sharedNodeUrl(), own);
    url = proxy.url;
  });
  after(() => proxy?.close());

  async function ask(settings: Record<string, string>, at = url): Promise<string> {
    const config = readElasticsearchConfig({ ELASTICSEARCH_URL: url, ...settings });
    for (const client of [createElasticClient(at, config), createReadingClient(at, config, 5000)]) {
      try {
        await client.cluster.health();
      } finally {
        await client.close();
      }
    }
    return 'answered';
  }

  it('is trusted by the file of the authority, or by the fingerprint of its certificate, with or without colons', async () => {
    expect(await ask({ ELASTICSEARCH_CA: join(folder, 'ca.pem') })).to.equal('answered');
    expect(await ask({ ELASTICSEARCH_CA_FINGERPRINT: fingerprint })).to.equal('answered');
    const plain = fingerprint.replaceAll(':', '').toLowerCase();
    expect(await ask({ ELASTICSEARCH_CA_FINGERPRINT: plain })).to.equal('answered');
  });

  it('is rejected without either, with another authority, and with the fingerprint of another', async () => {
    for (const settings of [{}, { ELASTICSEARCH_CA: join(folder, 'other.pem') }]) {
      expect((await failureOf(ask(settings))).name).to.equal('ConnectionError');
    }
    const { message } = await failureOf(ask({ ELASTICSEARCH_CA_FINGERPRINT: stranger }));
    expect(message).to.include(stranger).and.include(fingerprint).and.include('ELASTICSEARCH_CA');
  });

  it('is rejected when a stranger shows the certificate of the authority beside a forged one', async () => {
    const authority = readFileSync(join(folder, 'ca.pem'), 'utf8');
    // The same names as the real one, signed by an unknown authority.
    const forged = await certify();
    const middle = await startTlsProxy(await sharedNodeUrl(), {
      ...forged,
      cert: `${forged.cert}\n${authority}`,
    });
    const itsUrl = middle.url;
    const error = await failureOf(
      ask({ ELASTICSEARCH_URL: itsUrl, ELASTICSEARCH_CA_FINGERPRINT: fingerprint }, itsUrl),
    );
    await middle.close();
    expect(error.name).to.equal('ConnectionError');
  });

  it('needs a valid fingerprint, one of the two variables, and https', () => {
    const read = (settings: Record<string, string>) => () => readElasticsearchConfig(settings);
    expect(read({ ELASTICSEARCH_URL: url, ELASTICSEARCH_CA_FINGERPRINT: 'AB:CD' })).to.throw(
      /ELASTICSEARCH_CA_FINGERPRINT is .AB:CD.: must be a SHA-256 fingerprint/,
    );
    expect(
      read({ ELASTICSEARCH_URL: 'http://127.0.0.1:9200', ELASTICSEARCH_CA_FINGERPRINT: fingerprint }),
    ).to.throw(/https/);
    expect(
      read({ ELASTICSEARCH_URL: url, ELASTICSEARCH_CA: 'a.pem', ELASTICSEARCH_CA_FINGERPRINT: fingerprint }),
    ).to.throw(/exclude each other/);
  });
});
