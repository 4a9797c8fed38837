import type { ServerResponse } from 'node:http';
import { type ApiServer, serve } from './serve.js';

/**
 * Serves `/metrics`, and nothing else, on a port of its own without a token: who reaches that port is for a network policy
 * or a firewall to decide.
 */
export const serveMetrics = (
  scrape: () => Promise<string>,
  address: { host: string; port: number },
): Promise<ApiServer> =>
  serve(
    ({ method, url }, response) => {
      if (url !== '/metrics') return void response.writeHead(404).end();
      if (method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end();
      void answer(scrape, response);
    },
    { ...address, portVariable: 'MARQUEE_METRICS_PORT' },
  );

async function answer(scrape: () => Promise<string>, response: ServerResponse): Promise<void> {
  try {
    const metrics = await scrape();
    response.writeHead(200, { 'Content-Type': metricsType, 'Cache-Control': 'no-store' }).end(metrics);
  } catch {
    response.writeHead(500).end();
  }
}

/** The text format of Prometheus. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';
