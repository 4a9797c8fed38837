import { z } from 'zod';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { listPublishedEditions } from '../../load/published-editions.js';
import { readHistory } from '../../load/run-history.js';
import { documentTypes } from '../../model/document-type.js';
import type { PublishedEdition } from '../../model/published-edition.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { statusEndpoint } from '../operations/status-endpoint.js';
import type { Endpoint } from './endpoint.js';

const count = z.number().int().nonnegative();
const time = z.string().describe('ISO 8601');
const sum = z.object({ sum: z.number().nullable(), known: count });
const input = z.object({ name: z.string(), size: count.describe('Bytes'), sha256: z.string() });

const changes = z
  .object({
    against: z.string().describe('The edition that was live when this one was loaded'),
    movies: z.object({ added: count, gone: count, changed: count, same: count }),
    companies: z
      .array(
        z.object({
          id: z.number().int(),
          name: z.string(),
          measure: z.enum(['budget', 'revenue', 'profit']),
          before: z.number().nullable(),
          after: z.number().nullable(),
        }),
      )
      .describe('The companies whose totals moved most'),
  })
  .nullable()
  .describe('What it changed; null when nothing was live before, or the run was not recorded');

const edition: z.ZodType<PublishedEdition> = z.object({
  edition: z.string().describe('The load, a UTC time stamp; what `edition=` takes'),
  state: z.enum(['live', 'previous']),
  loadedAt: time,
  verifiedAt: time.nullable(),
  publishedAt: time.nullable().describe('When it first went live, ISO 8601'),
  schemaVersion: count,
  sample: z.boolean().describe('Whether its movies are invented'),
  generator: z.string().describe("Marquee's version"),
  inputs: z.array(input),
  rows: z.record(z.string(), count).describe('Rows read, by input file'),
  documents: z.object(
    Object.fromEntries(documentTypes.map((type) => [type, count])) as Record<
      (typeof documentTypes)[number],
      typeof count
    >,
  ),
  totals: z
    .object({ budget: sum, revenue: sum, profit: sum })
    .describe('Over all movies, in nominal US dollars'),
  years: z.object({ first: z.number().int().nullable(), last: z.number().int().nullable() }),
  quality: z
    .object({
      rejected: count.describe('Rows that could not be used'),
      repaired: count.describe('Records joined from two rows'),
      duplicates: count.describe('Copies of a movie that gave way to another'),
      conflicting: count.describe('Those of them that differed from it'),
      flags: z.object({ suspectUnits: count, ambiguousDate: count }).describe('Movies per flag'),
      issues: count.describe('Cells of movies that could not be read'),
      missing: z.array(z.string()).describe('Data files that the edition did not have'),
    })
    .nullable(),
  coverage: z.record(z.string(), count).describe('Of how many movies each field is known'),
  changes,
});

/** What editions there are; and, for who runs Marquee, every run that loaded one or tried to. */
export function editionEndpoints(client: MarqueeClient): Endpoint[] {
  return [
    {
      name: 'editions',
      summary: 'The editions that can be asked',
      description:
        'Newest first: the live one, and the older ones that are kept and can be asked with `edition`. Each with its input files and their checksums, its counts, what was rejected, repaired and flagged, how well each field is covered, and what it changed.',
      scope: 'read',
      parameters: z.strictObject({}),
      data: z.array(edition),
      answer: () => listPublishedEditions(client),
      example: {},
    },
    {
      name: 'editions/current',
      summary: 'The live edition',
      description: 'The edition that answers come from unless `edition` names another.',
      scope: 'read',
      parameters: z.strictObject({}),
      data: edition,
      answer: async () => (await listPublishedEditions(client)).find(({ state }) => state === 'live'),
      example: {},
    },
    {
      name: 'operations/loads',
      summary: 'The runs that loaded or published, or tried to',
      description:
        'Newest first, with their checks, outcomes and reasons. Needs a token with the scope `admin`.',
      scope: 'admin',
      parameters: z.strictObject({
        limit: wholeNumber(1, 100, 'must be a whole number from 1 to 100')
          .default(20)
          .describe('Most runs to answer'),
      }),
      data: z.array(
        z.looseObject({
          id: z.string(),
          verb: z.string(),
          outcome: z.string(),
          startedAt: time,
          edition: z.string().nullable(),
        }),
      ),
      answer: ({ limit }) => readHistory(client, limit as number),
      example: { limit: '5' },
    },
    statusEndpoint(client),
  ];
}
