import { addAuthors, familyFirst, splitAndNames, splitCommaNames, tidyAuthor } from '../names';
import { collapse } from '../text-clean';

const INITIALS = /^(?:\p{Lu}\.?[ -]?){1,5}$/u;
const FAMILY_AND_INITIALS = /^\p{L}[\p{L}'’ .-]* (?:\p{Lu}\.?-?){1,5}$/u;

/** Tools that write given names first, so that one comma parts two people. */
const TWO_NAMES = new Set(['IEEE Xplore', 'PubMed', 'Publish or Perish']);

/** A Python or JSON list written into a cell: `['Marx, Karl', "O'Neill, A"]`; null where the cell is not one. */
export function listLiteral(cell: string): string[] | null {
  const text = cell.trim();
  if (text.charCodeAt(0) !== 91 || text.charCodeAt(text.length - 1) !== 93) return null;
  if (text.length === 2) return [];
  if (!/^\[\s*['"]/.test(text)) return null;
  const items = [...text.matchAll(/'((?:[^'\\]|\\.)*)'(?=\s*[,\]])|"((?:[^"\\]|\\.)*)"(?=\s*[,\]])/g)];
  return items
    .map((item) => collapse((item[1] ?? item[2] ?? '').replace(/\\(.)/g, '$1')))
    .filter((item) => item !== '');
}

/**
 * The authors of one cell. Tables part names in every way there is: by `;`, by `|`, by " and " (Rayyan), by commas
 * ("Liu R., Adler D.G."; "Smith, J., Doe, A."; "Joseph Rottman, Erran Carmel"), or not at all (SpringerLink runs given
 * and family names of several people together). One comma between two words is a family and a given name.
 */
export function authorsIn(cell: string, vendor: string | null): string[] {
  const list = listLiteral(cell);
  if (list) return list.map(tidyAuthor).filter((name) => name !== '');
  const text = collapse(vendor === 'Scopus' ? cell.replace(/ \(\d{5,}\)/g, '') : cell);
  if (text === '') return [];
  const authors: string[] = [];
  if (vendor === 'Evenhand') {
    addAuthors(authors, text);
    return authors;
  }
  if (text.includes(';')) {
    addAuthors(authors, text);
    return authors.map(familyFirst);
  }
  if (text.includes('|'))
    return text
      .split('|')
      .map(tidyAuthor)
      .filter((name) => name !== '');
  if (vendor === 'SpringerLink') return splitRunTogether(text);
  if (/ and /i.test(text) && (vendor === 'Rayyan' || !endsWithAnd(text) || areInverted(text)))
    return splitAndNames(text);
  return splitAtCommas(text, vendor);
}

/** Whether every name that " and " parts has one comma of its own: "Solomon, D and Schiffman, M and et al". */
function areInverted(text: string): boolean {
  const names = text.split(/ and /i).filter((name) => !/^(?:et al\.?|others)$/i.test(name.trim()));
  return (
    names.length > 1 && names.every((name) => name.indexOf(',') >= 0 && name.indexOf(',') === name.lastIndexOf(','))
  );
}

/** Whether the last of the names that commas part is joined by " and ". */
function endsWithAnd(text: string): boolean {
  const comma = text.lastIndexOf(',');
  return comma >= 0 && text.indexOf(' and ', comma) >= 0;
}

/** A comma for the first " and " behind the last comma. */
function withoutLastAnd(text: string): string {
  const comma = text.lastIndexOf(',');
  const and = text.indexOf(' and ', Math.max(comma, 0));
  if (and < 0) return text;
  return `${text.slice(0, and === comma + 1 ? comma : and)}, ${text.slice(and + 5)}`;
}

function splitAtCommas(text: string, vendor: string | null): string[] {
  if (!text.includes(',')) {
    const name = tidyAuthor(vendor === 'PubMed' ? text.replace(/\.$/, '') : text);
    return name === '' ? [] : [familyFirst(name)];
  }
  const parts = splitCommaNames(withoutLastAnd(text));
  if (vendor === 'PubMed' && parts.length > 0) parts[parts.length - 1] = parts.at(-1)!.replace(/\.$/, '');
  if (parts.every((part) => FAMILY_AND_INITIALS.test(part))) return parts.map(familyFirst);
  if (parts.length % 2 === 0 && parts.every((part, i) => i % 2 === 0 || INITIALS.test(part)))
    return parts.flatMap((part, i) => (i % 2 === 0 ? [`${part}, ${parts[i + 1]}`] : []));
  const full = parts.every((part) => part.includes(' '));
  if (full && (parts.length > 2 || TWO_NAMES.has(vendor ?? ''))) return parts;
  if (parts.length > 3) return vendor === 'PubMed' ? parts.map(familyFirst) : parts;
  return [tidyAuthor(text)];
}

/** "Andy SmithTom Weber": a capital right after a small letter starts a new name, save after Mc, Mac, De and the like. */
function splitRunTogether(text: string): string[] {
  return text
    .replace(/(\p{Ll}{2,60}|\.)(?=\p{Lu})/gu, (whole: string, tail: string, at: number) => {
      const before = text.slice(Math.max(0, at - 20), at + tail.length);
      const word = before.slice(before.lastIndexOf(' ') + 1);
      return /^(?:Mac|Mc|De|Del|Della|Di|Du|La|Le|Van|Von|Fitz|O')$/.test(word) || tail === '.' ? whole : `${whole}\n`;
    })
    .split('\n')
    .map(tidyAuthor)
    .filter((name) => name !== '');
}
