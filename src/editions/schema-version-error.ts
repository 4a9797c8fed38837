import type { EditionId } from '../model/edition-id.js';
import { schemaVersion } from '../model/manifest.js';

/** The documents of an edition have another shape than this Marquee reads: figures computed from them could be wrong. */
export class SchemaVersionError extends Error {
  override readonly name = 'SchemaVersionError';
  constructor(
    readonly edition: EditionId,
    readonly found: number,
  ) {
    super(
      `Edition ${edition} has schema version ${found}, this Marquee reads ${schemaVersion}: ` +
        (found > schemaVersion
          ? 'upgrade this server, or go back to an older edition.'
          : 'load an edition with this version of Marquee, or run the server of the older version.'),
    );
  }
}

/** @throws {SchemaVersionError} when the documents of an edition have another shape than this Marquee reads */
export function expectReadable(edition: EditionId, manifest: { schemaVersion: number } | undefined): void {
  if (manifest !== undefined && manifest.schemaVersion !== schemaVersion) {
    throw new SchemaVersionError(edition, manifest.schemaVersion);
  }
}
