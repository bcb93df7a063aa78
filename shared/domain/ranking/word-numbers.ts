import type { GrowingInts } from './growing';
import { stemOf } from './stem';
import { wordsOf } from './words';

const MANY = 1 << 14;

/**
 * Numbers for the words of texts, by their stems where wanted, in order of first appearance.
 *
 * Texts are read letter by letter, and a word that was met before is found in an open hash table without being cut out of
 * its text: a hundred thousand abstracts are eighteen million words, and as many strings would cost more than all the rest.
 * The words are those of `wordsOf`.
 */
export class WordNumbers {
  private readonly byStem = new Map<string, number>();
  /** The first word met of each stem, as a reader would know it. */
  private readonly firstOf: string[] = [];
  private readonly words: string[] = [];
  private hashes = new Int32Array(MANY);
  private numbers = new Int32Array(MANY);
  private slots = new Int32Array(MANY * 4).fill(-1);

  constructor(private readonly stems: boolean) {}

  get size(): number {
    return this.firstOf.length;
  }

  textOf(number: number): string {
    return this.firstOf[number] as string;
  }

  /** Adds the number of each word of the text to `into`; with `isOpen` false -1 for words that are not known. */
  read(text: string, into: GrowingInts, isOpen = true): void {
    const lower = text.toLowerCase();
    let start = -1;
    let hash = 0;
    for (let at = 0; at <= lower.length; at++) {
      const code = at < lower.length ? lower.charCodeAt(at) : 0;
      const kind = KINDS[code] || kindOf(code);
      if (kind === LETTER) {
        if (start < 0) {
          start = at;
          hash = OFFSET;
        }
        hash = Math.imul(hash ^ code, PRIME);
      } else if (kind === HALF) {
        // A letter of two code units: rare enough to take the slow way with all that is left.
        for (const word of wordsOf(lower.slice(start < 0 ? at : start))) into.push(this.numberOf(word, isOpen));
        return;
      } else if (start >= 0) {
        if (at - start > 1) into.push(this.numberAt(lower, start, at, hash, isOpen));
        start = -1;
      }
    }
  }

  private numberOf(word: string, isOpen: boolean): number {
    let hash = OFFSET;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
    return this.numberAt(word, 0, word.length, hash, isOpen);
  }

  private numberAt(text: string, start: number, end: number, hash: number, isOpen: boolean): number {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let at = this.slots[slot]!; at !== -1; at = this.slots[slot]!) {
      if (this.hashes[at] === hash && isAt(text, start, end, this.words[at]!)) return this.numbers[at]!;
      slot = (slot + 1) & mask;
    }
    const word = copied(text, start, end);
    const stem = this.stems ? stemOf(word) : word;
    let number = this.byStem.get(stem) ?? -1;
    if (!isOpen) return number;
    if (number === -1) {
      number = this.firstOf.length;
      this.firstOf.push(word);
      this.byStem.set(stem, number);
    }
    this.keep(word, hash, number);
    return number;
  }

  private keep(word: string, hash: number, number: number): void {
    const at = this.words.length;
    this.words.push(word);
    if (at === this.hashes.length) {
      this.hashes = doubled(this.hashes);
      this.numbers = doubled(this.numbers);
    }
    this.hashes[at] = hash;
    this.numbers[at] = number;
    if (at * 2 >= this.slots.length) this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    else return this.enter(at);
    for (let each = 0; each <= at; each++) this.enter(each);
  }

  private enter(at: number): void {
    const mask = this.slots.length - 1;
    const hash = this.hashes[at]!;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
    this.slots[slot] = at;
  }
}

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** What each code unit is, once somebody asked. */
const KINDS = new Uint8Array(1 << 16);
const LETTER = 1;
const OTHER = 2;
const HALF = 3;

function kindOf(code: number): number {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  const kind = isHalf ? HALF : /[\p{L}\p{N}_]/u.test(String.fromCharCode(code)) ? LETTER : OTHER;
  KINDS[code] = kind;
  return kind;
}

function isAt(text: string, start: number, end: number, word: string): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

/** A copy that does not keep the text it was cut out of. */
function copied(text: string, start: number, end: number): string {
  const codes = Array.from({ length: end - start }, (_, i) => text.charCodeAt(start + i));
  return codes.length < 1000 ? String.fromCharCode(...codes) : text.slice(start, end);
}

function doubled(ints: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(ints.length * 2);
  larger.set(ints);
  return larger;
}
