import { maskUrl } from '../../http/mask-url.js';
import { InputNotFoundError } from '../dataset-error.js';
import { defaultLimits } from '../download/download-options.js';
import { explainStatus } from '../download/explain-status.js';
import { conditionalHeaders, serverMetaOf } from '../download/resumption.js';
import { sendRequest } from '../download/send-request.js';
import type { Arrival } from './inbox.js';

/** A URL whose file changes from month to month. */
export class WatchedUrl {
  readonly #url: URL;
  #known: { etag: string | null; lastModified: string | null } | undefined;

  constructor(url: URL) {
    this.#url = url;
  }

  /**
   * Returns the file with what the server says of its version. Of an unchanged one the server sends no byte.
   * @throws {TransientError} or {DownloadError} when there is no answer; {InputNotFoundError} when there is no file, or
   *   nothing by which a change could be noticed
   */
  async look(signal: AbortSignal): Promise<Arrival[]> {
    const headers =
      this.#known === undefined ? {} : conditionalHeaders({ size: 0, meta: { ...this.#known, total: null } });
    const within = AbortSignal.any([signal, AbortSignal.timeout(defaultLimits.answerWithin)]);
    const response = await sendRequest(this.#url, headers, defaultLimits, within);
    response.body.on('error', () => {}).destroy();
    if (response.status !== 304 || this.#known === undefined) {
      if (response.status !== 200) throw explainStatus(response, this.#url);
      const { etag, lastModified } = serverMetaOf(response);
      if (etag === null && lastModified === null) {
        throw new InputNotFoundError(
          `${maskUrl(this.#url)}: the server sends neither ETag nor Last-Modified, so that a change cannot be noticed; load it with marquee reload`,
        );
      }
      this.#known = { etag, lastModified };
    }
    const { etag, lastModified } = this.#known;
    return [{ input: this.#url.href, version: `${etag ?? ''} ${lastModified ?? ''}` }];
  }
}
