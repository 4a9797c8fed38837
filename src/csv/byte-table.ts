import { ByteStrings } from './byte-strings.js';

/**
 * Numbers strings of bytes from 0 in the order in which they are added; a `Map` would want a JavaScript string
 * for each look-up.
 */
export class ByteTable {
  private readonly keys = new ByteStrings();
  private hashes = new Int32Array(1024);
  /** Number + 1 of the key in each slot; 0 is free. At most half are taken. */
  private slots = new Int32Array(2048);

  get size(): number {
    return this.keys.size;
  }

  /** The number of a key; -1 for one that was not added. */
  find(source: Uint8Array, start: number, end: number): number {
    const hash = hashOf(source, start, end);
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] as number) - 1;
      if (number === -1) return -1;
      if (hashes[number] === hash && this.keys.equals(number, source, start, end)) return number;
    }
  }

  /** Adds a key that is not there. */
  add(source: Uint8Array, start: number, end: number): number {
    if (this.size === this.hashes.length) this.grow();
    const number = this.keys.add(source, start, end);
    this.hashes[number] = hashOf(source, start, end);
    this.place(number);
    return number;
  }

  private place(number: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[number] as number) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = number + 1;
  }

  private grow(): void {
    const hashes = new Int32Array(2 * this.hashes.length);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.slots = new Int32Array(2 * hashes.length);
    for (let number = 0; number < this.size; number++) this.place(number);
  }
}

/** FNV-1a, whose high bits are mixed into the low ones that choose the slot. */
function hashOf(source: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (source[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}
