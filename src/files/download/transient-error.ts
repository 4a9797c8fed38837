import { maskUrl } from '../../http/mask-url.js';
import { DatasetError } from '../dataset-error.js';

/** A download failed in a way that may pass: it is tried again. */
export class TransientError extends Error {
  override readonly name = 'TransientError';

  /** @param retryAfter milliseconds that the server asked for. */
  constructor(
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Failures of a connection that do not pass: no such host, a certificate that is not trusted. */
const lasting = /^(?:ENOTFOUND|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_TLS_.*)$/;

/** What fetch failed of, for {@link TransientError}; fetch says only `fetch failed` or `terminated`, the reason is the cause. */
export function explainFailure(error: unknown, url: URL): TransientError | DatasetError {
  if (error instanceof TransientError) return error;
  const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  const why = cause?.message || cause?.code;
  const reason = why ? `${message}: ${why}` : message;
  if (!lasting.test(cause?.code ?? '')) return new TransientError(reason);
  return new DatasetError(`${maskUrl(url)} could not be downloaded: ${reason}; check the address`);
}
