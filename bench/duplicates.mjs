// What finding duplicates costs, in a process of its own: node bench/duplicates.mjs RECORDS prints one line of JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../scripts/lib.mjs';
import { inItsOwnProcess, processorSeconds } from './processor.mjs';
import { reference } from './records.mjs';

/** How many databases list an item, of every four. */
const COPIES = [3, 1, 2, 1];
/** Family names and journals that there are: about as many as a large search brings. */
const FAMILIES = 20_000;
const JOURNALS = 3000;

/** Records on which published tools were measured. */
const PUBLISHED = 15_555;

/** Rows of the report on duplicates among as many records as published tools had, and among all. */
export function duplicateRows(records) {
  const few = inItsOwnProcess(fileURLToPath(import.meta.url), PUBLISHED);
  const many = inItsOwnProcess(fileURLToPath(import.meta.url), records);
  const took = (found, count, most) => ({
    what: `Finding duplicates among ${count.toLocaleString('en')} records`,
    value: found?.seconds,
    unit: 's of processor time',
    mark: { most },
    limit: { what: 'taking each word once, s', value: found?.counted },
  });
  const isGrown = few && many && records >= 2 * PUBLISHED;
  return [
    took(few, PUBLISHED, 6),
    took(many, records, 60),
    {
      what: 'Growth from the one to the other, as a power of the records',
      value: isGrown ? Math.log(many.seconds / few.seconds) / Math.log(records / PUBLISHED) : null,
      unit: '',
      mark: { most: 1.3 },
      note: `from ${(2 * PUBLISHED).toLocaleString('en')} records on`,
    },
    { what: 'Memory of the process that does it, at most', value: many?.megabytes, unit: 'MB', mark: { most: 1000 } },
    {
      what: 'Copies missed and records joined wrongly in both',
      value: few && many ? few.missed + few.wrong + many.missed + many.wrong : null,
      unit: '',
      mark: { most: 0 },
    },
  ];
}

/** One item as three databases give it: in full; with initials and a short journal; without abstract and identifiers. */
const VENDORS = [
  (item) => item,
  (item) => ({
    ...item,
    title: `${item.title}.`,
    authors: item.authors.map((name) => name.replace(/, (\w).*/, ', $1')),
    journal: item.journal.replace('Journal of', 'J').replace(' and ', ' '),
    pages: item.pages.split('-')[0],
    doi: null,
  }),
  (item) => ({ ...item, title: item.title.toUpperCase(), abstract: null, doi: null, pmid: null, issue: null }),
];

async function measure(records) {
  const { textOf, wordOf } = await import('./texts.mjs');
  const { dedupe } = createRequire(import.meta.url)(join(root, 'dist/server/shared/domain/dedup/dedupe.js'));
  const refs = [];
  const itemOf = new Map();
  for (let item = 0; refs.length < records; item++) {
    const plain = reference(item);
    const authors = plain.authors.map((name, i) => name.replace(/^\w+/, wordOf(((item * 5 + i) * 7919) % FAMILIES)));
    const topic = (item * 4877) % JOURNALS;
    const journal = `${topic % 3 === 0 ? 'Journal of ' : ''}${wordOf(500 + topic)} and ${wordOf(9000 - topic)}`;
    const whole = { ...plain, ...textOf(item), authors, journal, source: null };
    for (let copy = 0; copy < COPIES[item % COPIES.length] && refs.length < records; copy++) {
      // Copies of an item stand far apart, as in imports one after another.
      const id = `${copy}-${String(item).padStart(7, '0')}`;
      refs.push({ ...VENDORS[copy](whole), id });
      itemOf.set(id, item);
    }
  }
  let sets;
  const seconds = processorSeconds(() => ({ sets } = dedupe(refs)));
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const counted = processorSeconds(() => countWords(refs));
  const joined = sets.flatMap(({ ids }) => ids.slice(1).map((id) => itemOf.get(id) === itemOf.get(ids[0])));
  const surplus = refs.length - new Set(itemOf.values()).size;
  return {
    seconds,
    megabytes,
    counted,
    missed: surplus - joined.filter(Boolean).length,
    wrong: joined.filter((is) => !is).length,
  };
}

/** What anything that looks at the words of records must do: take each once. */
function countWords(refs) {
  const counts = new Map();
  for (const { title, abstract } of refs)
    for (const word of `${title} ${abstract ?? ''}`.toLowerCase().split(' '))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts.size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await measure(Number(process.argv[2])))}\n`);
}
