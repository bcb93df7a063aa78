export interface XmlShape {
  /** Elements that are records; they never hold one another. */
  records: ReadonlySet<string>;
  /** Elements that only dress text (italics, EndNote's `style`): their text is their parent's. */
  inline: ReadonlySet<string>;
  /** Elements that are passed over whole; they stay in the raw text. */
  skipped?: ReadonlySet<string>;
}

export interface StartTag {
  text: string;
  attributeText: string;
}

export interface ElementName {
  name: string;
  isRecord: boolean;
  isInline: boolean;
  isSkipped: boolean;
  /** The first start tag of this name that holds more than the name; null before it. */
  tag: StartTag | null;
}

/** Names beyond in one place of the table are made anew each time: a file may hold a million of them. */
const MOST_ALIKE = 8;

/**
 * The names of elements as they were met before. A file has some dozen of them, a hundred thousand times each: comparing
 * with a known one is faster than looking it up in three sets.
 */
export class Names {
  private readonly table: ElementName[][] = Array.from({ length: 256 }, () => []);

  constructor(private readonly shape: XmlShape) {}

  of(name: string): ElementName {
    const { length } = name;
    const alike = this.table[(length * 7 + name.charCodeAt(0) * 3 + name.charCodeAt(length - 1) * 13) & 255]!;
    for (const known of alike) if (known.name === name) return known;
    const { records, inline, skipped } = this.shape;
    const made: ElementName = {
      name: alone(name),
      isRecord: records.has(name),
      isInline: inline.has(name),
      isSkipped: skipped?.has(name) === true,
      tag: null,
    };
    if (alike.length < MOST_ALIKE) alike.push(made);
    return made;
  }

  /** Keeps the first start tag of a name. */
  learn(known: ElementName, { text, attributeText }: StartTag): void {
    known.tag ??= { text: alone(text), attributeText: alone(attributeText) };
  }
}

/** A slice keeps alive all of the text that it was cut from; this stands alone. */
const alone = (text: string): string => text.split('').join('');
