import type { SourceFile } from '../../src/model/source-file.js';
import { type EditionOptions, openEdition } from '../../src/sources/open-edition.js';

export type ReadEdition = {
  missing: string[];
  /** By its full name the text of each file, and what it says of itself after having been read. */
  files: Record<string, { text: string; source: SourceFile; size: number | undefined }>;
};

/** Opens an edition, reads every file to its end and closes it. */
export async function readEdition(input: string, options?: EditionOptions): Promise<ReadEdition> {
  const edition = await openEdition(input, options);
  try {
    const { shape, movies, sides } = edition;
    const named = [
      [shape.moviesFile.name, movies] as const,
      ...[...sides].map(([role, file]) => [shape.sides[role]?.name ?? role, file] as const),
    ];
    const files: ReadEdition['files'] = {};
    for (const [name, file] of named) {
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
