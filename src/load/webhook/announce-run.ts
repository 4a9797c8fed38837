import type { LoadRun } from '../../model/load-run.js';
import { sendWebhook, type WebhookConfig } from './send-webhook.js';

/**
 * Sends the outcome of a run to the webhook, if one is configured; not of a run that changed nothing.
 * @returns why it could not be delivered, which does not change the outcome of the run
 */
export async function announceRun(
  webhook: WebhookConfig | undefined,
  run: LoadRun,
): Promise<string | undefined> {
  if (webhook === undefined || run.outcome === 'unchanged') return undefined;
  return await sendWebhook(webhook, run);
}
