import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillFolder } from '../files/fill-folder.js';
import { documentTypes } from '../model/document-type.js';
import type { Report } from '../model/report.js';
import { createManifest } from './create-manifest.js';

/** The files of a folder of hydration files, except its manifest. */
const hydrationFiles: readonly string[] = [
  ...documentTypes.map((type) => `${type}.ndjson`),
  'rejected.ndjson',
  'report.json',
];

export const manifestFile = 'manifest.json';

/** Fills a folder with hydration files; the manifest comes last, and a folder without it cannot be loaded. */
export const fillHydrationFolder = (
  folder: string,
  write: (staging: string) => Promise<Report>,
): Promise<Report> =>
  fillFolder(folder, [...hydrationFiles, manifestFile], async (staging) => {
    const report = await write(staging);
    await writeJson(join(staging, 'report.json'), report);
    await sealHydrationFolder(staging, report);
    return report;
  });

/** Writes the manifest of the files in a folder. */
export async function sealHydrationFolder(folder: string, report: Report): Promise<void> {
  await writeJson(join(folder, manifestFile), await createManifest(folder, hydrationFiles, report));
}

const writeJson = (path: string, value: object): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
