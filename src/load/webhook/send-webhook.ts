import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadRun } from '../../model/load-run.js';

/** Where runs are told of, and the secret that signs what is told. */
export type WebhookConfig = Readonly<{ url: string; secret: string }>;

/** Attempts, milliseconds that one may take, and the pause before the second, which doubles. */
const [attempts, timeout, firstPause] = [4, 5_000, 500];

/**
 * Tells a web server how a run ended, signed as the Standard Webhooks specification says: the headers `webhook-id`,
 * `webhook-timestamp` (seconds) and `webhook-signature`, `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`.
 * The id stays the same when it is tried again.
 * @returns undefined when it was told, else why not: the run is over, and no error of a listener changes that
 */
export async function sendWebhook({ url, secret }: WebhookConfig, run: LoadRun): Promise<string | undefined> {
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
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(firstPause * 2 ** (attempt - 1));
    try {
      const init = { method: 'POST', headers, body, redirect: 'error' as const };
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeout) });
      await response.body?.cancel();
      if (response.ok) return undefined;
      reason = `it answered ${response.status}`;
      // Only what may pass is tried again.
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      reason = describe(error as Error);
    }
  }
  return `The webhook on ${new URL(url).host} was not told: ${reason}`;
}

const sign = (secret: string, text: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(text).digest('base64')}`;

/** Secrets of the specification are base64 behind `whsec_`; any other text is taken as it is. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);

const describe = ({ name, message, cause }: Error): string =>
  name === 'TimeoutError'
    ? `no answer within ${timeout / 1000} s`
    : cause instanceof Error
      ? cause.message
      : message;
