import type { DataFile } from '../../src/files/data-file.js';
import type { EditionOptions } from '../../src/files/edition-source.js';
import { openEdition } from '../../src/files/open/open-edition.js';
import type { SourceFile } from '../../src/model/source-file.js';

export type ReadEdition = {
  missing: string[];
  /** The text of each file, and what it says of itself after having been read. */
  files: Partial<Record<DataFile, { text: string; source: SourceFile; size: number | undefined }>>;
};

/** Opens an edition, reads every file to its end and closes it. */
export async function readEdition(input: string, options?: EditionOptions): Promise<ReadEdition> {
  const edition = await openEdition(input, options);
  try {
    const files: ReadEdition['files'] = {};
    for (const [name, file] of edition.files) {
      const { stream, describe } = await file.open();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      files[name] = { text: Buffer.concat(chunks).toString(), source: describe(), size: file.size };
    }
    return { missing: edition.missing, files };
  } finally {
    await edition.close();
  }
}
