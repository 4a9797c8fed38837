import type { SchemaData } from 'api-types';
import { askNow } from './api-client.js';

let asked: Promise<SchemaData> | undefined;

/** Requests the dimensions, measures and filters of the API, once: they belong to no edition. @throws {AskError} */
export function askSchema(): Promise<SchemaData> {
  asked ??= askNow<SchemaData>('/v1/schema').catch((error) => {
    asked = undefined;
    throw error;
  });
  return asked;
}
