import { statedDoi, statedPmcid, statedPmid } from '../identifiers';
import { ofItself } from '../link-words';
import { tidyAuthor } from '../names';
import { addExtra } from '../own-notes';
import { ParsedReference } from '../reference';

const DOI_PLACES = ['L2', 'UR', 'M1', 'L1', 'L3', 'L4', 'M3', 'LK', 'ID', 'C3'];

/**
 * Settles DOI, accession number, PMID and PMCID, each from its own tag first and then from every place that vendors
 * put it. `dois` are the values of DO, `database` those of DB and DP.
 */
export function settleIdentifiers(reference: ParsedReference, dois: readonly string[], database: string): void {
  const { extra, urls, notes } = reference;
  reference.doi = dois[0] ?? null;
  for (let i = 1; i < dois.length; i++) addExtra(reference, 'DO', dois[i]!);
  if (reference.doi === null) reference.doi = elsewhereDoi(reference);
  if (reference.accession === null) {
    const embase = /embase/i.test(database) ? extra.U2?.[0] : undefined;
    reference.accession = embase ?? extra.UT?.[0] ?? extra.ID?.[0] ?? accessionIn(notes);
    if (reference.accession === extra.ID?.[0] && reference.accession !== undefined) dropFirst(extra, 'ID');
  }
  if (reference.pmid === null) {
    for (const note of notes) reference.pmid ??= statedPmid(ofItself(note));
    for (const url of urls) reference.pmid ??= statedPmid(url);
    // Embase's number in MEDLINE
    if (/embase/i.test(database)) reference.pmid = /^\d{4,8}$/.exec(extra.C5?.[0] ?? '')?.[0] ?? null;
    for (const tag of ['C2', 'C3', 'U1', 'U2', 'M1', 'ID', 'AN', 'XR', 'PM'])
      for (const value of extra[tag] ?? []) reference.pmid ??= statedPmid(value);
    if (reference.accession !== null) {
      reference.pmid ??= statedPmid(reference.accession);
      if (/^\d{4,8}$/.test(reference.accession) && /pubmed|medline|\bNLM\b/i.test(database))
        reference.pmid ??= reference.accession;
    }
  }
  if (reference.pmcid === null) {
    for (const value of extra.C2 ?? []) reference.pmcid ??= statedPmcid(value);
    for (const url of urls) if (url.indexOf('PMC') >= 0) reference.pmcid ??= statedPmcid(url);
    for (const note of notes) if (note.indexOf('PMCID') >= 0) reference.pmcid ??= statedPmcid(note);
  }
  if (reference.authors.length === 0) ebscoAuthors(reference);
}

function dropFirst(extra: Record<string, string[]>, tag: string): void {
  const rest = extra[tag]!.slice(1);
  if (rest.length > 0) extra[tag] = rest;
  else delete extra[tag];
}

/** A DOI that only links, notes or custom fields carry; from notes only if they name just one. */
function elsewhereDoi(reference: ParsedReference): string | null {
  for (const url of reference.urls) {
    const doi = statedDoi(url);
    if (doi !== null) return doi;
  }
  for (const tag of DOI_PLACES)
    for (const value of reference.extra[tag] ?? []) {
      const doi = statedDoi(value);
      if (doi !== null) return doi;
    }
  if (reference.accession !== null) {
    const doi = statedDoi(reference.accession);
    if (doi !== null) return doi;
  }
  const found = new Set<string>();
  for (const note of reference.notes) {
    const doi = statedDoi(ofItself(note));
    if (doi !== null) found.add(doi);
  }
  return found.size === 1 ? [...found][0]! : null;
}

function accessionIn(notes: readonly string[]): string | null {
  for (const note of notes) {
    if (note.indexOf('ccession') < 0) continue;
    const found = /Accession (?:Number|No\.?)\s*[:.]?\s*([A-Za-z0-9][\w.:-]*)/.exec(note);
    if (found) return found[1]!.replace(/[.:]+$/, '');
  }
  return null;
}

/** EBSCO packs the authors of some databases into N1: "Accession Number: 1; Bailey, C. T. 1; Source Info: ...". */
function ebscoAuthors(reference: ParsedReference): void {
  const note = reference.notes.find((text) => /^Accession Number:/.test(text) && text.includes(';'));
  if (note === undefined) return;
  for (const part of note.split(';').slice(1)) {
    if (part.length > 300) break;
    const name = part.trim().replace(/(?: \d{1,3}(?:,\d{1,3}){0,20})+$/, '');
    if (/^(?:Affiliation|Source Info|Email|Issue Info|Thesaurus|Subject|Number of|Document)/i.test(name)) break;
    if (/^[^:,\d]{1,60}, [^:,\d]{1,60}$/.test(name)) reference.authors.push(tidyAuthor(name));
  }
}
