import { maskUrl } from '../../http/mask-url.js';
import type { HttpReply } from '../../http/request.js';
import { isTransientStatus, readRetryAfter } from '../../http/retry.js';
import { InputNotFoundError } from '../dataset-error.js';
import { TransientError } from './transient-error.js';

const advice: Partial<Record<number, string>> = {
  401: 'it asks for a sign-in: download the zip with a browser and give its path',
  403: 'access is denied: perhaps the link has expired, or needs a sign-in; download the zip with a browser and give its path',
  404: 'there is no such file: check the address',
  410: 'the file is no longer there: look for its new address',
};

/** Returns the error for an answer without a file. */
export function explainStatus({ status, headers, body }: HttpReply, url: URL): Error {
  const what = `the server answered ${status} ${body.statusMessage}`.trim();
  if (isTransientStatus(status)) return new TransientError(what, readRetryAfter(headers));
  const why = advice[status] ?? 'expected 200 and the zip of an edition: check the address';
  return new InputNotFoundError(`${maskUrl(url)}: ${what}; ${why}`);
}
