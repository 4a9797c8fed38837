import type { Edition } from '../../editions/edition.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { type DimensionName, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { entityNames } from '../../questions/entity-names.js';
import type { SendSearches } from '../../questions/question.js';
import type { Group } from './group.js';

/** The names of the values of dimensions: those that the edition has in memory, and of each group read so far. */
export class GroupNames {
  readonly #group: readonly DimensionName[];
  readonly #edition: Edition;
  readonly #send: SendSearches;
  readonly #names: readonly Map<number, string>[];

  constructor(group: readonly DimensionName[], edition: Edition, send: SendSearches) {
    this.#group = group;
    this.#edition = edition;
    this.#send = send;
    this.#names = group.map(() => new Map());
  }

  /** Looks up the names of some groups' values, of some dimensions. */
  async read(groups: readonly Group[], wanted: readonly DimensionName[] = this.#group): Promise<void> {
    for (const [at, name] of this.#group.entries()) {
      const { documents } = dimensionOf(name);
      const known = this.#names[at];
      if (documents === undefined || known === undefined || !wanted.includes(name)) continue;
      if (this.#edition.names[documents] !== undefined) continue;
      const ids = new Set(groups.flatMap(({ key }) => (key[at] === null ? [] : [Number(key[at])])));
      const missing = [...ids].filter((id) => !known.has(id));
      for (const [id, found] of await entityNames(this.#send, documents, missing)) known.set(id, found);
    }
  }

  /** What groups are sorted by: a name, a number or a code. */
  sortValue(at: number, key: Key): string | number | null {
    if (key === null) return null;
    const name = this.#group[at];
    return name !== undefined && dimensionOf(name).kind === 'id' ? this.#nameOf(at, name, key) : key;
  }

  /** A value as a row shows it. */
  cell(at: number, key: Key): unknown {
    const name = this.#group[at];
    if (key === null || name === undefined) return null;
    const { kind, nameOfCode } = dimensionOf(name);
    if (kind === 'id') return { id: Number(key), name: this.#nameOf(at, name, key) };
    return nameOfCode === undefined ? key : { code: key, name: nameOfCode(String(key)) };
  }

  #nameOf(at: number, dimension: DimensionName, key: Key): string {
    const { documents } = dimensionOf(dimension);
    const inMemory = documents && this.#edition.names[documents];
    const name = (inMemory ?? this.#names[at])?.get(Number(key));
    if (name === undefined) throw new RangeError(`${dimension} ${key} has no document in its edition`);
    return name;
  }
}
