export interface AddressList {
  /** Each address once, in the order given. */
  addresses: string[];
  /** What looks like neither an address nor the name before one. */
  unread: string[];
}

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/**
 * Reads the addresses from what people paste: one a line, a row from a mail program (`Ada L. <ada@x.org>; bob@y.org`), or
 * a column of a spreadsheet with names beside it.
 */
export function readAddresses(text: string): AddressList {
  const addresses = new Map<string, string>();
  const unread: string[] = [];
  for (const entry of entriesOf(text)) {
    const bracketed = /<\s*(?:mailto:)?([^<>]*)>/.exec(entry)?.[1]?.trim();
    const words = bracketed === undefined ? entry.split(/\s+/) : [bracketed];
    const found = words
      .map((word) => word.replace(/^mailto:|^[("']+|[)"'.]+$/g, ''))
      .filter((word) => ADDRESS.test(word));
    for (const address of found)
      if (!addresses.has(address.toLowerCase())) addresses.set(address.toLowerCase(), address);
    if (found.length === 0) unread.push(entry);
  }
  return { addresses: [...addresses.values()], unread };
}

/** Entries end at a line, a semicolon, a tab, or a comma that is not inside a quoted name. */
function entriesOf(text: string): string[] {
  const entries: string[] = [];
  for (const line of text.split(/[\n\r;\t]+/)) {
    const parts = line.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
    let before = '';
    for (const part of parts) {
      const entry = `${before}${part}`.trim();
      // "Lovelace, Ada <ada@x.org>": the piece before the comma is a name when an address in brackets follows.
      const isName = !entry.includes('@') && /<[^<>]*@[^<>]*>/.test(line);
      before = isName ? `${entry}, ` : '';
      if (!isName && entry) entries.push(entry);
    }
    if (before) entries.push(before.replace(/, $/, ''));
  }
  return entries;
}
