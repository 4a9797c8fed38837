import type { CodeReference } from '../model/movie.js';

/** The spellings of an entity in rows that are kept, and their uses; nearly every entity has one. */
export class Spellings {
  uses = 0;
  others: Map<string, number> | null = null;

  constructor(public name: string) {}
}

/** The names of one kind of entity: of each its most frequent spelling, at a tie the alphabetically first (rule 9). */
export class CanonicalNames<R extends { name: string }, K extends number | string, E extends Spellings> {
  protected readonly entities = new Map<K, E>();

  constructor(
    private readonly keyOf: (reference: R) => K,
    private readonly create: (name: string) => E,
  ) {}

  /** Counts the spellings of some references. */
  add(references: Iterable<R>): void {
    for (const reference of references) {
      const { name } = reference;
      const key = this.keyOf(reference);
      let entity = this.entities.get(key);
      if (entity === undefined) {
        entity = this.create(withoutParent(name));
        this.entities.set(key, entity);
      }
      if (entity.name === name) entity.uses++;
      else {
        entity.others ??= new Map();
        const uses = entity.others.get(name);
        entity.others.set(uses === undefined ? withoutParent(name) : name, (uses ?? 0) + 1);
      }
    }
  }

  /** Takes back what was counted of some references: their row gives way to another. */
  remove(references: Iterable<R>): void {
    for (const reference of references) {
      const { name } = reference;
      const entity = this.entities.get(this.keyOf(reference));
      if (entity?.name === name) entity.uses--;
      else entity?.others?.set(name, (entity.others.get(name) ?? 0) - 1);
    }
  }

  /** Chooses the names once everything is counted; entities that nothing refers to are gone. */
  resolve(): void {
    for (const [key, entity] of this.entities) {
      const spellings = [[entity.name, entity.uses] as const, ...(entity.others ?? [])];
      const [best, ...others] = spellings
        .filter(([, uses]) => uses > 0)
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      if (best === undefined) this.entities.delete(key);
      else {
        [entity.name, entity.uses] = best;
        entity.others = others.length > 0 ? new Map(others) : null;
      }
    }
  }

  /** Gives references their names, in place. */
  apply(references: Iterable<R>): void {
    for (const reference of references) {
      reference.name = this.entities.get(this.keyOf(reference))?.name ?? reference.name;
    }
  }
}

export const createCodeNames = () =>
  new CanonicalNames<CodeReference, string, Spellings>(
    ({ code }) => code,
    (name) => new Spellings(name),
  );

/** A copy of a text that was cut out of a cell: V8 would keep the whole cell for it. */
const withoutParent = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
