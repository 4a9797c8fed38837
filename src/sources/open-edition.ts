import { basename } from 'node:path/posix';
import { DatasetError } from '../files/dataset-error.js';
import type { EditionFile, EditionInput, InputOptions, TextOptions } from '../files/edition-source.js';
import { isHidden } from '../files/open/file-names.js';
import { openInput } from '../files/open/open-input.js';
import { sampleFile } from '../files/sample-file.js';
import type { ShapeName } from '../model/shape-name.js';
import { recogniseShape } from './recognise-shape.js';
import { type Shape, type SideRole, sideRoles } from './shape.js';

/** Whether a name is one that a person gave. */
const isData = (name: string): boolean => !isHidden(name) && basename(name) !== sampleFile;

/** The files of an edition, open for reading. */
export type EditionSource = Pick<EditionInput, 'input' | 'isSample' | 'invalidate' | 'close'> & {
  shape: Shape;
  /** The file with the movies. */
  movies: EditionFile;
  /** The other files that exist. With `small`, those of links and ratings are their small counterparts. */
  sides: ReadonlyMap<SideRole, EditionFile>;
  /** Names of the files that the shape has and the edition lacks. */
  missing: string[];
  /** Names of what lies in the input and is not read, as it lies there. */
  unread: string[];
  /** For another thread that opens it as well. */
  local: { path: string; small: boolean; shape: ShapeName } & TextOptions;
};

/** How an edition is opened. */
export type EditionOptions = InputOptions & {
  /** Read links and ratings from `links_small.csv` and `ratings_small.csv`. */
  small?: boolean;
  /** The shape of the edition, which is recognised otherwise. */
  shape?: ShapeName;
};

/**
 * Opens an edition: a folder, a zip, a single file, or the URL of a zip or file. Close it when done.
 * @throws {DatasetError} when the input is not an edition in one of the shapes; it says what was found and what is allowed
 */
export async function openEdition(path: string, options: EditionOptions = {}): Promise<EditionSource> {
  const { small = false, encoding } = options;
  const opened = await openInput(path, options);
  try {
    const { shape, movies } = await recogniseShape(opened, options.shape);
    const sides = new Map<SideRole, EditionFile>();
    const missing: string[] = [];
    for (const role of sideRoles) {
      const side = shape.sides[role];
      if (side === undefined) continue;
      const name = (small && side.small) || side.name;
      const file = await opened.find(name);
      if (file === undefined) missing.push(name);
      else sides.set(role, file);
    }
    const used = new Set([movies, ...sides.values()].map(({ found }) => found));
    const unread = opened.holds.filter((name) => !used.has(name) && isData(name));
    const { input, isSample, invalidate, close } = opened;
    const local = { path: opened.path, small, shape: shape.name, encoding };
    return {
      input,
      isSample,
      close,
      shape,
      movies,
      sides,
      missing,
      unread,
      local,
      ...(invalidate && { invalidate }),
    };
  } catch (error) {
    await opened.close();
    // It may be another file by the next run; but not because it has another shape than the one given.
    if (error instanceof DatasetError && options.shape === undefined) await opened.invalidate?.();
    throw error;
  }
}
