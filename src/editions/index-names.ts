import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';

export const indexName = (type: DocumentType, edition: EditionId): string => `${type}-${edition}`;

const namePattern = new RegExp(`^(?:${documentTypes.join('|')})-(\\d{14})$`);

/** The edition an index belongs to; undefined for an index that is not Marquee's. */
export const editionOf = (index: string): EditionId | undefined => namePattern.exec(index)?.[1];
