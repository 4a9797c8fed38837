import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from './problem.js';

/** Sends a problem for bytes that Node could not read as a request, which never reach Koa, and closes the connection. */
export function rejectUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = toProblem(error.code);
  const body = JSON.stringify({ ...problem.toJSON(), requestId: randomUUID() });
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function toProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem('headers-too-large', 'Request line and headers have more than 16 KB.');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem(
      'request-timeout',
      'The request did not arrive within 10 s (request line and headers) or 30 s (all of it).',
    );
  }
  return new Problem('malformed-request', 'The request is not HTTP/1.1.');
}
