import { maskUrl } from '../../http/mask-url.js';
import { DatasetError } from '../dataset-error.js';
import { TransientError } from './transient-error.js';

/** Statuses that may pass: the server is busy, restarts, or its own source is away. */
const passing = [408, 425, 429, 500, 502, 503, 504];

const advice: Partial<Record<number, string>> = {
  401: 'it asks for a sign-in: download the zip with a browser and give its path',
  403: 'it refuses: perhaps the link has expired, or needs a sign-in; download the zip with a browser and give its path',
  404: 'there is no such file: check the address',
  410: 'the file is no longer there: look for its new address',
};

/** The error for an answer that brings no file. */
export function explainStatus({ status, statusText, headers }: Response, url: URL): Error {
  const what = `the server answered ${status}${statusText ? ` ${statusText}` : ''}`;
  if (passing.includes(status)) return new TransientError(what, retryAfter(headers));
  const why = advice[status] ?? 'expected 200 and the zip of an edition: check the address';
  return new DatasetError(`${maskUrl(url)}: ${what}; ${why}`);
}

/** `Retry-After` in seconds or as a date; in milliseconds from now. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : undefined;
}
