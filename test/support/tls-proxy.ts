import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A self-signed certificate and its key. */
export type Certificate = { cert: string; private: string };

/** Makes an authority that is its own server, on 127.0.0.1. */
export const certify = (): Promise<Certificate> =>
  generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });

export type TlsProxy = {
  url: string;
  port: number;
  /** Of every request that came. */
  headers: IncomingHttpHeaders[];
  /** Bytes that came after the handshakes, requests or not. */
  bytes: number;
  /** Connections that were begun, whatever became of them. */
  connections: number;
  close(): Promise<void>;
};

/** TLS before an Elasticsearch that has none. */
export async function startTlsProxy(target: string, certificate: Certificate, at = 0): Promise<TlsProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    self.headers.push(headers);
    const passed = request({ hostname, port, method, path, headers, agent: false }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.on('connection', () => self.connections++);
  server.on('secureConnection', (socket) => {
    socket.on('data', (chunk: Buffer) => {
      self.bytes += chunk.length;
    });
  });
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const self: TlsProxy = {
    url: `https://127.0.0.1:${own}`,
    port: own,
    headers: [],
    bytes: 0,
    connections: 0,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return self;
}
