import { type DocumentType, documentTypes } from '../model/document-type.js';

/** `20261101063000`: the UTC second in which a load began; the suffix that the indices of one load share. */
export type Generation = string;

export const indexName = (type: DocumentType, generation: Generation): string => `${type}-${generation}`;

const namePattern = new RegExp(`^(?:${documentTypes.join('|')})-(\\d{14})$`);

/** The generation an index belongs to; undefined for an index that is not Marquee's. */
export const generationOf = (index: string): Generation | undefined => namePattern.exec(index)?.[1];
