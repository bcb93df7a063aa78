import { collapse, trimMarks } from './text-clean';

/** One author as "Family, Given": blanks tidied, one blank after a comma, no stray comma or semicolon at the end. */
export function tidyAuthor(text: string): string {
  const author = trimMarks(collapse(text), ',;');
  const comma = author.indexOf(',');
  if (comma < 0) return author;
  if (author.lastIndexOf(',') === comma && author[comma + 1] === ' ' && author[comma - 1] !== ' ') return author;
  return author
    .split(',')
    .map((part) => part.trim())
    .join(', ');
}

/** Adds the author or authors of a value: `;` parts several, and a value of one " and " between full names too. */
export function addAuthors(into: string[], value: string): void {
  if (value.indexOf(';') < 0) {
    const author = tidyAuthor(value);
    if (author !== '') into.push(author);
    return;
  }
  for (const part of value.split(';')) {
    const author = tidyAuthor(part);
    if (author !== '') into.push(author);
  }
}

/** Names joined with " and " (BibTeX, Rayyan), where some tools have joined already parted names with commas. */
export function splitAndNames(text: string): string[] {
  const parts = text.split(/\s+and\s+/i).flatMap((part) => (part.includes(';') ? part.split(';') : [part]));
  return parts.map(tidyAuthor).filter((name) => name !== '');
}

/** "Liu R., Adler D.G." or "Lim SM, Shiau CWC." : names without an inner comma, parted by commas. */
export function splitCommaNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => tidyAuthor(name))
    .filter((name) => name !== '');
}

/**
 * "Lim SM" or "Adler D.G." as "Lim, SM": the family name is what stands before the initials. Anything else stays as
 * written, groups in particular.
 */
export function familyFirst(name: string): string {
  const found = /^(\S.*?) ((?:\p{Lu}\.?-?){1,5})$/u.exec(name);
  return found && !found[1]!.includes(',') && /\p{Ll}|^\p{Lu}{1,3}$/u.test(found[1]!)
    ? `${found[1]}, ${found[2]}`
    : name;
}
