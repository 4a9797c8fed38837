import { measureNames, measureOf } from '../../questions/measures/measures.js';
import { type AggregateParameters, type SortKey, sortKeys } from './aggregate-parameters.js';
import { compareKeys } from './composite.js';
import { type Group, rowFilter } from './group.js';
import type { GroupNames } from './names.js';
import { maxSorted, TooManyGroupsError } from './too-many-groups-error.js';

/** What a group is sorted by: a figure, a number, or a name; null when it is not known. */
type SortValue = number | string | null;

/** A key of `sort`, and how its value is read of a group. */
type Column = SortKey & { isFigure: boolean; read(group: Group): SortValue };

/** A group with its value of the first key, larger first. */
type Ranked = { group: Group; rank: number };

/** Groups are dropped when there are so many times more than are needed. */
const slack = 4;

/**
 * Sorts groups as they come, and keeps the first ones: the memory it takes depends on these alone. Only groups that can
 * be among them are named and compared.
 */
export class SortedGroups {
  readonly #parameters: AggregateParameters;
  readonly #names: GroupNames;
  readonly #needed: number;
  readonly #columns: readonly Column[];
  #groups: Ranked[] = [];
  #seen = 0;
  /** The number of groups that have a row. */
  total = 0;

  constructor(parameters: AggregateParameters, names: GroupNames, needed: number) {
    this.#parameters = parameters;
    this.#names = names;
    this.#needed = needed;
    this.#columns = sortKeys(parameters).map((key) => toColumn(key, parameters, names));
  }

  /** @throws {TooManyGroupsError} when there are more groups than are sorted */
  async add(groups: readonly Group[]): Promise<void> {
    this.#seen += groups.length;
    if (this.#seen > maxSorted && !this.#parameters.isUnlimited) {
      throw new TooManyGroupsError(this.#parameters.sort.length > 0 ? 'sort' : 'gaps');
    }
    const some = groups.filter(rowFilter(this.#parameters));
    this.total += some.length;
    const rankOf = rankBy(this.#columns[0]);
    for (const group of some) this.#groups.push({ group, rank: rankOf(group) });
    const most = slack * this.#needed;
    if (this.#groups.length > most) this.#dropByRank();
    if (this.#groups.length > most) await this.#sort();
  }

  /** The first groups in order. */
  async first(): Promise<Group[]> {
    this.#dropByRank();
    await this.#sort();
    return this.#groups.map(({ group }) => group);
  }

  #dropByRank(): void {
    if (this.#groups.length <= this.#needed) return;
    const ranks = Float64Array.from(this.#groups, ({ rank }) => rank).sort();
    const least = ranks.at(-this.#needed) ?? Number.NEGATIVE_INFINITY;
    this.#groups = this.#groups.filter(({ rank }) => rank >= least);
  }

  /** Sorts by every key, and keeps what is needed. */
  async #sort(): Promise<void> {
    const { group } = this.#parameters;
    const named = group.filter((dimension) => this.#columns.some(({ name }) => name === dimension));
    await this.#names.read(
      this.#groups.map(({ group }) => group),
      named,
    );
    const columns = this.#columns;
    this.#groups = this.#groups
      .map((ranked) => ({ ranked, values: columns.map(({ read }) => read(ranked.group)) }))
      .sort(
        (a, b) =>
          compareValues(a.values, b.values, columns) || compareKeys(a.ranked.group.key, b.ranked.group.key),
      )
      .slice(0, this.#needed)
      .map(({ ranked }) => ranked);
  }
}

function toColumn(key: SortKey, parameters: AggregateParameters, names: GroupNames): Column {
  const found = measureNames.find((measure) => measure === key.name);
  if (found !== undefined) {
    const measure = measureOf(found);
    const read = ({ bucket }: Group) => measure.value(measure.present(bucket, parameters));
    return { ...key, isFigure: true, read };
  }
  if (key.name === 'id') return { ...key, isFigure: false, read: (group) => Number(group.key[0]) };
  const at = (parameters.group as readonly string[]).indexOf(key.name);
  return { ...key, isFigure: false, read: (group) => names.sortValue(at, group.key[at] ?? null) };
}

/** Unknown figures come last in either direction. All groups have the same rank where the key is not a figure. */
function rankBy(column: Column | undefined): (group: Group) => number {
  if (!column?.isFigure) return () => 0;
  const { read, isDescending } = column;
  const sign = isDescending ? 1 : -1;
  return (group) => {
    const figure = read(group);
    return figure === null ? Number.NEGATIVE_INFINITY : sign * Number(figure);
  };
}

/** Unknown values come last in either direction. */
function compareValues(a: readonly SortValue[], b: readonly SortValue[], columns: readonly Column[]): number {
  for (let at = 0; at < columns.length; at++) {
    const [one, other] = [a[at] ?? null, b[at] ?? null];
    if (one === other) continue;
    if (one === null || other === null) return one === null ? 1 : -1;
    return one < other === columns[at]?.isDescending ? 1 : -1;
  }
  return 0;
}
