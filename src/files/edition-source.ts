import type { Readable } from 'node:stream';
import type { SourceFile } from '../model/source-file.js';
import type { DataFile } from './data-file.js';

/** The files of an edition, open for reading. */
export type EditionSource = {
  /** The input as it was given, for messages; a URL without its secrets. */
  input: string;
  /** The files that exist. With `small`, those of `links.csv` and `ratings.csv` are their small counterparts. */
  files: ReadonlyMap<DataFile, EditionFile>;
  /** movies_metadata.csv, which always exists; in `files` as well. */
  movies: EditionFile;
  /** Names of the files that do not exist; never movies_metadata.csv. */
  missing: string[];
  /** Whether its movies are invented: it holds `sample.json`. */
  isSample: boolean;
  /** The folder or zip on this machine, and whether with `small`: for another thread that opens it as well. */
  local: { path: string; small: boolean };
  /** Takes a download out of the cache, because it turned out to be damaged; undefined for other inputs. */
  invalidate?: () => Promise<void>;
  /** Closes the zip; streams that are still open fail. */
  close(): Promise<void>;
};

export type EditionFile = {
  /** Its published name, without `.gz`: `credits.csv`, `links_small.csv`. */
  name: string;
  /** Where it is, for messages: a path, or a zip and the entry in it. */
  where: string;
  /** Bytes of the CSV, for progress; undefined for `.gz`, whose size is known only once it is read. */
  size: number | undefined;
  /**
   * Opens the file, any number of times. Its bytes are checked as they are read: complete, unaltered, UTF-8, no NUL, not
   * empty; the stream fails with a {@link DatasetError} otherwise.
   * @param onRead - called with the number of bytes read so far
   */
  open(onRead?: (bytes: number) => void): Promise<{ stream: Readable; describe: DescribeSource }>;
};

/** Returns name, size and digest of the CSV (not of the packed file); call it once the stream has been read to its end. */
export type DescribeSource = () => SourceFile;

/** How an edition is opened. */
export type EditionOptions = {
  /** Read links and ratings from `links_small.csv` and `ratings_small.csv`. */
  small?: boolean;
  /** Folder for downloads; `.marquee/cache` of the project by default. */
  cacheDir?: string;
  /** Bytes that the zip must have. */
  expectedSize?: number;
  /** SHA-256 that the zip must have, 64 hexadecimal digits. */
  expectedSha256?: string;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
};

/** Bytes of a download received so far, those of earlier runs included. */
export type DownloadProgress = { received: number; total: number | undefined };
