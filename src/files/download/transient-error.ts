import { maskUrl } from '../../http/mask-url.js';
import { DatasetError } from '../dataset-error.js';

/** A download failed, and a retry may help. */
export class TransientError extends Error {
  override readonly name = 'TransientError';

  /** @param retryAfter - milliseconds that the server asked to wait */
  constructor(
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Failures of a connection that a retry does not help: no such host, a certificate that is not trusted. */
const permanent = /^(?:ENOTFOUND|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_TLS_.*)$/;

/** Returns the error for a request that failed without a response, or while its body was read. */
export function explainFailure(error: unknown, url: URL): TransientError | DatasetError {
  if (error instanceof TransientError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  const reason = message || String(code);
  if (!permanent.test(code ?? '')) return new TransientError(reason);
  return new DatasetError(`${maskUrl(url)} could not be downloaded: ${reason}; check the address`);
}
