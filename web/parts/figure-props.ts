import type { ComponentChildren } from 'preact';
import type { Choice, Choose } from './choice.js';
import type { Column } from './data-table.js';

export type FigureProps<Row> = {
  /** Value of `data-figure`, by which tests and links find the plot. */
  name: string;
  title: string;
  subtitle?: ComponentChildren;
  /** The paths of its calls, `/v1/…`. */
  calls: readonly string[];
  /** Whether the call is for a page of rows; files hold all of them. */
  isPaged?: boolean;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** The movies behind a row; undefined where it has none. */
  choiceOf?: (row: Row) => Choice | undefined;
  /** Draws the plot for a width in pixels. */
  draw?: (width: number, choose: Choose<Row>) => Element;
  /** Elements shown instead of a drawn plot. */
  show?: (choose: Choose<Row>) => ComponentChildren;
  /** Draws the plot for export, where it is not drawn as SVG. */
  drawExport?: (width: number) => SVGSVGElement;
  /** Text shown instead of a plot without data. */
  empty?: string | false;
  /** Placed between the title and the plot. */
  controls?: ComponentChildren;
  legend?: ComponentChildren;
  isLarge?: boolean;
};
