import type { MATCH_GROUNDS } from '@shared/contracts/full-texts';
import { fold, isSilent, words } from '@shared/domain/dedup/words';
import type { PdfFacts } from './full-text.entity';
import { doisIn } from './pdf-reader';

export interface Candidate {
  citationId: string;
  title: string | null;
  doi: string | null;
  firstAuthor: string | null;
  year: number | null;
}

export interface Match {
  citationId: string;
  ground: (typeof MATCH_GROUNDS)[number];
  /** 0 to 1; from 0.9 on it may be ticked before a person looks. */
  score: number;
}

const LEAST = 0.6;
const MOST_PROPOSALS = 5;
/** Titles shorter than this stand in too many texts to tell anything. */
const TELLING_LENGTH = 24;

/**
 * Whose report a file seems to be: by a DOI in its name, its metadata or its first pages; by the whole title in its first
 * pages; by how many subject words its own title or its name shares with a report's. Best first, at most five.
 */
export function matchesOf(fileName: string, facts: PdfFacts, candidates: readonly Candidate[]): Match[] {
  const named = doisInName(fileName);
  const compactText = compact(facts.text);
  const ownTitle = facts.title && !/\.(?:docx?|pdf|indd|tex|qxd)$|^microsoft word|^untitled/i.test(facts.title);
  const titleWords = ownTitle ? subjectWords(facts.title as string) : new Set<string>();
  const nameWords = subjectWords(fileName.replace(/\.pdf$/i, '').replace(/[_+.-]+/g, ' '));
  const found: Match[] = [];
  for (const candidate of candidates) {
    const best = [
      byDoi(candidate, named, facts.dois),
      byTitle(candidate, compactText, titleWords),
      byName(candidate, nameWords),
    ].reduce((a, b) => (b && (!a || b.score > a.score) ? b : a), null);
    if (best && best.score >= LEAST) found.push(best);
  }
  return found.sort((a, b) => b.score - a.score).slice(0, MOST_PROPOSALS);
}

function byDoi({ citationId, doi }: Candidate, named: readonly string[], dois: readonly string[]): Match | null {
  if (!doi) return null;
  const wanted = doi.toLowerCase();
  if (named.includes(wanted) || named.includes(flat(wanted))) return { citationId, ground: 'doi', score: 1 };
  const at = dois.indexOf(wanted);
  // The first DOI of a paper is its own; later ones may be cited.
  if (at === 0) return { citationId, ground: 'doi', score: 0.98 };
  return at > 0 ? { citationId, ground: 'doi', score: 0.7 } : null;
}

function byTitle({ citationId, title }: Candidate, text: string, own: ReadonlySet<string>): Match | null {
  if (!title) return null;
  const whole = compact(title);
  if (whole.length >= TELLING_LENGTH && text.includes(whole)) return { citationId, ground: 'title', score: 0.95 };
  const score = likeness(subjectWords(title), own);
  return score > 0 ? { citationId, ground: 'title', score: Math.min(0.94, score) } : null;
}

/** Names such as "Okafor 2021 - Early years centres.pdf": title words, or first author and year. */
function byName({ citationId, title, firstAuthor, year }: Candidate, name: ReadonlySet<string>): Match | null {
  const wordsLikeness = title ? likeness(subjectWords(title), name) : 0;
  const surname = firstAuthor ? compact(firstAuthor.split(',')[0] ?? '') : '';
  const isAuthorYear = surname.length > 1 && year !== null && name.has(surname) && name.has(String(year));
  const score = Math.max(isAuthorYear ? 0.7 : 0, Math.min(0.9, wordsLikeness + (isAuthorYear ? 0.2 : 0)));
  return score > 0 ? { citationId, ground: 'file-name', score } : null;
}

/** Dice's coefficient of two sets of words; nothing for fewer than two shared ones. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared < 2 ? 0 : (2 * shared) / (a.size + b.size);
}

/** File systems take no slash in a name: "10.1000_xyz.pdf" and "10.1000%2Fxyz.pdf" stand for 10.1000/xyz. */
function doisInName(fileName: string): string[] {
  const name = fileName
    .replace(/\.pdf$/i, '')
    .replace(/%2f/gi, '/')
    .toLowerCase();
  const slashed = name.replace(/(10\.\d{4,9})[_:@-]/, '$1/');
  return doisIn(slashed).flatMap((doi) => [doi, flat(doi)]);
}

const flat = (doi: string): string => doi.replace(/[^a-z0-9.]+/g, '_');
const compact = (text: string): string => words(fold(text)).join('');
const subjectWords = (text: string): Set<string> => new Set(words(fold(text)).filter((word) => !isSilent(word)));
