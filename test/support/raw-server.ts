import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request as it came: its path and its header lines. */
type RawRequest = { path: string; head: string };

/** Writes the bytes of a response; whether the connection stays open is its own affair. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void | Promise<void>;

export type RawServer = { url: string; requests: RawRequest[]; close(): Promise<void> };

/** A server on loopback that writes responses byte by byte, also such as Node's own server would not write. */
export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = '';
    socket
      .on('error', () => {})
      .on('close', () => sockets.delete(socket))
      .on('data', (chunk) => {
        head += chunk;
        if (!head.endsWith('\r\n\r\n')) return;
        const request = { path: head.split(' ')[1] ?? '', head };
        head = '';
        requests.push(request);
        void Promise.resolve(answer(socket, request)).catch(() => socket.destroy());
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The kinds of servers that people download from, each giving one file. */
export function downloadServers(file: Buffer): Record<string, RawAnswer> {
  const size = `Content-Length: ${file.length}\r\n`;
  return {
    'closes the connection': (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${size}Connection: close\r\n\r\n`);
      socket.end(file);
    },
    'keeps the connection': (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${size}\r\n`);
      socket.write(file);
    },
    'speaks HTTP/1.0': (socket) => {
      socket.write('HTTP/1.0 200 OK\r\n\r\n');
      socket.end(file);
    },
    'sends no length': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
      socket.end(file);
    },
    'sends chunks': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n');
      for (let at = 0; at < file.length; at += 50_000) {
        const chunk = file.subarray(at, at + 50_000);
        socket.write(`${chunk.length.toString(16)}\r\n`);
        socket.write(chunk);
        socket.write('\r\n');
      }
      socket.end('0\r\n\r\n');
    },
    'breaks off in the middle': (socket, { head }) => {
      const start = Number(/^range: bytes=(\d+)-/im.exec(head)?.[1] ?? 0);
      const rest = file.subarray(start);
      const status =
        start > 0
          ? `206 Partial Content\r\nContent-Range: bytes ${start}-${file.length - 1}/${file.length}`
          : '200 OK';
      socket.write(`HTTP/1.1 ${status}\r\nETag: "a"\r\nContent-Length: ${rest.length}\r\n\r\n`);
      if (start > 0) socket.write(rest);
      else socket.write(rest.subarray(0, file.length / 2), () => setTimeout(() => socket.destroy(), 15));
    },
    crawls: async (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${size}Connection: close\r\n\r\n`);
      const step = Math.ceil(file.length / 20);
      for (let at = 0; at < file.length; at += step) {
        socket.write(file.subarray(at, at + step));
        await sleep(10);
      }
      socket.end();
    },
    redirects: (socket, { path }) => {
      if (path.startsWith('/file/')) {
        socket.write(`HTTP/1.1 200 OK\r\n${size}Connection: close\r\n\r\n`);
        socket.end(file);
      } else {
        socket.end(`HTTP/1.1 302 Found\r\nLocation: /file${path}\r\nContent-Length: 4\r\n\r\nhere`);
      }
    },
  };
}
