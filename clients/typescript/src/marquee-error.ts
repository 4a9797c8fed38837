/** An invalid parameter: its value, what is allowed, and what was probably meant. */
export type ParameterError = { parameter: string; value: unknown; allowed: string; suggestion?: string };

/** An error of the API: problem details (RFC 9457). */
export class MarqueeError extends Error {
  override readonly name = 'MarqueeError';

  constructor(
    readonly status: number,
    /** Such as `invalid-parameter`; /problems/KIND of the server explains it. */
    readonly kind: string,
    detail: string,
    readonly errors: readonly ParameterError[],
    /** The same as in the server's log. */
    readonly requestId: string | undefined,
    /** Seconds after which it may be tried again. */
    readonly retryAfter: number | undefined,
  ) {
    super(detail);
  }
}

/** Returns the error that a response is. */
export async function toError(response: Response): Promise<MarqueeError> {
  const problem: Record<string, unknown> = await response.json().catch(() => ({}));
  const retryAfter = response.headers.get('Retry-After');
  return new MarqueeError(
    response.status,
    String(problem.type ?? '').replace('/problems/', ''),
    String(problem.detail ?? response.statusText),
    Array.isArray(problem.errors) ? problem.errors : [],
    response.headers.get('X-Request-Id') ?? undefined,
    retryAfter === null ? undefined : Number(retryAfter),
  );
}
