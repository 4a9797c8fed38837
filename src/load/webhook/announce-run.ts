import type { LoadRun } from '../../model/load-run.js';
import { sendWebhook, type WebhookConfig } from './send-webhook.js';

/**
 * Tells the webhook, where there is one, how a run ended. Nobody needs to be told that nothing happened.
 * @returns why it could not be told, which changes nothing about the run
 */
export async function tellOfRun(
  webhook: WebhookConfig | undefined,
  run: LoadRun,
): Promise<string | undefined> {
  if (webhook === undefined || run.outcome === 'unchanged') return undefined;
  return await sendWebhook(webhook, run);
}
