import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';

/** `movies-20261101063000`: the index of one document type in one edition. */
export const indexName = (type: DocumentType, edition: EditionId): string => `${type}-${edition}`;

/** The indices of all editions, as patterns; they may match other indices too. */
export const indexPatterns: readonly string[] = documentTypes.map((type) => `${type}-*`);

const namePattern = new RegExp(`^(?:${documentTypes.join('|')})-(\\d{14})$`);

/** Returns the edition that an index belongs to; undefined for an index that is not Marquee's. */
export const editionOf = (index: string): EditionId | undefined => namePattern.exec(index)?.[1];
