import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline, Transform } from 'node:stream';
import type { SourceFile } from '../model/source-file.js';

/** Opens a file; once it has been read to its end, `describe` answers its size and digest. */
export function openChecked(path: string): { stream: Readable; name: string; describe: () => SourceFile } {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  // An error reaches whoever reads the stream; the callback only has to be there.
  const stream = pipeline(createReadStream(path), meter, () => {});
  const name = basename(path);
  return { stream, name, describe: () => ({ name, size, sha256: hash.digest('hex') }) };
}
