import type { Readable } from 'node:stream';
import type { SourceFile } from '../model/source-file.js';
import type { DataFile } from './data-file.js';

/** An edition of the data set, found and open; no cell of it has been read. */
export type EditionSource = {
  /** What was given, for messages; a URL without its secrets. */
  input: string;
  /** The files that are there. With `small`, `links.csv` and `ratings.csv` answer their small counterparts. */
  files: ReadonlyMap<DataFile, EditionFile>;
  /** movies_metadata.csv, which is always there; in `files` as well. */
  movies: EditionFile;
  /** Names of the files that are not there; never movies_metadata.csv. */
  missing: string[];
  /** Lets go of the zip; streams that are still open fail. */
  close(): Promise<void>;
};

export type EditionFile = {
  /** As the data set calls it, without `.gz`: `credits.csv`, `links_small.csv`. */
  name: string;
  /** Where it lies, for messages: a path, or a zip and the entry in it. */
  where: string;
  /** Bytes of the CSV, for progress; undefined where only reading it tells (`.gz`). */
  size: number | undefined;
  /**
   * Opens it, any number of times. The bytes are checked as they pass: whole, unaltered, UTF-8, no NUL, not
   * empty; what is wrong arrives as a {@link DatasetError} of the stream.
   * @param onRead told of the bytes that have passed so far.
   */
  open(onRead?: (bytes: number) => void): Promise<{ stream: Readable; describe: DescribeSource }>;
};

/** Name, size and digest of the CSV (never of its packing); once the stream has been read to its end. */
export type DescribeSource = () => SourceFile;

/** How an edition is found. */
export type EditionOptions = {
  /** Take `links_small.csv` and `ratings_small.csv` for links and ratings. */
  small?: boolean;
  /** Folder for what is downloaded; `.marquee/cache` of the project by default. */
  cacheDir?: string;
  /** Bytes of the zip. */
  expectedSize?: number;
  /** SHA-256 of the zip, 64 hexadecimal digits. */
  expectedSha256?: string;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
};

/** Bytes of a download that have arrived, those of earlier runs among them. */
export type DownloadProgress = { received: number; total: number | undefined };
