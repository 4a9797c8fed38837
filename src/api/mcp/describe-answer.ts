import { dimensionNames, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { measureNames, measureOf } from '../../questions/measures/measures.js';
import type { Meta } from '../answers/meta.js';
import { describeRow } from './describe-row.js';

/** Rows that are said in words; the structured result has all of them. */
const maxLines = 25;

/** The result of a call: rows first, then what holds for them. */
export type Result = {
  data: unknown;
  meta?: Meta;
  links?: { self: string; next?: string };
  /** Rows that are not in it. */
  left?: { rows: number | null; how: string };
  stale?: number;
  page?: string;
};

/** Returns a result in a few words for people: figures, coverage, edition, definitions, and the page that shows the same. */
export function describeAnswer(summary: string, { data, meta, left, stale, page }: Result): string {
  const rows = Array.isArray(data) ? data : [data];
  const lines = rows.slice(0, maxLines).map(describeRow);
  const unsaid = rows.length - lines.length;
  return [
    rows.length === 0 ? `${summary}: no rows.` : `${summary}:`,
    ...lines,
    ...(unsaid > 0 ? [`… and ${unsaid} more rows in the structured result.`] : []),
    ...(left ? [`${left.rows ?? 'More'} rows are left: ${left.how}`] : []),
    ...(meta ? describeMeta(meta) : []),
    ...(stale === undefined
      ? []
      : [`Elasticsearch is unavailable; this is its answer of ${stale} seconds ago.`]),
    ...(page === undefined ? [] : [`The same on the page: ${page}`]),
  ].join('\n');
}

function describeMeta(meta: Meta): string[] {
  const { undated, unreleased } = meta.excluded;
  const sample = meta.sample ? ' The movies of this edition are invented: say so.' : '';
  const leftOut =
    undated + unreleased > 0
      ? [`Left out: ${undated} movies without a release year, ${unreleased} not released.`]
      : [];
  const lacks = meta.lacks ? [`Not in this edition: ${meta.lacks.join(', ')}.`] : [];
  const money = meta.adjustment ? [`Money is in US dollars of ${meta.adjustment.base}.`] : [];
  return [
    `Edition ${meta.edition}${meta.publishedAt ? `, published ${meta.publishedAt.slice(0, 10)}` : ''}.${sample}`,
    ...leftOut,
    ...lacks,
    ...money,
    ...Object.keys(meta.definitions).flatMap(describeDefinition),
  ];
}

/** The first sentence of a definition, and the resource with all of it. */
function describeDefinition(name: string): string[] {
  const measure = measureNames.find((one) => one === name);
  const dimension = dimensionNames.find((one) => one === name);
  const defined = measure ? measureOf(measure) : dimension && dimensionOf(dimension);
  if (defined === undefined) return [];
  const [sentence] = defined.definition.split(/(?<=\.)\s/);
  return [`${defined.title}: ${sentence} (${definitionUri(name)})`];
}

/** The resource with the definition of a measure or dimension. */
export const definitionUri = (name: string): string => `marquee://definitions/${name}`;
