import { X509Certificate } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, type DetailedPeerCertificate } from 'node:tls';

/** Milliseconds that a node may take to present its certificates, unless the request's time-out is shorter. */
const longest = 10_000;

/**
 * Connects to a node whose certificate authority is known by its fingerprint only. Before the first connection the agent
 * fetches the authority's certificate from the node, so that every connection is verified in full: signatures, dates and
 * host names. (The client's own check of a fingerprint compares the names in a chain, not its signatures.) When a node is
 * unavailable or presents other certificates, the next connection fetches them again; until then nothing is sent.
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

/** Returns the authority's certificate. @throws when the node does not answer, or no certificate has that fingerprint */
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

/** Returns the chain that a server presents, its own certificate first. Nothing is sent to it, and nothing trusted yet. */
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
