import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from '../../http/request.js';
import { type BackOff, isTransientStatus, pauseBefore } from '../../http/retry.js';
import type { LoadRun } from '../../model/load-run.js';

/** Where the outcomes of runs are sent, and the secret that signs them. */
export type WebhookConfig = Readonly<{ url: string; secret: string }>;

/** Milliseconds that one attempt may take. */
const timeout = 5_000;

/** Short, because the command waits for the delivery. */
const defaultBackOff: BackOff = { retries: 3, firstMs: 1000, longestMs: 4000 };

/**
 * Sends the outcome of a run, signed as the Standard Webhooks specification says: the headers `webhook-id`,
 * `webhook-timestamp` (seconds) and `webhook-signature`, `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`.
 * Retries have the same id.
 * @returns undefined when it was delivered, else why not: the run is over, and a failed delivery does not change that
 */
export async function sendWebhook(
  { url, secret }: WebhookConfig,
  run: LoadRun,
  backOff = defaultBackOff,
): Promise<string | undefined> {
  const timestamp = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    type: `load.${run.outcome}`,
    timestamp: new Date(1000 * timestamp).toISOString(),
    data: run,
  });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': run.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign(secret, `${run.id}.${timestamp}.${body}`),
  };
  let reason = '';
  for (let attempt = 0; attempt <= backOff.retries; attempt++) {
    if (attempt > 0) await sleep(pauseBefore(attempt - 1, backOff));
    try {
      const signal = AbortSignal.timeout(timeout);
      const { status, body: reply } = await request(url, { method: 'POST', headers, body, signal });
      reply.destroy();
      if (status >= 200 && status < 300) return undefined;
      reason = `it answered ${status}`;
      if (!isTransientStatus(status)) break;
    } catch (error) {
      reason = describe(error as Error);
    }
  }
  return `The webhook on ${new URL(url).host} was not delivered: ${reason}`;
}

const sign = (secret: string, text: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(text).digest('base64')}`;

/** The specification's secrets are `whsec_` and base64; any other text is used as it is. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);

const describe = ({ name, message, code }: NodeJS.ErrnoException): string =>
  name === 'TimeoutError' ? `no answer within ${timeout / 1000} s` : message || String(code);
