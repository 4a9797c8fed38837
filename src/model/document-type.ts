/** The document types: each has a hydration file, a mapping, an index per edition, and an alias of this name. */
export const documentTypes = ['movies', 'companies', 'genres', 'people', 'keywords', 'collections'] as const;
export type DocumentType = (typeof documentTypes)[number];
