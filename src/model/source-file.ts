/** A file with its digest, so that every document can be traced to the bytes it came from. */
export type SourceFile = {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
};
