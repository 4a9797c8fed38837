import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import type { ShapeName } from '../../src/model/shape-name.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { inTemporaryFolder, type Transformed, transformFolder } from './edition.js';

/** Two invented movies in each shape. */
export const fixture = (shape: ShapeName): string => join(projectRoot, 'test', 'fixtures', 'shapes', shape);

export type Files = Record<string, string | Buffer>;

/** Writes files into a folder, for as long as something runs in it. */
export const inFolderWith = <T>(files: Files, run: (folder: string) => Promise<T>): Promise<T> =>
  inTemporaryFolder(async (folder) => {
    for (const [name, data] of Object.entries(files)) await writeFile(join(folder, name), data);
    return await run(folder);
  });

/** Transforms a folder with these files, or the first of them alone, and reads back what was written. */
export const transformed = (files: Files, isSingle = false): Promise<Transformed> =>
  inFolderWith(files, (folder) => {
    const [first = ''] = Object.keys(files);
    return transformFolder(isSingle ? join(folder, first) : folder, join(folder, 'out'));
  });

/** The message of the error with which these files are rejected, with the usual limits. */
export const rejectionOf = (files: Files, options: { shape?: ShapeName } = {}): Promise<string> =>
  inFolderWith(files, (folder) =>
    transformEdition({ input: folder, out: join(folder, 'out'), ...options }).then(
      () => 'it was not rejected',
      (error: Error) => error.message.replaceAll(folder, 'FOLDER'),
    ),
  );

/** One line of CSV. */
export const csv = (...rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) =>
      cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
    )
    .join('\n')
    .concat('\n');
