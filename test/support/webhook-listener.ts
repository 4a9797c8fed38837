import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type WebhookListener = {
  url: string;
  /** What it was sent, oldest first. */
  received: { headers: Record<string, string>; body: string }[];
  close(): Promise<void>;
};

/** A listener that answers as told, one status after the other, then 200; 0 is no answer at all. */
export async function startWebhookListener(statuses: readonly number[] = []): Promise<WebhookListener> {
  const received: WebhookListener['received'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const status = statuses[received.length] ?? 200;
      received.push({ headers: request.headers as Record<string, string>, body });
      if (status === 0) return;
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
