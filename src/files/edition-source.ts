import type { Readable } from 'node:stream';
import type { SourceFile } from '../model/source-file.js';

/** The files of a folder or zip, or a single file, open for reading; which of them are read is up to the shape. */
export type EditionInput = {
  /** The input as it was given, for messages; a URL without its secrets. */
  input: string;
  /** Names of its files, without folder, packing and the number of a copy, in alphabetical order. */
  names: readonly string[];
  /** Everything that it holds, as named there, for messages. */
  holds: readonly string[];
  /**
   * Finds a file by its name, in upper or lower case, plain or packed; undefined if it does not exist.
   * @throws {DatasetError} when it is empty, of another kind, or there more than once
   */
  find(name: string): Promise<EditionFile | undefined>;
  /** Whether its movies are invented: it holds `sample.json`. */
  isSample: boolean;
  /** The folder, zip or file on this machine: for another thread that opens it as well. */
  path: string;
  /** Takes a download out of the cache, because it turned out to be damaged; undefined for other inputs. */
  invalidate?: () => Promise<void>;
  /** Closes the zip; streams that are still open fail. */
  close(): Promise<void>;
};

export type EditionFile = {
  /** Its name without packing: `credits.csv`, `movies.jsonl`. */
  name: string;
  /** Its name as it lies in the input: `credits.csv.gz`, `archive/Credits (1).csv`. */
  found: string;
  /** Where it is, for messages: a path, or a zip and the entry in it. */
  where: string;
  /** Bytes of the unpacked file, for progress; undefined for `.gz`, whose size is known only once it is read. */
  size: number | undefined;
  /**
   * Opens the file, any number of times. Its bytes are checked as they are read: complete, unaltered, UTF-8, no NUL, not
   * empty; the stream fails with a {@link DatasetError} otherwise.
   * @param onRead - called with the number of bytes read so far
   */
  open(onRead?: (bytes: number) => void): Promise<{ stream: Readable; describe: DescribeSource }>;
};

/** Returns name, size and digest of the unpacked file; call it once the stream has been read to its end. */
export type DescribeSource = () => SourceFile;

/** How the text of an input is read. */
export type TextOptions = {
  /** The encoding of its files that are not UTF-8, by the name that `encodingOf` returns. */
  encoding?: string | undefined;
};

/** By what it is known that an edition is that of its source: paths or http(s) URLs. */
export type AuthenticityOptions = {
  /** A SHA256SUMS file. */
  checksums?: string | undefined;
  /** A detached signature, of the checksums if there are any, else of the zip or file. */
  signature?: string | undefined;
  /** A PEM file with the key that it must be by. */
  publicKey?: string | undefined;
  /** Whether an edition without a signature is rejected. */
  isRequired?: boolean;
};

/** How an input is opened. */
export type InputOptions = TextOptions & {
  /** Folder for downloads; `.marquee/cache` of the project by default. */
  cacheDir?: string;
  /** Bytes that the zip or single file must have. */
  expectedSize?: number;
  /** SHA-256 that the zip or single file must have, 64 hexadecimal digits. */
  expectedSha256?: string;
  authenticity?: AuthenticityOptions;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
};

/** Bytes of a download received so far, those of earlier runs included. */
export type DownloadProgress = { received: number; total: number | undefined };
