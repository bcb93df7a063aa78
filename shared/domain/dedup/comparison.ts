/** What comparing two records says, field by field, and what a run knows beyond the two. */
import type { AbstractPrint } from './abstracts';
import type { AuthorVerdict } from './authors';
import type { PagesVerdict } from './pages';
import type { JournalVerdict } from './place';
import type { TitleVerdict } from './title';

export type Reservation =
  | 'kind' // erratum, reply, comment or retraction against the item itself
  | 'preprint' // preprint against published paper
  | 'meeting' // meeting abstract against paper
  | 'registration' // register entry against report
  | 'part' // parts or years of a series
  | 'version' // versions of a Cochrane review
  | 'elsewhere' // another place of publication
  | 'pages' // other pages of the same volume
  | 'doi' // other DOI
  | 'pmid' // other PubMed number
  | 'authors' // other people
  | 'year' // years too far apart
  | 'title' // wording differs and no identifier or page range outweighs it
  | 'plain' // a title that many items bear, and nothing to tell them apart
  | 'untitled' // a record without title
  | 'one-source' // the same database lists both
  | 'chain' // joining them would join two items that contradict each other
  | 'told-apart'; // people said that they differ

export interface Comparison {
  title: TitleVerdict;
  authors: AuthorVerdict;
  year: 'same' | 'next' | 'near' | 'far' | 'missing';
  journal: JournalVerdict;
  volume: 'same' | 'differs' | 'missing';
  issue: 'same' | 'differs' | 'missing';
  /** `mistaken`: they differ, and yet the volume can hold the item only once. */
  pages: PagesVerdict | 'mistaken';
  /** `copied`: a long one agrees word for word, but for slips. */
  abstract: 'copied' | 'same' | 'similar' | 'differs' | 'missing';
  doi: 'same' | 'shared' | 'differs' | 'missing';
  pmid: 'same' | 'differs' | 'missing';
  /** Number in a trial register, of two entries of registers. */
  registration: 'same' | 'differs' | 'missing';
  /** Whether the records agree to the letter in every field. */
  copy: boolean;
  /** Whether a journal printed one text twice: then volume, pages and DOI of the two printings do not speak against it. */
  reprint: boolean;
  /** Two versions of a Cochrane review: `apart` are linked, `joined` are one item in this review. */
  versions: 'apart' | 'joined' | null;
  /**
   * A correction and its article: `joined` are one item, `beside` may stand in one set. But for a correction bound into
   * its article's issue, null where the review keeps the two apart, as it is for all other records.
   */
  correction: 'joined' | 'beside' | null;
  reservations: Reservation[];
}

/** What can only be seen on all records together, and what the review has set. */
export interface Surroundings {
  /** Whether versions of a Cochrane review are one item. */
  joinsVersions: boolean;
  /** Whether a correction counts as a copy of its article. */
  joinsCorrections: boolean;
  /** DOIs that stand on records of different titles, such as a supplement's on each of its abstracts. */
  sharedDois: ReadonlySet<string>;
  /** Abstracts read lately, by record. */
  abstracts: Map<string, AbstractPrint>;
}
