/** A reference from one saved object to another; the body refers to it by `name`. */
export type Reference = { type: string; id: string; name: string };

/** One line of an import file. */
export type SavedObject = {
  type: 'index-pattern' | 'dashboard';
  id: string;
  attributes: Record<string, unknown>;
  references: Reference[];
  coreMigrationVersion: string;
  typeMigrationVersion: string;
  managed: boolean;
};

/**
 * The versions that Kibana 9 writes. Without them an import runs old migrations on today's format; with later ones it is
 * rejected.
 */
const versions = { 'index-pattern': '8.0.0', dashboard: '10.3.0' } as const;

export const savedObject = (
  type: SavedObject['type'],
  id: string,
  attributes: SavedObject['attributes'],
  references: Reference[],
): SavedObject => ({
  type,
  id,
  attributes,
  references,
  coreMigrationVersion: '8.8.0',
  typeMigrationVersion: versions[type],
  managed: false,
});
