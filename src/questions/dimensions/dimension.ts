import { z } from 'zod';
import type { DocumentType } from '../../model/document-type.js';
import { identity } from '../identity.js';

/** A value of a dimension as a parameter takes it; `none` stands for movies without one. */
export type DimensionValue = number | string;

/** The value of a group as Elasticsearch sorts it: an id as text, a code, a number; null without a value. */
export type Key = string | number | null;

/** What movies are grouped and filtered by (rule 24). */
export type Dimension = {
  /** What values are: ids of documents, ISO codes, numbers or words. */
  kind: 'id' | 'code' | 'number' | 'word';
  title: string;
  /** What it means: the text of the page that every answer links. */
  definition: string;
  /** The field of movies with its values. */
  field: string;
  /** Whether a movie may have several of its values; it then counts in full for each. */
  isMany: boolean;
  /** What a value is, in words: `TMDB id`. */
  valueIs: string;
  /** One value as a parameter spells it. */
  pattern: RegExp;
  read(text: string): DimensionValue;
  value: z.ZodType<DimensionValue, DimensionValue>;
  /** Examples of values, of which none is the default. */
  examples: readonly DimensionValue[];
  /** The shape of a value in a row. */
  cell: z.ZodType;
  /** The documents that have the names of its values. */
  documents?: DocumentType;
  /** The name of a code. */
  nameOfCode?(code: string): string;
  /** A dimension of the release date: all values from one to another, for `gaps=fill`. */
  time?: { step: number; first?: number; last?: number };
};

type Described = Pick<Dimension, 'title' | 'definition' | 'field'>;

/** Genres, companies, people …: the TMDB id, and the name from the documents of that type. */
export const entities = (
  described: Described & { documents: DocumentType; examples: readonly number[]; isMany?: boolean },
): Dimension => ({
  kind: 'id',
  isMany: true,
  ...described,
  valueIs: 'TMDB id',
  pattern: /^[1-9]\d{0,15}$/,
  read: Number,
  value: z.number().int().positive(),
  cell: identity,
});

const codeCell = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Code' });

/** Countries and languages by their ISO code; names are in English. */
export function codes(
  described: Described & {
    standard: string;
    type: 'region' | 'language';
    isMany: boolean;
    examples: readonly string[];
  },
): Dimension {
  const { standard, type, ...rest } = described;
  const isRegion = type === 'region';
  const names = new Intl.DisplayNames('en', { type });
  return {
    ...rest,
    kind: 'code',
    valueIs: `${standard} code`,
    // What is on no list of TMDB has an id of its name in place of a code (rule 21).
    pattern: isRegion ? /^(?:[a-z]{2}|\d{13,16})$/i : /^(?:[a-z]{2,3}|\d{13,16})$/i,
    read: (code) => (isRegion ? code.toUpperCase() : code.toLowerCase()),
    value: z.string().regex(isRegion ? /^(?:[A-Z]{2}|\d{13,16})$/ : /^(?:[a-z]{2,3}|\d{13,16})$/),
    cell: codeCell,
    nameOfCode(code) {
      try {
        return names.of(code) ?? code;
      } catch {
        // TMDB has codes of its own, such as `xx`.
        return code;
      }
    },
  };
}

/** Whole numbers: years, months, bands by their lower bound. */
export const numbers = (
  described: Described & {
    valueIs: string;
    /** The values that there are, or the first and last of them. */
    values: readonly number[] | { from: number; to: number; step: number };
    examples: readonly number[];
    time?: NonNullable<Dimension['time']>;
  },
): Dimension => {
  const { values, ...rest } = described;
  const value: z.ZodType<number, number> =
    'from' in values
      ? z.number().int().min(values.from).max(values.to).multipleOf(values.step)
      : z.literal([...values]);
  return {
    ...rest,
    kind: 'number',
    isMany: false,
    pattern: /^\d{1,9}$/,
    read: Number,
    value,
    cell: z.number().int(),
  };
};

/** A word of a closed list. */
export const words = (described: Described & { values: readonly [string, ...string[]] }): Dimension => {
  const { values, ...rest } = described;
  return {
    ...rest,
    kind: 'word',
    isMany: false,
    valueIs: 'word',
    pattern: /^[A-Za-z ]{1,40}$/,
    read: String,
    value: z.enum(values),
    examples: values.slice(0, 2),
    cell: z.string(),
  };
};
