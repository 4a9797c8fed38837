import { schemaVersion } from '../model/manifest.js';
import type { Generation } from './index-names.js';

/** The documents of a generation have another shape than this Marquee reads: figures of them could be wrong. */
export class SchemaVersionError extends Error {
  override readonly name = 'SchemaVersionError';
  constructor(
    readonly generation: Generation,
    readonly found: number,
  ) {
    super(
      `Generation ${generation} has schema version ${found}, this Marquee reads ${schemaVersion}: ` +
        (found > schemaVersion
          ? 'upgrade this server, or go back to an older generation.'
          : 'load an edition with this version of Marquee, or run the server of the older version.'),
    );
  }
}

/** @throws {SchemaVersionError} when a generation says that its documents have another shape than this Marquee reads */
export function expectReadable(
  generation: Generation,
  manifest: { schemaVersion: number } | undefined,
): void {
  if (manifest !== undefined && manifest.schemaVersion !== schemaVersion) {
    throw new SchemaVersionError(generation, manifest.schemaVersion);
  }
}
