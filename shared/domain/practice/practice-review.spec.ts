import * as fs from 'node:fs';
import * as path from 'node:path';
import { validateProtocol } from '../protocol/validate';
import { unstatedItems } from '../protocol/document-blocks';
import { PRACTICE_COLLEAGUES, PracticeDecision, practiceDecisions } from './practice-decisions';
import { PRACTICE_SOURCES, PRACTICE_TITLE, practiceProtocol } from './practice-review';

interface Expected {
  total: number;
  citationsAfterDeduplication: number;
  files: { file: string; records: number; titles: string[] }[];
  duplicateGroups: { file: string; accession: string; title: string }[][];
}

const folder = path.join(__dirname, '../../../server/src/practice/files');
const expected = JSON.parse(fs.readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Expected;
const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');

/** One citation per record, duplicates under the title of their first (or last) record. */
function citations(pick: 'first' | 'last'): { citationId: string; title: string }[] {
  const merged = new Map<string, string>();
  expected.duplicateGroups.forEach((group, at) => {
    for (const { file, title } of group) merged.set(`${file} ${title}`, `set-${at}`);
  });
  const byId = new Map<string, string>();
  for (const { file, titles } of expected.files) {
    for (const title of titles) {
      const id = merged.get(`${file} ${title}`) ?? `${file} ${title}`;
      if (pick === 'last' || !byId.has(id)) byId.set(id, title);
    }
  }
  return [...byId].map(([citationId, title]) => ({ citationId, title }));
}

function byCitation(decisions: readonly PracticeDecision[]): PracticeDecision[][] {
  const groups = new Map<string, PracticeDecision[]>();
  for (const decision of decisions)
    groups.set(decision.citationId, [...(groups.get(decision.citationId) ?? []), decision]);
  return [...groups.values()];
}

describe('the practice protocol', () => {
  it('has no problem, not even a warning', () => {
    expect(validateProtocol(practiceProtocol())).toEqual([]);
  });

  it('leaves open only what practice cannot have: an earlier review and authors', () => {
    const meta = { title: PRACTICE_TITLE, version: 1, date: '2026-01-10', authors: [], amendments: [] };
    expect(unstatedItems(practiceProtocol(), meta)).toEqual(['1b', '3a']);
  });

  it('is made afresh each time', () => {
    practiceProtocol().criteria.pop();
    expect(practiceProtocol().criteria).toHaveLength(6);
  });
});

describe('the practice exports', () => {
  it.each([
    ['medline-invented.nbib', /^PMID- /gm],
    ['embase-invented.ris', /^TY {2}- /gm],
    ['grey-invented.csv', /^GREY-\d+,/gm],
  ])('%s holds the records that are expected, each marked as invented', (file, start) => {
    const { records, titles } = expected.files.find((entry) => entry.file === file)!;
    expect(titles).toHaveLength(records);
    expect(read(file).match(start)).toHaveLength(records);
    expect(read(file).match(/Invented practice record:/g)).toHaveLength(records);
  });

  it('are the sources of the practice review', () => {
    expect(PRACTICE_SOURCES.map((source) => source.file)).toEqual(expected.files.map((entry) => entry.file));
  });

  it('add up: records less surplus duplicates are citations', () => {
    const surplus = expected.duplicateGroups.reduce((sum, group) => sum + group.length - 1, 0);
    expect(expected.files.reduce((sum, entry) => sum + entry.records, 0)).toBe(expected.total);
    expect(expected.total - surplus).toBe(expected.citationsAfterDeduplication);
    expect(citations('first')).toHaveLength(expected.citationsAfterDeduplication);
  });
});

describe('the practice decisions', () => {
  it.each(['first', 'last'] as const)(
    'are twelve conflicts, eighteen agreements, fourteen single ones (%s title)',
    (pick) => {
      const groups = byCitation(practiceDecisions(citations(pick)));
      const pairs = groups.filter((group) => group.length === 2);
      const conflicts = pairs.filter(([a, b]) => (a?.vote === 'exclude') !== (b?.vote === 'exclude'));
      expect(conflicts).toHaveLength(12);
      expect(pairs.filter(([a, b]) => a?.vote === b?.vote)).toHaveLength(18);
      expect(pairs).toHaveLength(30);
      expect(groups.filter((group) => group.length === 1)).toHaveLength(14);
      expect(expected.citationsAfterDeduplication - groups.length).toBeGreaterThan(50);
    },
  );

  it('know a title by its letters, not its case, accents or signs', () => {
    const [plain] = practiceDecisions([{ citationId: '1', title: 'Group coaching and self-rated health in Poland' }]);
    const [other] = practiceDecisions([{ citationId: '1', title: 'GROUP COACHING & SELF–RATED HEALTH in Poland' }]);
    expect(other).toEqual(plain);
  });

  it.each<[string | null, string]>([
    [
      'Erratum: Individual placement and support for adults with severe mental illness',
      'an erratum is not its article',
    ],
    [
      'Community hubs, home visits and breastfeeding at six months: interim results',
      'a conference abstract is not either',
    ],
    ['Something else', 'an unknown title'],
    [null, 'no title'],
  ])('are none for %j: %s', (title) => {
    expect(practiceDecisions([{ citationId: '1', title }])).toEqual([]);
  });

  it('give reasons of the practice protocol for exclusions alone', () => {
    const ids = practiceProtocol().exclusionReasons.map((reason) => reason.id);
    for (const { vote, reasonIds } of practiceDecisions(citations('first'))) {
      expect(reasonIds.length > 0).toBe(vote === 'exclude');
      for (const id of reasonIds) expect(ids).toContain(id);
    }
  });

  it('do not depend on the company a record is in', () => {
    const all = citations('first');
    const alone = all.flatMap((record) => practiceDecisions([record]));
    expect(practiceDecisions(all)).toEqual(alone);
    expect(new Set(alone.map((decision) => decision.colleague))).toEqual(
      new Set(PRACTICE_COLLEAGUES.map(({ key }) => key)),
    );
  });
});
