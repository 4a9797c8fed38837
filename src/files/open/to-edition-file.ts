import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checkText } from '../check-text.js';
import { DatasetError } from '../dataset-error.js';
import type { EditionFile } from '../edition-source.js';
import type { StoredFile } from './stored-file.js';

/** Adds the checks of the text, the count of bytes and the digest to a stored file. */
export function toEditionFile(
  { where, size, read }: StoredFile,
  { name, found }: Pick<EditionFile, 'name' | 'found'>,
): EditionFile {
  return {
    name,
    found,
    where,
    size,
    async open(onRead) {
      const hash = createHash('sha256');
      let bytes = 0;
      let sha256: string | undefined;
      async function* metered(): AsyncGenerator<Buffer> {
        for await (const chunk of checkText(read(), where)) {
          hash.update(chunk);
          bytes += chunk.length;
          onRead?.(bytes);
          yield chunk;
        }
        if (bytes === 0) throw emptyFile(where);
        sha256 = hash.digest('hex');
      }
      return {
        stream: Readable.from(metered(), { objectMode: false }),
        describe() {
          if (sha256 === undefined) throw new Error(`${where} has not been read to its end`);
          return { name, size: bytes, sha256 };
        },
      };
    },
  };
}

export const emptyFile = (where: string): DatasetError =>
  new DatasetError(`${where} is empty; expected a header and one row per record. Copy or download it again`);
