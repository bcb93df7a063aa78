import { tidyAuthor } from '../names';
import { plain } from '../text-clean';
import { authorsIn } from './author-list';
import { latexToText } from './latex';

const tidy = (value: string): string => plain(latexToText(value));

/** Names parted by " and " outside braces; each "von Family, Jr, Given", "Family, Given" or "Given von Family". */
export function bibAuthors(value: string): string[] {
  if (value.trim() === '') return [];
  const names = splitAtAnd(value);
  if (names.length === 1 && !isBraced(names[0]!)) {
    const text = tidy(names[0]!);
    if (text.includes(';') || (text.match(/,/g)?.length ?? 0) > 2) return authorsIn(text, null);
  }
  return names.flatMap((name) => {
    const text = tidy(name);
    if (text === '') return [];
    if (isBraced(name)) return [text];
    if (/^(?:others|et al\.?)$/i.test(text)) return [];
    if (text.includes(';'))
      return text
        .split(';')
        .map(tidyAuthor)
        .filter((part) => part !== '');
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length === 3) return [tidyAuthor(`${parts[0]}, ${parts[2]}, ${parts[1]}`)];
    return [parts.length === 1 ? givenFirst(parts[0]!) : tidyAuthor(text)];
  });
}

/** Whether one pair of braces holds the whole name. */
function isBraced(name: string): boolean {
  const text = name.trim();
  if (text.charCodeAt(0) !== 123 || text.charCodeAt(text.length - 1) !== 125) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at === text.length - 1;
  }
  return false;
}

function splitAtAnd(value: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 123) depth++;
    else if (code === 125 && depth > 0) depth--;
    else if (
      depth === 0 &&
      (code === 97 || code === 65) &&
      /^and\s/i.test(value.slice(at, at + 4)) &&
      (at === 0 || value.charCodeAt(at - 1) <= 32)
    ) {
      names.push(value.slice(from, at));
      from = at + 3;
    }
  }
  names.push(value.slice(from));
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** "Ludwig van Beethoven" as "van Beethoven, Ludwig": the family name starts at the first small-lettered word. */
function givenFirst(name: string): string {
  const words = name.split(' ');
  if (words.length === 1) return name;
  let family = words.findIndex((word, i) => i > 0 && i < words.length - 1 && /^\p{Ll}/u.test(word));
  if (family < 0) family = words.length - 1;
  return `${words.slice(family).join(' ')}, ${words.slice(0, family).join(' ')}`;
}
