import { type ProblemKind, problemKinds } from './problem-kinds.js';

/** An invalid parameter of a request. */
export type ParameterError = {
  parameter: string;
  value: unknown;
  allowed: string;
  /** What was probably meant. */
  suggestion?: string;
};

/** An error for the caller of the API: `detail` is about this occurrence, and may be shown. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly kind: ProblemKind,
    detail: string,
    readonly more: { errors?: ParameterError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }

  /** The members of `application/problem+json`, except the request's id. */
  toJSON() {
    return {
      type: `/problems/${this.kind}`,
      title: problemKinds[this.kind].title,
      status: this.status,
      detail: this.message,
      ...(this.more.errors && { errors: this.more.errors }),
    };
  }
}
