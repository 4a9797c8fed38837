import { type Table, tables } from '../../src/relational/tables.js';
import { toBox } from './entity-box.js';

const all: readonly Table[] = Object.values(tables);

/** Returns the graph of the normalised tables: a snowflake around the movie. */
export function relationalGraph(): string {
  const edges = all.flatMap(({ name, references = {} }) => {
    const targets = Object.values(references);
    return targets.map((target) => toEdge(name, target, targets.length === 1));
  });
  return `// The normalised tables: a snowflake around the movie.\ndigraph {\n  rankdir=LR\n${[...all.map(tableBox), ...edges].join('\n')}\n}\n`;
}

const tableBox = ({ name, columns, key, references = {} }: Table): string =>
  toBox(
    name,
    columns.map((column) => ({
      name: column.name,
      note: [
        key.includes(column.name) ? 'PK' : '',
        column.name in references ? 'FK' : '',
        column.type.toLowerCase(),
      ]
        .filter((part) => part !== '')
        .join(' '),
    })),
    name === 'movie' ? { className: 'accent' } : {},
  );

/** From left to right: what has nothing but the movie, the movie, its lists, and what these refer to. */
function toEdge(table: string, target: string, isOnly: boolean): string {
  const [one, many] = [
    `${target} -> ${table} [dir=both arrowtail=none arrowhead=crow]`,
    `${table} -> ${target} [dir=both arrowtail=crow arrowhead=none]`,
  ];
  const isRightOfTarget = table === 'movie' || (target === 'movie' && !isOnly);
  return `  ${isRightOfTarget ? one : many}`;
}
