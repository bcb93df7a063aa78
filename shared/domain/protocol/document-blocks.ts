/**
 * The protocol as neutral blocks in PRISMA-P 2015 order, from which every printed form (Markdown, DOCX) is made.
 *
 * Each of the 26 entries of the 17 items is printed under its number, also when nothing is stated, so that a gap is
 * seen and not skipped; the equity parts (PRISMA-E 2012) stand inside the item they extend. Item wordings are our own
 * short ones. Source: Moher et al. 2015, Syst Rev 4:1, doi:10.1186/2046-4053-4-1, table 3.
 */
import { DocumentBlock, NOT_STATED, ProtocolMeta } from './blocks';
import { PRISMA_P_ITEMS, PrismaPItem } from './prisma-p-items';
import { REVIEW_KIND_LABELS } from './labels';
import type { ProtocolDocument } from './protocol';

export * from './blocks';

/** The document laid out by PRISMA-P item. */
export function protocolBlocks(doc: ProtocolDocument, meta: ProtocolMeta): DocumentBlock[] {
  const version = meta.version === null ? 'Draft, not yet a version' : `Version ${meta.version}`;
  const blocks: DocumentBlock[] = [
    { kind: 'heading', level: 1, text: meta.title.trim() || 'Untitled review' },
    paragraph(
      `Protocol of a ${lowerFirst(REVIEW_KIND_LABELS[doc.reviewKind])}. ${version}${meta.date ? `, ${meta.date}` : ''}.`,
    ),
  ];
  let section = '';
  for (const item of PRISMA_P_ITEMS) {
    if (item.section !== section) {
      section = item.section;
      blocks.push({ kind: 'heading', level: 2, text: section });
    }
    blocks.push({ kind: 'heading', level: 3, text: `${item.number} ${item.label}` }, ...itemBlocks(item, doc, meta));
  }
  return blocks;
}

/** The numbers of the items for which the document states nothing. */
export function unstatedItems(doc: ProtocolDocument, meta: ProtocolMeta): string[] {
  return PRISMA_P_ITEMS.filter((item) => item.parts(doc, meta).every((part) => part.blocks.length === 0)).map(
    (item) => item.number,
  );
}

function itemBlocks(item: PrismaPItem, doc: ProtocolDocument, meta: ProtocolMeta): DocumentBlock[] {
  const parts = item.parts(doc, meta);
  if (parts.every((part) => part.blocks.length === 0)) return [notStated(null)];
  return parts.flatMap((part): DocumentBlock[] => {
    if (part.blocks.length === 0) return [notStated(part.lead)];
    const [first, ...rest] = part.blocks;
    if (part.lead === null || !first) return part.blocks;
    if (first.kind === 'paragraph') return [{ ...first, lead: part.lead }, ...rest];
    if (first.kind === 'table') return part.blocks;
    return [{ kind: 'paragraph', lead: part.lead, text: '', isNotStated: false }, ...part.blocks];
  });
}

const paragraph = (text: string): DocumentBlock => ({ kind: 'paragraph', lead: null, text, isNotStated: false });

const notStated = (lead: string | null): DocumentBlock => ({
  kind: 'paragraph',
  lead,
  text: NOT_STATED,
  isNotStated: true,
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
