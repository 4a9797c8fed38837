/**
 * Names and values that parameters had before 1.0. They are invalid now; the error suggests the present ones, where
 * the question has them.
 */

/** Former name of a parameter → its present name. */
export const formerNames: Readonly<Record<string, string>> = { generation: 'edition', query: 'q' };

/** Former value of a parameter → its present value. */
export const formerValues: Readonly<Record<string, string>> = { meanVote: 'rating' };
