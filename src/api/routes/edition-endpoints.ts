import { z } from 'zod';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { listPublishedEditions } from '../../load/published-editions.js';
import { readHistory } from '../../load/run-history.js';
import { correctableFields } from '../../model/correction.js';
import { documentTypes } from '../../model/document-type.js';
import type { PublishedEdition } from '../../model/published-edition.js';
import { shapeNames } from '../../model/shape-name.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import type { Endpoint } from './endpoint.js';
import { statusEndpoint } from './status-endpoint.js';

const count = z.number().int().nonnegative();
const time = z.string().describe('ISO 8601');
const sum = z.object({ sum: z.number().nullable(), known: count }).meta({ id: 'EditionTotal' });
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
      .describe('The companies whose totals changed most'),
  })
  .nullable()
  .describe('Changes against the edition before; null when none was live, or the run was not recorded');

const edition: z.ZodType<PublishedEdition> = z
  .object({
    edition: z.string().describe('Its id: the UTC time of its load, as the parameter `edition` takes it'),
    state: z.enum(['live', 'previous']),
    loadedAt: time,
    verifiedAt: time.nullable(),
    publishedAt: time.nullable().describe('When it first went live, ISO 8601'),
    schemaVersion: count,
    sample: z.boolean().describe('Whether its movies are invented'),
    generator: z.string().describe("Marquee's version"),
    shape: z.enum(shapeNames).describe('The shape in which the edition came'),
    lacks: z.array(z.string()).describe('Fields of movies that are not in this edition'),
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
        rejected: count.describe('Rejected rows'),
        repaired: count.describe('Records joined from two rows'),
        duplicates: count.describe('Duplicate rows of movies, which were left out'),
        conflicting: count.describe('Duplicates that differed from the row that was kept'),
        flags: z
          .object({ suspectUnits: count, ambiguousDate: count, absurdScore: count, corrected: count })
          .describe('Movies per flag'),
        issues: count.describe('Cells of movies that could not be read'),
        missing: z.array(z.string()).describe('Data files that were missing'),
        corrections: z
          .object({
            file: z.string(),
            rows: count,
            applied: count.describe('Corrections in documents'),
            unneeded: count.describe('Corrections that say what the data set says'),
            fields: z.partialRecord(z.enum(correctableFields), count).describe('Corrections by field'),
          })
          .nullable()
          .describe('Figures that the loader was told are others than in the data set; null without any'),
      })
      .nullable(),
    coverage: z
      .record(z.string(), count.nullable())
      .describe('Number of movies for which each field is known; null if the field is not in this edition'),
    changes,
  })
  .meta({ id: 'Edition' });

/** The editions that can be asked; and for operators, the runs of the loader and its state. */
export function editionEndpoints(client: MarqueeClient): Endpoint[] {
  return [
    {
      name: 'editions',
      summary: 'The editions that can be asked',
      description:
        'Newest first: the live edition, and the previous ones that are kept, which the parameter `edition` selects.',
      scope: 'read',
      parameters: z.strictObject({}),
      data: z.array(edition),
      answer: () => listPublishedEditions(client),
      example: {},
    },
    {
      name: 'editions/current',
      summary: 'The live edition',
      description: 'The edition of all answers, unless the parameter `edition` names another.',
      scope: 'read',
      parameters: z.strictObject({}),
      data: edition,
      answer: async () => (await listPublishedEditions(client)).find(({ state }) => state === 'live'),
      example: {},
    },
    {
      name: 'operations/loads',
      summary: 'The runs of the loader',
      description:
        'Every load, publish, rollback and restore, also those that failed, newest first, with checks, outcome and reason. Needs a token with the scope `admin`.',
      scope: 'admin',
      parameters: z.strictObject({
        limit: wholeNumber(1, 100, 'must be a whole number from 1 to 100')
          .default(20)
          .describe('Most runs to return'),
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
