import { type AggregateParameters, type SortKey, sortKeys } from './aggregate-parameters.js';
import { compareKeys } from './composite.js';
import type { SortValue } from './group.js';
import { type Group, hasEnough, sortValues } from './group.js';
import type { GroupNames } from './names.js';
import { maxSorted, TooManyGroupsError } from './too-many-groups-error.js';

type Sorted = Group & { values: readonly SortValue[] };

/** Groups are dropped when there are so many times more than are needed. */
const slack = 4;

/** Sorts groups as they come, and keeps the first ones: the memory it takes depends on these alone. */
export class SortedGroups {
  readonly #parameters: AggregateParameters;
  readonly #names: GroupNames;
  readonly #keys: readonly SortKey[];
  readonly #needed: number;
  #first: Sorted[] = [];
  #seen = 0;
  /** The number of groups that have enough movies. */
  total = 0;

  constructor(parameters: AggregateParameters, names: GroupNames, needed: number) {
    this.#parameters = parameters;
    this.#names = names;
    this.#keys = sortKeys(parameters);
    this.#needed = needed;
  }

  /** @throws {TooManyGroupsError} when there are more groups than are sorted */
  async add(groups: readonly Group[]): Promise<void> {
    this.#seen += groups.length;
    if (this.#seen > maxSorted) {
      throw new TooManyGroupsError(this.#parameters.sort.length > 0 ? 'sort' : 'gaps');
    }
    const enough = groups.filter((group) => hasEnough(group, this.#parameters));
    this.total += enough.length;
    const named = this.#parameters.group.filter((name) => this.#keys.some((key) => key.name === name));
    await this.#names.read(enough, named);
    for (const group of enough) {
      const values = sortValues(group, this.#parameters, (at, key) => this.#names.sortValue(at, key));
      this.#first.push({ ...group, values });
    }
    if (this.#first.length > slack * this.#needed) this.#drop();
  }

  /** The first groups in order. */
  first(): Group[] {
    this.#drop();
    return this.#first;
  }

  #drop(): void {
    this.#first.sort((a, b) => this.#compare(a, b));
    if (this.#first.length > this.#needed) this.#first.length = this.#needed;
  }

  /** Unknown values come last in either direction; ties are in the order of keys. */
  #compare(a: Sorted, b: Sorted): number {
    for (const [at, { isDescending }] of this.#keys.entries()) {
      const [one, other] = [a.values[at] ?? null, b.values[at] ?? null];
      if (one === other) continue;
      if (one === null || other === null) return one === null ? 1 : -1;
      return one < other === isDescending ? 1 : -1;
    }
    return compareKeys(a.key, b.key);
  }
}
