import type { EditionsData } from 'api-types';
import { Fragment } from 'preact';
import { count, dollars, editionName, fieldName, percent, plural } from '../format.js';
import { DataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { Stat } from './headline.js';

type Edition = EditionsData['data'][number];
type Corrections = NonNullable<NonNullable<Edition['quality']>['corrections']>;

/** Counts of rejected, repaired and unreadable data. */
export function Quality({ quality: found, rows }: Edition) {
  const all =
    Object.values(rows).reduce<number>((sum, one) => sum + (one ?? 0), 0) - (found?.corrections?.rows ?? 0);
  return (
    <section class="figure" data-figure="quality">
      <h2>Data quality</h2>
      {found === null ? (
        <p class="empty">This edition was loaded before quality was recorded.</p>
      ) : (
        <>
          <dl class="stats">
            <Stat term="Rejected" value={count(found.rejected)} note={`of ${plural(all, 'row')}`} />
            <Stat term="Repaired" value={count(found.repaired)} note="joined from two rows" />
            <Stat
              term="Duplicates"
              value={count(found.duplicates)}
              note={`${count(found.conflicting)} of them differed`}
            />
            <Stat term="Unreadable cells" value={count(found.issues)} note="taken as not known" />
            <Stat term="Suspect units" value={count(found.flags.suspectUnits)} note="money of 1 to 999" />
            <Stat term="Ambiguous dates" value={count(found.flags.ambiguousDate)} note="taken as not known" />
            <Stat term="Absurd scores" value={count(found.flags.absurdScore)} note="taken as not known" />
            {found.corrections !== null && (
              <Stat
                term="Corrected"
                value={count(found.flags.corrected)}
                note={`movies, by ${found.corrections.file}`}
              />
            )}
          </dl>
          {found.corrections !== null && <p>{describeCorrections(found.corrections)}</p>}
          {found.missing.length > 0 && <p>Missing files: {found.missing.join(', ')}.</p>}
        </>
      )}
    </section>
  );
}

/** `3 corrections: revenue 2, title 1; 1 of 4 says what the data set says.` */
function describeCorrections({ applied, rows, unneeded, fields }: Corrections): string {
  const listed = knownEntries(fields)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([field, number]) => `${field} ${count(number)}`);
  const rest = unneeded > 0 ? `; ${count(unneeded)} of ${count(rows)} say what the data set says` : '';
  return `${plural(applied, 'correction')}${applied > 0 ? `: ${listed.join(', ')}` : ''}${rest}.`;
}

/** For how many movies each field is known, the least known first. */
export function Coverage(live: Edition) {
  const movies = live.documents.movies ?? 0;
  const fields = knownEntries(live.coverage).sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]));
  return (
    <section class="figure" data-figure="coverage">
      <h2>Coverage</h2>
      <p class="subtitle">
        For how many of the {count(movies)} movies each field is known, the least known first.
      </p>
      {live.lacks.length > 0 && (
        <p data-lacks="">Not in this edition: {live.lacks.map(fieldName).join(', ')}.</p>
      )}
      <ol class="ranking coverage">
        {fields.map(([name, known]) => (
          <li key={name}>
            <span class="name">{fieldName(name)}</span>
            <span class="track">
              <i
                class="bar"
                aria-hidden="true"
                data-value={known}
                style={{ width: `${movies > 0 ? (100 * known) / movies : 0}%` }}
              />
            </span>
            <span class="figure-text">
              {percent(known, movies)}
              <small> {count(known)}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const comparedRankings = [
  ['companies', 'companies'],
  ['genres', 'genres'],
  ['directors', 'directors'],
] as const;

type ChangesProps = NonNullable<Edition['changes']> & { edition: string };

/** What an edition changed against the previous one. */
export function Changes({ against, movies, companies }: ChangesProps) {
  const money = (value: number | null) => (value === null ? 'not known' : dollars(value));
  return (
    <section class="figure" data-figure="changes">
      <h2>What changed</h2>
      <p class="subtitle">against the edition {editionName(against)}</p>
      <p>
        In the figures: <a href={linkTo('/', { compare: against })}>by year</a>
        {comparedRankings.map(([name, title]) => (
          <Fragment key={name}>
            {', '}
            <a href={linkTo(`/rankings/${name}`, { compare: against })}>{title}</a>
          </Fragment>
        ))}
      </p>
      <dl class="stats">
        <Stat term="Added" value={count(movies.added)} note="movies" />
        <Stat term="Gone" value={count(movies.gone)} note="movies" />
        <Stat term="Changed" value={count(movies.changed)} note="movies" />
        <Stat term="The same" value={count(movies.same)} note="movies" />
      </dl>
      {companies.length > 0 && (
        <DataTable
          caption="Companies whose totals moved most"
          columns={[
            {
              title: 'Company',
              value: ({ name }) => name,
              cell: ({ id, name }) => <a href={linkTo(`/companies/${id}`)}>{name}</a>,
            },
            { title: 'Measure', value: ({ measure }) => measure },
            {
              title: 'Before',
              isNumber: true,
              value: ({ before }) => before,
              cell: ({ before }) => money(before),
            },
            {
              title: 'After',
              isNumber: true,
              value: ({ after }) => after,
              cell: ({ after }) => money(after),
            },
          ]}
          rows={companies}
        />
      )}
    </section>
  );
}

/** The entries that have a number. */
const knownEntries = (numbers: Partial<Record<string, number | null>>): [name: string, number: number][] =>
  Object.entries(numbers).flatMap(([name, number]) => (typeof number === 'number' ? [[name, number]] : []));
