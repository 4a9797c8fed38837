import { join } from 'node:path';
import { version } from '../config/version.js';
import { describeFile } from '../files/describe-file.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import { type Manifest, schemaVersion } from '../model/manifest.js';
import type { Report } from '../model/report.js';
import type { SourceFile } from '../model/source-file.js';

/** Returns the manifest of files in a folder, and of the transform's report. */
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
    ...(report.sample && { sample: true }),
    shape: report.shape,
    lacks: report.lacks,
    inputs: report.inputs,
    rows: {
      [report.moviesFile]: report.rows,
      ...Object.fromEntries(sideRows),
      ...(report.corrections && { [report.corrections.file]: report.corrections.rows }),
    },
    documents: documents as Record<DocumentType, number>,
    files: described,
    totals: { movies: report.movies, ...report.totals },
    years: report.years,
    quality: {
      rejected: report.rejected,
      repaired: report.repaired,
      duplicates: report.duplicates,
      conflicting: report.conflicts.length,
      flags: report.flags,
      issues: Object.values(report.issues).reduce((sum, { count }) => sum + count, 0),
      missing: report.missing,
      corrections: report.corrections,
    },
    coverage: report.coverage,
    ratingPrior: report.ratingPrior,
  };
}
