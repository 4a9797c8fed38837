import { z } from 'zod';

/** The formats of an answer. */
export const formats = ['json', 'csv', 'ndjson'] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};

/** The parameters of every question, besides its own. */
export const commonParameters = {
  edition: z
    .string()
    .regex(/^\d{14}$/, 'must be an edition, 14 digits, as /v1/editions lists them')
    .optional()
    .describe('An edition that is kept, from `/v1/editions`; the live one by default'),
  format: z
    .enum(formats, "must be 'json', 'csv' or 'ndjson'")
    .optional()
    .describe('The format of the answer; by default the header Accept decides, else it is JSON'),
  bom: z
    .enum(['0', '1'], "must be '0' or '1'")
    .optional()
    .describe('With 1, CSV begins with a byte order mark, without which Excel takes it for another encoding'),
  select: z
    .string()
    .max(500, 'must be members of a row, separated by commas')
    .optional()
    .describe(
      'The members of each row, or of the document, to return, separated by commas, such as id,title; all by default',
    ),
};

export type CommonParameters = {
  edition?: string | undefined;
  select?: string | undefined;
  format?: Format | undefined;
  bom?: '0' | '1' | undefined;
};
