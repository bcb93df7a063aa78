import { plain } from './text-clean';

/**
 * Page ranges in full: "244-58" is "244-258", "S33-8" is "S33-S38", "704-704" is "704". Article numbers ("e494", "R575") stay as written.
 * Only the first range is expanded; what follows a comma or semicolon is kept. Applying it twice changes nothing.
 */
export function expandPages(text: string): string | null {
  const tidy = plain(text)
    .replace(/^(?:pp?|pages?|pgs?)(?:\.\s*|\s+)(?=\w*\d)/i, '')
    .replace(/\s?[-\u2010-\u2015\u2212](?:\s?[-\u2010-\u2015\u2212])*\s?/g, '-')
    .replace(/^-|-$/g, '');
  const range = /^([A-Za-z]{0,4})(\d{1,9})-([A-Za-z]{0,4})(\d{1,9})(?=$|[,; ])/.exec(tidy);
  if (!range) return tidy === '' ? null : tidy;
  const [whole, startLetters, start, endLetters, end] = range as unknown as [string, string, string, string, string];
  const rest = tidy.slice(whole.length);
  if (endLetters !== '' && endLetters !== startLetters) return tidy;
  const full = end.length < start.length ? start.slice(0, start.length - end.length) + end : end;
  if (Number(full) < Number(start)) return tidy;
  if (full === start) return `${startLetters}${start}${rest}`;
  return `${startLetters}${start}-${startLetters}${full}${rest}`;
}

/** Whether a text names pages at all: words such as PsycINFO's "No Specified" or "in press" do not. */
export const arePages = (text: string): boolean => /\d|^[ivxlcdm]+(?:-[ivxlcdm]+)?$/i.test(text);

/** Pages out of a start and an end that a source keeps apart; the start may already hold the whole range. */
export function joinPages(start: string | null, end: string | null): string | null {
  const first = start ? expandPages(start) : null;
  const last = end ? expandPages(end) : null;
  if (first === null) return last;
  if (last === null || last === first || first.includes('-')) return first;
  return last.includes('-') ? last : expandPages(`${first}-${last}`);
}
