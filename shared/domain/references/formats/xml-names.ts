export interface XmlShape {
  /** Elements that are records; they never hold one another. */
  records: ReadonlySet<string>;
  /** Elements that only dress text (italics, EndNote's `style`): their text is their parent's. */
  inline: ReadonlySet<string>;
  /** Elements that are passed over whole; they stay in the raw text. */
  skipped?: ReadonlySet<string>;
}

export interface ElementName {
  name: string;
  isRecord: boolean;
  isInline: boolean;
  isSkipped: boolean;
}

/** Names beyond in one place of the table are made anew each time: a file may hold a million of them. */
const MOST_ALIKE = 8;

/**
 * The names of elements as they were met before. A file has some dozen of them, a hundred thousand times each: comparing
 * with a known one is faster than cutting the name out and looking it up in three sets.
 */
export class Names {
  private readonly table: ElementName[][] = Array.from({ length: 256 }, () => []);

  constructor(private readonly shape: XmlShape) {}

  of(text: string, from: number, end: number): ElementName {
    const length = end - from;
    const place = (length * 7 + text.charCodeAt(from) * 3 + text.charCodeAt(end - 1) * 13) & 255;
    const alike = this.table[place]!;
    for (const known of alike) if (known.name.length === length && text.startsWith(known.name, from)) return known;
    const name = text.slice(from, end);
    const { records, inline, skipped } = this.shape;
    const made = {
      name,
      isRecord: records.has(name),
      isInline: inline.has(name),
      isSkipped: skipped?.has(name) === true,
    };
    if (alike.length < MOST_ALIKE) alike.push(made);
    return made;
  }
}
