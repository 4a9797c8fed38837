/** `20261101063000`: the UTC time at which the load of an edition began; the suffix of the names of its indices. */
export type EditionId = string;
