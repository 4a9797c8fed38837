/**
 * Why there is no embedded node: another process holds the HTTP port, another node holds the data folder, it did not
 * get ready, set-up has not built it, or the caller gave up waiting.
 */
export type EmbeddedNodeFailure = 'port-in-use' | 'data-in-use' | 'not-ready' | 'not-built' | 'aborted';

/** The embedded node cannot be used; the message is for people and says what to do, `failure` is for programs. */
export class EmbeddedNodeError extends Error {
  override readonly name = 'EmbeddedNodeError';

  constructor(
    readonly failure: EmbeddedNodeFailure,
    message: string,
  ) {
    super(message);
  }
}
