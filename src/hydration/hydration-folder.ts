import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentTypes } from '../model/document-type.js';
import type { Report } from '../model/report.js';
import { createManifest } from './create-manifest.js';

/** What stands in a folder of hydration files beside its manifest. */
export const hydrationFiles: readonly string[] = [
  ...documentTypes.map((type) => `${type}.ndjson`),
  'rejected.ndjson',
  'report.json',
];

export const manifestFile = 'manifest.json';

/**
 * Fills a folder with hydration files so that a run cut short never looks complete: files are written in a
 * folder of their own inside it and moved into place when all are whole, the manifest last. Without its
 * manifest a folder is not loadable.
 */
export async function fillHydrationFolder(
  folder: string,
  write: (staging: string) => Promise<Report>,
): Promise<Report> {
  const staging = join(folder, '.staging');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    const report = await write(staging);
    await writeJson(join(staging, 'report.json'), report);
    await sealHydrationFolder(staging, report);
    await rm(join(folder, manifestFile), { force: true });
    for (const file of [...hydrationFiles, manifestFile])
      await rename(join(staging, file), join(folder, file));
    return report;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Writes the manifest of the files that stand in a folder. */
export async function sealHydrationFolder(folder: string, report: Report): Promise<void> {
  await writeJson(join(folder, manifestFile), await createManifest(folder, hydrationFiles, report));
}

const writeJson = (path: string, value: object): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
