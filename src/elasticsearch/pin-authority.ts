import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, connect, type DetailedPeerCertificate } from 'node:tls';
import type { ElasticsearchConfig } from '../config.js';
import { ConfigError } from '../config-error.js';

/** Milliseconds that a node may take to show its certificates. */
const timeout = 10_000;

/**
 * Where the authority is known by its fingerprint alone, fetches its certificate from the cluster, so that every
 * connection is checked in full by it: signatures, dates and host names. (The client's own check of a fingerprint looks
 * at the names in a chain, not at its signatures.)
 * @throws {ConfigError} when no node shows a certificate with that fingerprint
 */
export async function pinAuthority(config: ElasticsearchConfig): Promise<ElasticsearchConfig> {
  const { url, caFingerprint } = config;
  if (url === undefined || caFingerprint === undefined) return config;
  const failures: string[] = [];
  for (const node of url.split(',')) {
    const { hostname, port, host } = new URL(node);
    try {
      const chain = await fetchChain({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 443) });
      const authority = chain.find(({ fingerprint256 }) => fingerprint256 === caFingerprint);
      if (authority !== undefined) return { ...config, authority: authority.toString() };
      failures.push(`${host} shows ${chain.map(({ fingerprint256 }) => fingerprint256).join(' ← ')}`);
    } catch (error) {
      failures.push(`${host}: ${(error as Error).message}`);
    }
  }
  throw new ConfigError(
    `ELASTICSEARCH_CA_FINGERPRINT is ${caFingerprint}, and no node has a certificate of that authority (${failures.join('; ')}). If it is the right one, make the nodes send its certificate with theirs, or set ELASTICSEARCH_CA.`,
  );
}

/** What a server presents, its own certificate first. Nothing is sent to it, and nothing it says is believed yet. */
function fetchChain(to: ConnectionOptions): Promise<X509Certificate[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...to, rejectUnauthorized: false, timeout }, () => {
      const chain: X509Certificate[] = [];
      let one: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
      // An authority is its own issuer.
      while (one?.raw !== undefined && chain.at(-1)?.fingerprint256 !== one.fingerprint256) {
        chain.push(new X509Certificate(one.raw));
        one = one.issuerCertificate;
      }
      socket.destroy();
      resolve(chain);
    });
    socket.on('timeout', () => socket.destroy(new Error(`no certificate within ${timeout / 1000} s`)));
    socket.on('error', reject);
  });
}
