/** A file in a folder or zip, as it lies there; its content is not checked yet. */
export type StoredFile = {
  /** For messages: a path, or a zip and the entry in it. */
  where: string;
  /** Bytes; undefined where that is known only once it is read. */
  size: number | undefined;
  read(): AsyncIterable<Buffer>;
  /** Its path, if it is on disk: a zip can be read only there. */
  path?: string;
};
