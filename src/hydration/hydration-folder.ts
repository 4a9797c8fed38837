import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentTypes } from '../model/document-type.js';

/** The hydration files, in the order in which they come to stand; the report is last and vouches for the rest. */
export const hydrationFiles: readonly string[] = [
  ...documentTypes.map((type) => `${type}.ndjson`),
  'rejected.ndjson',
  'report.json',
];

/**
 * Fills a folder with hydration files so that a run cut short never looks complete: files are written in a
 * folder of their own inside it and moved into place when all are whole, the report last. Without its report
 * a folder is not loadable.
 */
export async function fillHydrationFolder<T>(
  folder: string,
  write: (staging: string) => Promise<T>,
): Promise<T> {
  const staging = join(folder, '.staging');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    const report = await write(staging);
    await writeFile(join(staging, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    await rm(join(folder, 'report.json'), { force: true });
    for (const file of hydrationFiles) await rename(join(staging, file), join(folder, file));
    return report;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
