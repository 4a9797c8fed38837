import { z } from 'zod';

/** The forms in which a list is answered. */
export const formats = ['json', 'csv', 'ndjson'] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};

/** What every question takes besides its own parameters. */
export const commonParameters = {
  edition: z
    .string()
    .regex(/^\d{14}$/, 'must be an edition, 14 digits, such as /v1/editions lists')
    .optional()
    .describe('Ask an older edition that is still kept; without it, the live one'),
  format: z
    .enum(formats, "must be 'json', 'csv' or 'ndjson'")
    .optional()
    .describe('The form of the answer; without it, as the header Accept says, else JSON'),
};

export type CommonParameters = { edition?: string | undefined; format?: Format | undefined };
