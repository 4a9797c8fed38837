import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import jsonLines from 'stream-chain/jsonl/parserStream.js';
import { InputNotFoundError } from '../files/dataset-error.js';
import { describeFile } from '../files/describe-file.js';
import type { DocumentType } from '../model/document-type.js';
import { type Manifest, schemaVersion } from '../model/manifest.js';
import type { Report } from '../model/report.js';
import { manifestFile } from './hydration-folder.js';

/** A folder of hydration files is missing, incomplete or damaged. */
export class HydrationError extends Error {
  override readonly name = 'HydrationError';
}

/** A document of any type; the mapping of its index checks the other fields. */
export type HydrationDocument = { id: number };

/**
 * Reads the manifest of a folder of hydration files.
 * @throws {InputNotFoundError} when there is no such folder; {HydrationError} when the manifest is missing, because the transform did not finish, or when the documents have another
 *   schema version
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestFile);
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  } catch (error) {
    if (!(await exists(folder))) {
      throw new InputNotFoundError(`${folder}: no such folder; expected the hydration files of a transform`);
    }
    throw new HydrationError(
      `${path} cannot be read (${(error as Error).message}). ` +
        'Only a finished transform can be loaded: run marquee transform --input EDITION --out FOLDER first.',
    );
  }
  if (manifest.schemaVersion !== schemaVersion) {
    throw new HydrationError(
      `${path}: the documents have schema version ${manifest.schemaVersion}, this Marquee loads ${schemaVersion}: transform the edition again.`,
    );
  }
  return manifest;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Reads the transform's report; call it after `verifyFiles`. */
export const readReport = async (folder: string): Promise<Report> =>
  JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;

/**
 * Compares every file of the folder with its manifest.
 * @throws {HydrationError} naming the first that differs
 */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const expected of manifest.files) {
    const path = join(folder, expected.name);
    const found = await describeFile(path).catch((error: Error) => {
      throw new HydrationError(`${path} cannot be read (${error.message}): transform the edition again.`);
    });
    if (found.sha256 !== expected.sha256) {
      throw new HydrationError(
        `${path} is not the file that the transform wrote: manifest.json has ${expected.size} bytes and sha256 ${expected.sha256}, ` +
          `found ${found.size} bytes and ${found.sha256}. It was damaged or changed: transform the edition again.`,
      );
    }
  }
}

/**
 * Reads a hydration file, document by document.
 * @throws {HydrationError} with file and line at the first line that is not a JSON object with an id
 */
export async function* readDocuments(folder: string, type: DocumentType): AsyncGenerator<HydrationDocument> {
  const path = join(folder, `${type}.ndjson`);
  const notJson = Symbol('a line that is not JSON');
  const lines = pipeline(
    createReadStream(path),
    jsonLines({ errorIndicator: () => notJson }),
    () => {}, // errors reach the loop below
  );
  for await (const { key, value } of lines as AsyncIterable<{ key: number; value: unknown }>) {
    if (!isDocument(value)) {
      throw new HydrationError(
        `${path}: line ${key + 1} is not a JSON object with a numeric id; the file is damaged. Transform the edition again.`,
      );
    }
    yield value;
  }
}

const isDocument = (value: unknown): value is HydrationDocument =>
  typeof value === 'object' && value !== null && 'id' in value && Number.isSafeInteger(value.id);
