import { z } from 'zod';
import { documentTypes } from '../../src/model/document-type.js';

/**
 * The description of the dashboards: `dashboards/kibana/*.json`. It names movies, figures and positions; the generator
 * translates them into Kibana's terms. Links begin with `/`, which is replaced by the API's address.
 */

/** Ids stay when titles change, so that an import overwrites the objects of an earlier one; the prefix is put before. */
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and hyphens');

/** How a field's values are written: US dollars, a bare number (a year), or a link into the API on `{{value}}`. */
const format = z.union([
  z.enum(['dollars', 'bare']),
  z.strictObject({ link: z.string().regex(/^\/.*\{\{value\}\}/, 'must begin with / and hold {{value}}') }),
]);

const dataViewSchema = z.strictObject({
  name: z.string().min(1),
  /** A document type, by its alias, or the history of runs: dashboards survive every reload. */
  index: z.enum([...documentTypes, 'marquee-loads'], 'must be an alias, not an index of one edition'),
  /** Without it, documents without a date are shown too, and the time range has no effect. */
  timeField: z.string().optional(),
  formats: z.record(z.string(), format).default({}),
});

/** What the rows of a panel are grouped by: the values of a field, or named filters in Kibana's query language. */
const grouping = z.union([
  z.strictObject({
    field: z.string(),
    label: z.string(),
    /** The most values shown; the order says which. */
    size: z.number().int().min(1).max(1000),
    /** `profit desc`: the id of one of the panel's values, or `key` for the field's own order; then the direction. */
    order: z
      .string()
      .regex(/^[a-z-]+ (asc|desc)$/, "must be 'key' or the id of a value, then 'asc' or 'desc'"),
    /** Whether documents without a value form a group. */
    missing: z.boolean().default(false),
  }),
  z.strictObject({
    filters: z.array(z.strictObject({ label: z.string(), query: z.string() })).min(2),
    label: z.string(),
  }),
]);

/** `documents` counts them, `known` counts those in which the field is known. */
const value = z.strictObject({
  id,
  label: z.string(),
  operation: z.enum(['documents', 'known', 'sum', 'average', 'max']),
  field: z.string().optional(),
});

/** Left, top, width and height on Kibana's grid of 48 columns. */
const place = z.tuple([
  z.number().int().min(0),
  z.number().int().min(0),
  z.number().int().min(1).max(48),
  z.number().int().min(1),
]);

const textPanel = z.strictObject({
  id,
  title: z.string(),
  place,
  chart: z.literal('text'),
  text: z.array(z.string()),
});

const plotPanel = z.strictObject({
  id,
  title: z.string(),
  description: z.string().default(''),
  place,
  /** `shares` are stacked to 100 %; `ranks` are horizontal bars. */
  chart: z.enum(['bars', 'stacked bars', 'shares', 'ranks', 'lines', 'heat map', 'table']),
  view: id,
  /** In Kibana's query language, for this panel alone. */
  filter: z.string().default(''),
  /** Outermost first. Plots: the axis, then what splits it; heat maps: x, then y; tables: the leading columns. */
  by: z.array(grouping).min(1),
  values: z.array(value).min(1),
});

const control = z.union([
  z.strictObject({
    id,
    title: z.string(),
    view: id,
    field: z.string(),
    selected: z.array(z.string()).default([]),
  }),
  z.strictObject({ id, title: z.string(), view: id, range: z.string() }),
]);

export const dataViewsSchema = z.record(id, dataViewSchema);

export const dashboardSchema = z.strictObject({
  id,
  title: z.string(),
  description: z.string(),
  /** The initial time range. By it Kibana excludes undated movies, as rule 11 of the figures demands. */
  time: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
  controls: z.array(control),
  panels: z.array(z.union([textPanel, plotPanel])).min(1),
});

export type DataViewDescription = z.output<typeof dataViewSchema>;
export type DataViewDescriptions = z.output<typeof dataViewsSchema>;
export type Grouping = z.output<typeof grouping>;
export type Value = z.output<typeof value>;
export type TextPanel = z.output<typeof textPanel>;
export type PlotPanel = z.output<typeof plotPanel>;
export type Control = z.output<typeof control>;
export type DashboardDescription = z.output<typeof dashboardSchema>;

/** A description of a dashboard is invalid; the message names the file, the place in it, and what is allowed. */
export class DashboardError extends Error {
  override readonly name = 'DashboardError';
}
