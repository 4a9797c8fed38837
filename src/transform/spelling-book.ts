/**
 * Gathers the spellings of one kind of entity, to settle each entity's name: its most frequent spelling, at a
 * tie the alphabetically first (rule 9). A spelling is a pair of key and name and has a number, so that each
 * copy of a movie can remember its references as a few integers.
 */
export class SpellingBook {
  private readonly spellings: { key: number | string; name: string; uses: number; isSettled: boolean }[] = [];
  private readonly byKey = new Map<number | string, number[]>();

  /** The number of a spelling. It is not counted yet: the movie may turn out to be a duplicate. */
  numberOf(key: number | string, name: string): number {
    let numbers = this.byKey.get(key);
    if (numbers === undefined) {
      numbers = [];
      this.byKey.set(key, numbers);
    }
    const known = numbers.find((number) => this.at(number).name === name);
    if (known !== undefined) return known;
    const number = this.spellings.push({ key, name, uses: 0, isSettled: false }) - 1;
    numbers.push(number);
    return number;
  }

  count(number: number): void {
    this.at(number).uses++;
  }

  keyOf(number: number): number | string {
    return this.at(number).key;
  }

  /** Whether this spelling became the name of its entity. */
  isSettled(number: number): boolean {
    return this.at(number).isSettled;
  }

  /** Settles the names: the counted spellings of each entity, its name first. */
  settle(): Map<number | string, string[]> {
    const names = new Map<number | string, string[]>();
    for (const [key, numbers] of this.byKey) {
      const counted = numbers.map((number) => this.at(number)).filter(({ uses }) => uses > 0);
      counted.sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
      const [first] = counted;
      if (first === undefined) continue;
      first.isSettled = true;
      names.set(
        key,
        counted.map(({ name }) => name),
      );
    }
    return names;
  }

  private at(number: number) {
    const spelling = this.spellings[number];
    if (spelling === undefined) throw new RangeError(`there is no spelling ${number}`);
    return spelling;
  }
}
