import { GrowingInts } from './growing';

/**
 * Numbers for words and for pairs of neighbouring words, given in order of first appearance.
 *
 * A review of 100,000 abstracts has some ten million distinct pairs. They are kept as pairs of word numbers in an open
 * hash table of typed arrays, which takes a twentieth of the memory of their texts.
 */
export class Vocabulary {
  private readonly words = new Map<string, number>();
  /** For each term: the numbers of its words; the second is -1 for a single word. */
  private readonly first = new GrowingInts();
  private readonly second = new GrowingInts();
  private readonly texts: string[] = [];
  private slots = new Int32Array(1 << 16).fill(-1);
  private pairs = 0;

  get size(): number {
    return this.first.length;
  }

  /** The term of a word, made when new; -1 for an unknown word of a closed vocabulary. */
  wordTerm(word: string, isOpen = true): number {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    if (!isOpen) return -1;
    const term = this.add(this.texts.length, -1);
    this.texts.push(word);
    this.words.set(word, term);
    return term;
  }

  /** The term of two neighbouring words, given by their terms. */
  pairTerm(left: number, right: number, isOpen = true): number {
    const a = this.first.at(left);
    const b = this.first.at(right);
    let slot = this.slotOf(a, b);
    const found = this.slots[slot]!;
    if (found !== -1) return found;
    if (!isOpen) return -1;
    if (this.pairs * 2 >= this.slots.length) {
      this.grow();
      slot = this.slotOf(a, b);
    }
    const term = this.add(a, b);
    this.slots[slot] = term;
    this.pairs++;
    return term;
  }

  textOf(term: number): string {
    const b = this.second.at(term);
    const word = this.texts[this.first.at(term)]!;
    return b === -1 ? word : `${word} ${this.texts[b]!}`;
  }

  private add(a: number, b: number): number {
    this.first.push(a);
    this.second.push(b);
    return this.first.length - 1;
  }

  /** The slot that holds the pair, or the free one where it belongs. */
  private slotOf(a: number, b: number): number {
    const mask = this.slots.length - 1;
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const term = this.slots[slot]!;
      if (term === -1 || (this.first.at(term) === a && this.second.at(term) === b)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let term = 0; term < this.size; term++) {
      if (this.second.at(term) === -1) continue;
      this.slots[this.slotOf(this.first.at(term), this.second.at(term))] = term;
    }
  }
}
