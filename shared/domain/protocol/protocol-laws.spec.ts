import * as fc from 'fast-check';
import { compareProtocols } from './diff';
import { protocolBlocks } from './document-blocks';
import { protocolMarkdown } from './markdown';
import { Criterion, emptyProtocol, ProtocolDocument, REVIEW_KINDS } from './protocol';
import { reasonIdsInProtocolOrder, reportedReason } from './reported-reason';
import { aProtocol } from './testing/a-protocol';
import { validateProtocol } from './validate';

const text = fc.oneof(
  fc.lorem({ maxCount: 12 }),
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom('', '# not a heading', 'a | b', '1. one\n\n2. two'),
);
const stage = fc.constantFrom('title-abstract', 'full-text', 'both') as fc.Arbitrary<Criterion['stage']>;
const id = fc.constantFrom(...'abcdefgh'.split(''));

/** Any document whose ids are unique within their list; texts may be anything. */
const protocols: fc.Arbitrary<ProtocolDocument> = fc
  .record({
    kind: fc.constantFrom(...REVIEW_KINDS),
    question: text,
    rationale: text,
    screening: text,
    criteria: fc.uniqueArray(
      fc.record({
        id,
        kind: fc.constantFrom('inclusion', 'exclusion') as fc.Arbitrary<Criterion['kind']>,
        stage,
        text,
        guidance: text,
        order: fc.integer({ min: 0, max: 5 }),
      }),
      { selector: (criterion) => criterion.id },
    ),
    exclusionReasons: fc.uniqueArray(fc.record({ id, label: text, description: text, stage }), {
      selector: (reason) => reason.id,
    }),
    include: fc.array(text, { maxLength: 4 }),
    ofInterest: fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
  })
  .map(({ kind, question, rationale, screening, criteria, exclusionReasons, include, ofInterest }) => {
    const doc = { ...emptyProtocol(kind), question, rationale, criteria, exclusionReasons };
    doc.analysisPlan.screening = screening;
    doc.keywords.include = include;
    doc.equity.dimensions.forEach((dimension, at) => (dimension.ofInterest = ofInterest[at] ?? false));
    return doc;
  });

describe('the reported reason, for any protocol', () => {
  it('does not depend on the order or the repetition of ticks', () => {
    fc.assert(
      fc.property(protocols, fc.array(fc.constantFrom(...'abcdefghz'.split(''))), (doc, ticked) => {
        const reported = reportedReason(ticked, doc);
        expect(reportedReason([...ticked].reverse(), doc)).toBe(reported);
        expect(reportedReason([...ticked, ...ticked], doc)).toBe(reported);
      }),
    );
  });

  it('is the first of the ticked reasons put in protocol order, of which none is lost', () => {
    fc.assert(
      fc.property(protocols, fc.array(fc.constantFrom(...'abcdefgh'.split(''))), (doc, ticked) => {
        const ordered = reasonIdsInProtocolOrder(ticked, doc);
        expect(new Set(ordered)).toEqual(new Set(ticked));
        const reported = reportedReason(ticked, doc);
        if (reported) expect(ordered[0]).toBe(reported.id);
      }),
    );
  });
});

describe('the difference, for any two protocols', () => {
  it('of a document with itself is empty', () => {
    fc.assert(
      fc.property(protocols, (doc) => {
        const difference = compareProtocols(doc, structuredClone(doc));
        expect(difference).toEqual({
          isSame: true,
          counts: { added: 0, removed: 0, changed: 0, moved: 0 },
          sections: [],
        });
      }),
    );
  });

  it('turned round swaps added and removed, before and after', () => {
    fc.assert(
      fc.property(protocols, protocols, (a, b) => {
        // Which of two swapped items is called the moved one is a choice, so only words are compared.
        const words = (before: ProtocolDocument, after: ProtocolDocument): string[][] =>
          compareProtocols(before, after).sections.flatMap(({ items }) =>
            items.flatMap((item) => item.fields.map((field) => [item.path, field.field, field.before, field.after])),
          );
        const turned = words(b, a).map(([path, field, before, after]) => [path, field, after, before]);
        expect(turned.map(String).sort()).toEqual(words(a, b).map(String).sort());
        const there = compareProtocols(a, b).counts;
        const back = compareProtocols(b, a).counts;
        expect([back.added, back.removed]).toEqual([there.removed, there.added]);
      }),
    );
  });

  it('ids hold through rewording and shuffling: nothing is added or removed', () => {
    fc.assert(
      fc.property(protocols, fc.infiniteStream(fc.nat()), fc.string(), (doc, numbers, suffix) => {
        const after = structuredClone(doc);
        after.exclusionReasons = after.exclusionReasons
          .map((reason) => ({
            key: numbers.next().value ?? 0,
            reason: { ...reason, label: `${reason.label}${suffix}` },
          }))
          .sort((a, b) => a.key - b.key)
          .map(({ reason }) => reason);
        const { counts, sections } = compareProtocols(doc, after);
        expect(counts).toMatchObject({ added: 0, removed: 0 });
        const ids = doc.exclusionReasons.map((reason) => reason.id);
        for (const section of sections) for (const item of section.items) expect(ids).toContain(item.itemId);
      }),
    );
  });
});

describe('checks and print, for any protocol', () => {
  it('checks never throw, and each problem says its cause and remedy', () => {
    fc.assert(
      fc.property(protocols, (doc) => {
        for (const { path, cause, remedy } of validateProtocol(doc)) expect([path, cause, remedy]).not.toContain('');
      }),
    );
  });

  it('print has the same headings whatever people wrote', () => {
    const meta = { title: 'Any', version: 1, date: '2026-01-01', authors: [], amendments: [] };
    const headings = (markdown: string): string[] => markdown.match(/^#{1,6} .*$/gm) ?? [];
    const expected = headings(protocolMarkdown(aProtocol(), meta));
    fc.assert(
      fc.property(protocols, (doc) => {
        expect(headings(protocolMarkdown(doc, meta))).toEqual(expected);
        for (const block of protocolBlocks(doc, meta)) {
          if (block.kind === 'table') {
            for (const row of block.rows) expect(row).toHaveLength(block.columns.length);
          }
        }
      }),
    );
  });
});
