import { maskUrl } from '../../http/mask-url.js';

/** A request failed, and a retry within the same run may help. */
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

/** A download failed for a reason that says nothing of the edition and may pass: a later run may succeed. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

/** Failures of a connection that a retry within the same run does not help: no such host, a certificate that is not trusted. */
const lasting = /^(?:ENOTFOUND|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_TLS_.*)$/;

/** Returns the error for a request that failed without a response, or while its body was read. */
export function explainFailure(error: unknown, url: URL): TransientError | DownloadError {
  if (error instanceof TransientError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  const reason = message || String(code);
  if (!lasting.test(code ?? '')) return new TransientError(reason);
  return new DownloadError(
    `${maskUrl(url)} could not be downloaded: ${reason}; check the address and the network, and run it again`,
  );
}
