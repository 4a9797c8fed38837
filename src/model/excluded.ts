/** The movies that an answer left out, and why (rule 11). One that is both undated and unreleased counts in both. */
export type Excluded = {
  /** Movies whose release year is not known. */
  undated: number;
  /** Movies whose status is not `Released`; 0 when another status, or any, was asked for. */
  unreleased: number;
  /** Adult movies of the edition, where a question leaves them out unless asked (rule 22). */
  adult?: number;
};
