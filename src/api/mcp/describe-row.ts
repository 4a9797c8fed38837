import { type MeasureName, measureNames, measureOf } from '../../questions/measures/measures.js';

type Row = Readonly<Record<string, unknown>>;

/** Members of a movie that a line about it has no room for. */
const leftOut: readonly string[] = [
  'rank',
  'id',
  'title',
  'name',
  'releaseDate',
  'year',
  'links',
  'score',
  'edition',
];

/** Members of movies in US dollars. */
const money: readonly string[] = ['budget', 'revenue', 'profit'];

/** Returns a row in words: what it is about, then its figures with their coverage. */
export function describeRow(row: Row): string {
  const releases = typeof row.releases === 'number' ? row.releases : undefined;
  const rank = typeof row.rank === 'number' ? `${row.rank}. ` : '';
  const isMovie = row.title !== undefined;
  const figures = Object.entries(row)
    .filter(([name]) => !leftOut.includes(name) && !isIdentity(row[name]))
    .flatMap(([name, value]) =>
      isMovie ? describeField(name, value) : describeMember(name, value, releases),
    );
  return `${rank}${subjectOf(row)}${figures.length > 0 ? `: ${figures.join('; ')}` : ''}`;
}

/** `1995, Animation (id 16)`, `Toy Story (id 862, 1995-10-30)` */
function subjectOf(row: Row): string {
  const identities = Object.values(row).filter(isIdentity).map(describeIdentity);
  const name = row.title ?? row.name;
  const own = [
    ...(row.id === undefined ? [] : [`id ${row.id}`]),
    ...(row.releaseDate ? [row.releaseDate] : []),
  ];
  const named =
    typeof name === 'string' ? [own.length > 0 ? `${name} (${own.join(', ')})` : name] : identities;
  const edition = row.edition === undefined ? [] : [`edition ${row.edition}`];
  const parts = [...edition, ...(row.year === undefined ? [] : [String(row.year ?? 'no year')]), ...named];
  return parts.length > 0 ? parts.join(', ') : 'all of these movies';
}

type Identity = { id?: number; code?: string; name: string };

const isIdentity = (value: unknown): value is Identity =>
  typeof value === 'object' && value !== null && 'name' in value && ('id' in value || 'code' in value);

const describeIdentity = ({ id, code, name }: Identity): string =>
  `${name} (${id === undefined ? code : `id ${id}`})`;

function describeMember(name: string, value: unknown, releases: number | undefined): string[] {
  if (isMeasure(name) && (typeof value === 'number' || isFigure(value))) {
    return [describeFigure(name, value, releases)];
  }
  return describeField(name, value);
}

/** A member that is no figure of several movies. */
function describeField(name: string, value: unknown): string[] {
  if (value === null || value === undefined) return money.includes(name) ? [`${name} not known`] : [];
  if (/year/i.test(name)) return [`${name} ${value}`];
  if (typeof value === 'number') return [`${name} ${show(value, money.includes(name))}`];
  if (Array.isArray(value)) {
    const names = value.filter(isIdentity).map((one) => one.name);
    return names.length > 0 ? [`${name} ${names.slice(0, 5).join(', ')}`] : [];
  }
  if (typeof value === 'object') return [];
  return [`${name} ${value}`];
}

const isMeasure = (name: string): name is MeasureName => (measureNames as readonly string[]).includes(name);

/** A figure with its coverage. */
type Figure = Readonly<Record<string, number | null>> & { known: number };

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'known' in value;

/** `revenue $1,234,567 (known for 12 of 15 movies)` */
function describeFigure(name: MeasureName, figure: number | Figure, releases: number | undefined): string {
  const { title, unit } = measureOf(name);
  const label = title.toLowerCase();
  const isMoney = unit.startsWith('US dollars');
  if (typeof figure === 'number') return `${label} ${show(figure, isMoney)}`;
  const { known, ...values } = figure;
  const coverage = `known for ${known}${releases === undefined ? '' : ` of ${releases}`} ${(releases ?? known) === 1 ? 'movie' : 'movies'}`;
  const given = Object.entries(values).filter(([, value]) => value !== null);
  if (given.length === 0) return `${label} not known`;
  const texts = given.map(
    ([member, value]) => `${given.length > 1 ? `${member} ` : ''}${show(value as number, isMoney)}`,
  );
  return `${label} ${texts.join(', ')} (${coverage})`;
}

function show(value: number, isMoney: boolean): string {
  const text = value.toLocaleString('en-US', { maximumFractionDigits: 3 });
  return isMoney ? `$${text}`.replace('$-', '-$') : text;
}
