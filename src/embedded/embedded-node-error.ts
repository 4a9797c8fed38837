/**
 * Why there is no embedded node: another process has the HTTP port, another node has the data folder, it did not become
 * ready, set-up has not built it, or the caller aborted the start.
 */
export type EmbeddedNodeFailure = 'port-in-use' | 'data-in-use' | 'not-ready' | 'not-built' | 'aborted';

/** The embedded node cannot be used; the message says why and what to do, `failure` is for programs. */
export class EmbeddedNodeError extends Error {
  override readonly name = 'EmbeddedNodeError';

  constructor(
    readonly failure: EmbeddedNodeFailure,
    message: string,
  ) {
    super(message);
  }
}
