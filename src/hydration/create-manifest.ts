import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import { type Manifest, schemaVersion } from '../model/manifest.js';
import type { Report } from '../model/report.js';
import type { SourceFile } from '../model/source-file.js';
import { version } from '../version.js';

/** The manifest of the files that stand in a folder, and of the report that tells how they came about. */
export async function createManifest(
  folder: string,
  files: readonly string[],
  report: Report,
): Promise<Manifest> {
  const described: SourceFile[] = [];
  for (const file of files) described.push(await describeFile(join(folder, file)));
  const documents = Object.fromEntries(documentTypes.map((type) => [type, report[type]]));
  const sideRows = Object.entries(report.files).map(([name, { rows }]) => [name, rows]);
  return {
    schemaVersion,
    generator: version,
    inputs: report.inputs,
    rows: { 'movies_metadata.csv': report.rows, ...Object.fromEntries(sideRows) },
    documents: documents as Record<DocumentType, number>,
    files: described,
    totals: { movies: report.movies, ...report.totals },
    years: report.years,
    coverage: report.coverage,
  };
}

/** Name, size and digest of a file as it stands. */
export async function describeFile(path: string): Promise<SourceFile> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
  });
  return { name: basename(path), size, sha256: hash.digest('hex') };
}
