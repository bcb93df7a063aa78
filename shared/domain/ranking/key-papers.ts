import { fold, words } from '../dedup/words';

/** Fewer words than this make a title that others share, such as "Editorial" or "Return to work". */
const LEAST_WORDS = 4;

const plain = (text: string): string => ` ${words(fold(text)).join(' ')} `;

/** The papers that a search must find, as a protocol names them: one a line, by DOI, by title or as a whole reference. */
export class KeyPapers {
  private readonly dois: ReadonlySet<string>;
  private readonly lines: readonly string[];

  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    this.dois = new Set(
      lines.flatMap(
        (line) =>
          /\b10\.\d{4,9}\/\S+/
            .exec(line)?.[0]
            .replace(/[.,;)\]]+$/, '')
            .toLowerCase() ?? [],
      ),
    );
    this.lines = lines.map(plain);
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** Whether a record is one of them: the same DOI, or its whole title stands in a line. */
  has({ title, doi }: { title: string; doi: string | null }): boolean {
    if (doi !== null && this.dois.has(doi.toLowerCase())) return true;
    if (this.isEmpty) return false;
    const own = plain(title);
    return own.split(' ').length - 2 >= LEAST_WORDS && this.lines.some((line) => line.includes(own));
  }
}
