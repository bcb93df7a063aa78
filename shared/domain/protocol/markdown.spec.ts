import { ProtocolMeta, unstatedItems } from './document-blocks';
import { blocksMarkdown, protocolMarkdown } from './markdown';
import { PRISMA_P_ITEMS } from './prisma-p-items';
import { emptyProtocol } from './protocol';
import { aProtocol } from './testing/a-protocol';

const draft: ProtocolMeta = { title: '', version: null, date: null, authors: [], amendments: [] };
const meta: ProtocolMeta = {
  title: 'Early years and health',
  version: 2,
  date: '2026-03-01',
  authors: [{ name: 'A. Łukasz', affiliation: 'A university', email: 'a@example.org', role: 'Guarantor' }],
  amendments: [{ version: 2, date: '2026-03-01', reason: 'Age limit raised' }],
};

describe('the printed protocol', () => {
  it('has the 26 entries of the 17 PRISMA-P items, each number once', () => {
    const numbers = PRISMA_P_ITEMS.map((item) => item.number);
    expect(new Set(numbers).size).toBe(26);
    expect(new Set(numbers.map((number) => parseInt(number, 10))).size).toBe(17);
  });

  it('shows every item of an empty document as not stated', () => {
    const doc = emptyProtocol('systematic');
    expect(unstatedItems(doc, draft)).toHaveLength(26);
    const markdown = protocolMarkdown(doc, draft);
    expect(markdown.match(/^### .+\n\n\*Not stated\*$/gm)).toHaveLength(26);
    expect(markdown).toContain('# Untitled review\n\nProtocol of a systematic review. Draft, not yet a version.');
  });

  it('prints a stopping target under the selection of records, and nothing where none is fixed', () => {
    const before = aProtocol();
    const { stopping: _none, ...ofOld } = before.analysisPlan;
    const fixed = { ...before.analysisPlan, stopping: { recall: 0.95, confidence: 0.9 } };
    const printed = (analysisPlan: typeof fixed | typeof ofOld): string =>
      protocolMarkdown({ ...before, analysisPlan }, meta);
    expect(printed(fixed)).toContain('At least 95 % of the relevant records found, with 90 % confidence');
    expect(printed(ofOld)).toBe(protocolMarkdown(before, meta));
    expect(printed(ofOld)).not.toContain('relevant records found');
  });

  it('prints what is stated under its item, and names the missing parts of an item', () => {
    const doc = aProtocol({ background: 'First.\n\nSecond.' });
    doc.equity.dimensions[0]!.ofInterest = true;
    const markdown = protocolMarkdown(doc, meta);
    expect(markdown).toContain('### 6 Rationale\n\n**Background.** First.\n\nSecond.\n\n**Rationale.** *Not stated*');
    expect(markdown).toContain('| Inclusion | Both stages | Families with a child under five |  |');
    expect(markdown).toContain('| 1 | Wrong population |  | Full text |');
    expect(markdown).toContain('| Place of residence | Not stated |');
    expect(markdown).toContain('| 2 | 2026-03-01 | Age limit raised |');
    expect(markdown).toContain('- A. Łukasz: Guarantor');
    expect(unstatedItems(doc, meta)).not.toContain('8');
  });

  it.each([
    ['# not a heading', '\\# not a heading', 'a line start is no heading'],
    ['1. not a list', '1\\. not a list', 'nor a list'],
    ['a | b', 'a \\| b', 'a bar splits no cell'],
    ['<script>', '\\<script\\>', 'no HTML of its own'],
    ['[x](y)', '\\[x\\](y)', 'no link'],
    ['a\nb', 'a  \nb', 'line breaks stay'],
  ])('prints %j as %j: %s', (text, printed) => {
    expect(blocksMarkdown([{ kind: 'paragraph', lead: null, text, isNotStated: false }])).toBe(`${printed}\n`);
  });

  it('keeps a table row on one line', () => {
    const markdown = blocksMarkdown([{ kind: 'table', caption: 'T', columns: ['A'], rows: [['x\ny|z']] }]);
    expect(markdown).toBe('**T.**\n\n| A |\n| --- |\n| x<br>y\\|z |\n');
  });
});
