import type { RecordsFileQuery } from '@shared/contracts/exports';
import type { RecordFormat } from '@shared/contracts/record-formats';

/** Tables of one ending that must not be taken for one another. */
const FOR: Readonly<Partial<Record<RecordFormat, string>>> = {
  'rayyan-csv': ' for Rayyan',
  'covidence-csv': ' for Covidence',
};

/**
 * What a file of records is called: the review, the list and the day, so that files of several reviews and days can lie in one
 * folder. Without characters that a file system refuses.
 */
export function recordsFileName(
  title: string,
  { place, format }: Pick<RecordsFileQuery, 'place' | 'format'>,
  day: string,
  extension: string,
): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}"*/:<>?\\|]+/gu, ' ')
    .trim();
  const review = [...plain]
    .slice(0, 60)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  const places = (place ?? '').split(',').filter((one) => /^[a-z-]{1,30}$/.test(one));
  const list = places.length === 0 ? 'records' : places.length > 3 ? 'several places' : places.join(' ');
  return `${review || 'Review'} ${list}${FOR[format] ?? ''} ${day}.${extension}`;
}
