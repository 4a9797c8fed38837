/** Most groups that are sorted. */
export const maxSorted = 100_000;

/** A question would need more groups at once than are sorted. */
export class TooManyGroupsError extends Error {
  override readonly name = 'TooManyGroupsError';
  /** The parameter that needs every group. */
  readonly parameter: 'sort' | 'gaps';
  constructor(parameter: 'sort' | 'gaps') {
    super(
      `'${parameter}' needs every group at once, and there are more than ${maxSorted}: leave some out with a filter, or take the groups in the order of their keys, without 'sort' and 'gaps', and read on with 'cursor' or limit=all.`,
    );
    this.parameter = parameter;
  }
}
