import { GrowingInts } from './growing';

const mixed = (a: number, b: number): number => {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
};

/**
 * Which pairs of neighbouring words were seen more than once, in two bits for each place of a hash.
 *
 * A hundred thousand abstracts have some ten million different pairs, nine tenths of which stand in one record alone and
 * need no number. A pair that shares its place with another is taken for seen twice; it then gets a number it would not
 * need, and nothing else changes.
 */
export class PairSketch {
  private readonly once: Uint32Array;
  private readonly twice: Uint32Array;
  private readonly mask: number;

  /** @param pairs how many will be seen, repeated ones too */
  constructor(pairs: number) {
    let bits = 1 << 12;
    while (bits < pairs * 8 && bits < 1 << 28) bits *= 2;
    this.mask = bits - 1;
    this.once = new Uint32Array(bits / 32);
    this.twice = new Uint32Array(bits / 32);
  }

  see(a: number, b: number): void {
    const place = mixed(a, b) & this.mask;
    const [at, bit] = [place >>> 5, 1 << (place & 31)];
    if (this.once[at]! & bit) this.twice[at]! |= bit;
    else this.once[at]! |= bit;
  }

  isSeenTwice(a: number, b: number): boolean {
    const place = mixed(a, b) & this.mask;
    return (this.twice[place >>> 5]! & (1 << (place & 31))) !== 0;
  }
}

/** Numbers for pairs of words, in order of first appearance: an open hash table of typed arrays. */
export class PairNumbers {
  private readonly first = new GrowingInts();
  private readonly second = new GrowingInts();
  private slots = new Int32Array(1 << 12).fill(-1);

  get size(): number {
    return this.first.length;
  }

  /** The number of a pair, made when new; -1 for an unknown one where `isOpen` is false. */
  numberOf(a: number, b: number, isOpen = true): number {
    const slot = this.slotOf(a, b);
    const found = this.slots[slot]!;
    if (found !== -1 || !isOpen) return found;
    const number = this.size;
    this.first.push(a);
    this.second.push(b);
    this.slots[slot] = number;
    if (this.size * 2 >= this.slots.length) this.grow();
    return number;
  }

  firstOf(number: number): number {
    return this.first.at(number);
  }

  secondOf(number: number): number {
    return this.second.at(number);
  }

  /** The slot that holds the pair, or the free one where it belongs. */
  private slotOf(a: number, b: number): number {
    const mask = this.slots.length - 1;
    let slot = mixed(a, b) & mask;
    for (;;) {
      const number = this.slots[slot]!;
      if (number === -1 || (this.first.at(number) === a && this.second.at(number) === b)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(this.first.at(number), this.second.at(number))] = number;
    }
  }
}
