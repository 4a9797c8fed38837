import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checkText } from '../check-text.js';
import { DatasetError } from '../dataset-error.js';
import { decodeText, isUtf8Text } from '../decode-text.js';
import type { EditionFile, TextOptions } from '../edition-source.js';
import type { StoredFile } from './stored-file.js';

/** Adds the checks of the text, the count of bytes and the digest to a stored file. */
export function toEditionFile(
  { where, size, read }: StoredFile,
  { name, found, encoding }: Pick<EditionFile, 'name' | 'found'> & TextOptions,
): EditionFile {
  /** Its encoding, unless it is UTF-8; known once it was asked for. */
  let other: Promise<string | undefined> | undefined;
  const otherEncoding = async (): Promise<string | undefined> => {
    if (encoding === undefined || encoding === 'utf-8') return undefined;
    // The one encoding whose bytes are all ASCII.
    if (encoding === 'iso-2022-jp') return encoding;
    return (await isUtf8Text(read(), where)) ? undefined : encoding;
  };
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
        for await (const chunk of read()) {
          hash.update(chunk);
          bytes += chunk.length;
          onRead?.(bytes);
          yield chunk;
        }
        if (bytes === 0) throw emptyFile(where);
        sha256 = hash.digest('hex');
      }
      other ??= otherEncoding();
      const encodingOfIt = await other;
      const text =
        encodingOfIt === undefined
          ? checkText(metered(), where)
          : decodeText(metered(), { encoding: encodingOfIt, where, read });
      return {
        stream: Readable.from(text, { objectMode: false }),
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
