import { X509Certificate } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, type DetailedPeerCertificate } from 'node:tls';

/** Milliseconds that a node may take to show its certificates, where the request has no less. */
const longest = 10_000;

/**
 * Connections to a node whose authority is known by its fingerprint alone. Before the first of them it fetches the
 * authority's certificate from the node, so that every connection is checked in full by it: signatures, dates and host
 * names. (The client's own check of a fingerprint looks at the names in a chain, not at its signatures.) A node that is
 * away, or shows other certificates, is looked at anew for the next connection; until then nothing is sent to it.
 */
export class PinnedAgent extends Agent {
  readonly #fingerprint: string;
  #authority: Promise<string> | undefined;

  /** @param fingerprint - SHA-256 of the authority's certificate: `AB:CD:…` */
  constructor(fingerprint: string) {
    super({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256, scheduling: 'lifo' });
    this.#fingerprint = fingerprint;
  }

  override createConnection(
    options: RequestOptions,
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined {
    this.#authority ??= fetchAuthority(this.#fingerprint, options).catch((error: unknown) => {
      this.#authority = undefined;
      throw error;
    });
    this.#authority
      .then((ca) => callback(null, super.createConnection({ ...options, ca }) as Duplex))
      .catch(callback);
  }
}

/** @throws when the node does not answer, or has no certificate with that fingerprint */
async function fetchAuthority(
  fingerprint: string,
  { host, port, servername = '', timeout = longest }: RequestOptions & { servername?: string | undefined },
): Promise<string> {
  const to = { host: host ?? '', port: Number(port || 443), servername };
  const chain = await fetchChain(to, Math.min(timeout, longest));
  const authority = chain.find(({ fingerprint256 }) => fingerprint256 === fingerprint);
  if (authority !== undefined) return authority.toString();
  throw new Error(
    `ELASTICSEARCH_CA_FINGERPRINT is ${fingerprint}, and ${host}:${port} shows ${chain.map(({ fingerprint256 }) => fingerprint256).join(' ← ')}. If it is the right one, make the nodes send their authority's certificate with theirs, or set ELASTICSEARCH_CA`,
  );
}

/** What a server presents, its own certificate first. Nothing is sent to it, and nothing it says is believed yet. */
function fetchChain(to: ConnectionOptions, timeout: number): Promise<X509Certificate[]> {
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
