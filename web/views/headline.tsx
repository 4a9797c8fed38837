import type { Meta } from 'api-types';
import type { ComponentChildren } from 'preact';
import type { YearRow } from '../charts/by-year.js';
import { count, dollars, editionName, fieldName, percent } from '../format.js';
import { knownOf, numberOf } from '../measures.js';

/** The head of a view: subject, title and a sentence. */
export const ViewHead = ({
  kicker,
  title,
  children,
}: {
  kicker: string;
  title: string;
  children?: ComponentChildren;
}) => (
  <div class="view-head">
    <p class="kicker">{kicker}</p>
    <h1>{title}</h1>
    {children && <p class="lead">{children}</p>}
  </div>
);

/** Sums over all years, each with its coverage. */
export function Totals({ rows }: { rows: readonly YearRow[] }) {
  const releases = rows.reduce((sum, row) => sum + row.releases, 0);
  const sumOf = (name: 'revenue' | 'budget' | 'profit') => ({
    known: rows.reduce((all, row) => all + (knownOf(row[name]) ?? 0), 0),
    sum: rows.reduce((all, row) => all + (numberOf(row[name]) ?? 0), 0),
  });
  const money = (['revenue', 'budget', 'profit'] as const).map((name) => ({ name, ...sumOf(name) }));
  return (
    <dl class="stats">
      <Stat term="Releases" value={count(releases)} note="released, with a known year" />
      {money.map(({ name, known, sum }) => (
        <Stat
          key={name}
          term={`${name.charAt(0).toUpperCase()}${name.slice(1)}`}
          value={known === 0 ? 'not known' : dollars(sum)}
          exact={known === 0 ? undefined : sum}
          note={`known for ${percent(known, releases)} of movies${name === 'profit' ? ': those with revenue and budget' : ''}`}
        />
      ))}
    </dl>
  );
}

type StatProps = {
  term: string;
  value: ComponentChildren;
  note?: ComponentChildren;
  /** The number in full, shown while the pointer rests on the short one. */
  exact?: number | null | undefined;
};

export const Stat = ({ term, value, note, exact }: StatProps) => (
  <div>
    <dt>{term}</dt>
    <dd>
      <span {...(typeof exact === 'number' && { title: exact.toLocaleString('en-US') })}>{value}</span>
      {note && <small>{note}</small>}
    </dd>
  </div>
);

/** States what the figures exclude, and their edition. */
export const Footnote = ({ meta }: { meta: Meta }) => (
  <p class="footnote">
    Left out: {count(meta.excluded.undated)} without a release year, {count(meta.excluded.unreleased)} not
    released. {meta.adjustment && `${meta.adjustment.note} `}
    Edition {editionName(meta.edition)}.
    {meta.lacks !== undefined && ` Not in this edition: ${meta.lacks.map(fieldName).join(', ')}.`}
  </p>
);
