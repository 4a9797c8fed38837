import { DatasetError } from '../files/dataset-error.js';
import type { CodeReference } from '../model/movie.js';
import { firstNameId } from '../sources/name-ids.js';

/** The spellings of an entity in the rows that are kept, with the number of uses; nearly every entity has one. */
export class Spellings {
  uses = 0;
  others: Map<string, number> | null = null;

  constructor(public name: string) {}
}

/** The canonical names of one kind of entity: the most frequent spelling, at a tie the alphabetically first (rule 9). */
export class CanonicalNames<R extends { name: string }, K extends number | string, E extends Spellings> {
  readonly #entities = new Map<K, E>();
  readonly #keyOf: (reference: R) => K;
  readonly #create: (name: string) => E;

  constructor(keyOf: (reference: R) => K, create: (name: string) => E) {
    this.#keyOf = keyOf;
    this.#create = create;
  }

  get(key: K): E | undefined {
    return this.#entities.get(key);
  }

  keys(): Iterable<K> {
    return this.#entities.keys();
  }

  /** Counts the spellings in a row that is kept. */
  add(references: Iterable<R>): void {
    for (const reference of references) {
      const { name } = reference;
      const key = this.#keyOf(reference);
      let entity = this.#entities.get(key);
      if (entity === undefined) {
        entity = this.#create(withoutParent(name));
        this.#entities.set(key, entity);
      }
      if (entity.name === name) entity.uses++;
      else {
        entity.others ??= new Map();
        const uses = entity.others.get(name);
        entity.others.set(uses === undefined ? withoutParent(name) : name, (uses ?? 0) + 1);
      }
    }
  }

  /** Uncounts the spellings in a row that is dropped. */
  remove(references: Iterable<R>): void {
    for (const reference of references) {
      const { name } = reference;
      const entity = this.#entities.get(this.#keyOf(reference));
      if (entity?.name === name) entity.uses--;
      else entity?.others?.set(name, (entity.others.get(name) ?? 0) - 1);
    }
  }

  /**
   * Chooses the canonical names, and removes the entities of dropped rows; call it when all rows are read.
   * @throws {DatasetError} when two names have one id that was made of a name (rule 21)
   */
  resolve(): void {
    for (const [key, entity] of this.#entities) {
      const spellings = [[entity.name, entity.uses] as const, ...(entity.others ?? [])];
      const [best, ...others] = spellings
        .filter(([, uses]) => uses > 0)
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      if (best === undefined) this.#entities.delete(key);
      else {
        if (others.length > 0 && Number(key) >= firstNameId) throw twoNames(key, best[0], others);
        [entity.name, entity.uses] = best;
        entity.others = others.length > 0 ? new Map(others) : null;
      }
    }
  }

  /** Gives references their canonical names in place. */
  apply(references: Iterable<R>): void {
    for (const reference of references) {
      reference.name = this.#entities.get(this.#keyOf(reference))?.name ?? reference.name;
    }
  }
}

const twoNames = (id: number | string, name: string, others: readonly (readonly [string, number])[]) =>
  new DatasetError(
    `the names ${JSON.stringify(name)} and ${JSON.stringify(others[0]?.[0])} have the same id ${id} by their SHA-256: ` +
      'figures would mix them. Spell one of them in another way in the file',
  );

export const createCodeNames = () =>
  new CanonicalNames<CodeReference, string, Spellings>(
    ({ code }) => code,
    (name) => new Spellings(name),
  );

/** Copies a text that was cut out of a cell: V8 would keep the whole cell in memory for it. */
const withoutParent = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
