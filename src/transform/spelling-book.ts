import type { KeyTable } from './key-table.js';
import { NumberList } from './number-list.js';

/**
 * Gathers the spellings of one kind of entity, to settle each entity's name: its most frequent spelling, at a
 * tie the alphabetically first (rule 9). Entities and their spellings have numbers, so that millions of
 * references are remembered as integers; nearly every entity has one spelling.
 */
export class SpellingBook<K extends number | string> {
  private readonly names: string[] = [];
  private readonly entities = new NumberList(Uint32Array);
  private readonly uses = new NumberList(Uint32Array);
  /** Per entity its first spelling + 1, per spelling the entity's next + 1; 0 is none. */
  private readonly firsts = new NumberList(Uint32Array);
  private readonly nexts = new NumberList(Uint32Array);
  /** Per entity the spelling that became its name, + 1; 0 when none was counted. */
  private readonly settled = new NumberList(Uint32Array);

  constructor(readonly keys: KeyTable<K>) {}

  /** The number of a spelling. It is not counted yet: the movie may turn out to be a duplicate. */
  spellingOf(key: K, name: string): number {
    const entity = this.keys.add(key);
    let last = 0;
    for (let next = this.firsts.at(entity); next !== 0; next = this.nexts.at(next - 1)) {
      if (this.names[next - 1] === name) return next - 1;
      last = next;
    }
    const spelling = this.names.push(withoutParent(name)) - 1;
    this.entities.push(entity);
    this.uses.push(0);
    this.nexts.push(0);
    if (last === 0) this.firsts.set(entity, spelling + 1);
    else this.nexts.set(last - 1, spelling + 1);
    return spelling;
  }

  count(spelling: number): void {
    this.uses.increment(spelling);
  }

  entityOf(spelling: number): number {
    return this.entities.at(spelling);
  }

  /** Settles the names once everything is counted. */
  settle(): void {
    for (let entity = 0; entity < this.keys.size; entity++) {
      const [best] = this.countedSpellings(entity);
      this.settled.set(entity, best === undefined ? 0 : best + 1);
    }
  }

  /** Whether this spelling became the name of its entity. */
  isSettled(spelling: number): boolean {
    return this.settled.at(this.entityOf(spelling)) === spelling + 1;
  }

  /** The settled name of an entity; undefined when none of its spellings was counted. */
  nameOf(entity: number): string | undefined {
    return this.names[this.settled.at(entity) - 1];
  }

  nameOfKey(key: K): string | undefined {
    const entity = this.keys.find(key);
    return entity === -1 ? undefined : this.nameOf(entity);
  }

  /** The counted spellings of an entity, its name first. */
  namesOf(entity: number): string[] {
    return this.countedSpellings(entity).map((spelling) => this.names[spelling] as string);
  }

  private countedSpellings(entity: number): number[] {
    const spellings: number[] = [];
    for (let next = this.firsts.at(entity); next !== 0; next = this.nexts.at(next - 1)) {
      if (this.uses.at(next - 1) > 0) spellings.push(next - 1);
    }
    if (spellings.length < 2) return spellings;
    const name = (spelling: number) => this.names[spelling] as string;
    return spellings.sort((a, b) => this.uses.at(b) - this.uses.at(a) || (name(a) < name(b) ? -1 : 1));
  }
}

/** A copy of a text cut out of a cell: V8 would keep the whole row for it. */
const withoutParent = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
