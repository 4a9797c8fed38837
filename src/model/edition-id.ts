/** `20261101063000`: the UTC second in which a load began; the suffix that the indices of one edition share. */
export type EditionId = string;
