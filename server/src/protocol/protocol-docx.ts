import {
  AlignmentType,
  Document,
  HeadingLevel,
  type ISectionOptions,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DocumentBlock } from '@shared/domain/protocol/blocks';

const HEADINGS = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const;
const ORDERED = 'ordered';
/** Twentieths of a point. */
const AFTER = 120;
const INDENT = 360;

/** The blocks as a Word document with real headings, lists and tables, so that it can be edited and navigated. */
export function blocksDocx(blocks: readonly DocumentBlock[], title: string): Promise<Buffer> {
  let lists = 0;
  const children = blocks.flatMap((block) => {
    if (block.kind === 'list' && block.isOrdered) lists++;
    return childrenOf(block, lists);
  });
  const indent = { left: INDENT, hanging: INDENT };
  const document = new Document({
    title,
    creator: 'Evenhand',
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    numbering: {
      config: [
        {
          reference: ORDERED,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.START,
              style: { paragraph: { indent } },
            },
          ],
        },
      ],
    },
    sections: [{ children }],
  });
  return Packer.toBuffer(document);
}

type Child = ISectionOptions['children'][number];

/** @param listNumber tells ordered lists apart, so that each begins at 1 */
function childrenOf(block: DocumentBlock, listNumber: number): Child[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HEADINGS[block.level], children: runs(block.text) })];
    case 'paragraph': {
      const lead = block.lead === null ? [] : [new TextRun({ text: `${block.lead}. `, bold: true })];
      const children = [...lead, ...runs(block.text, { italics: block.isNotStated })];
      return [new Paragraph({ spacing: { after: AFTER }, children })];
    }
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            children: runs(item),
            spacing: { after: AFTER / 2 },
            ...(block.isOrdered
              ? { numbering: { reference: ORDERED, level: 0, instance: listNumber } }
              : { bullet: { level: 0 } }),
          }),
      );
    case 'table':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: AFTER, after: AFTER / 2 },
          children: runs(block.caption, { bold: true }),
        }),
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: [row(block.columns, true), ...block.rows.map((cells) => row(cells, false))],
        }),
        new Paragraph({ spacing: { after: AFTER }, children: [] }),
      ];
  }
}

function row(cells: readonly string[], isHeader: boolean): TableRow {
  return new TableRow({
    tableHeader: isHeader,
    cantSplit: true,
    children: cells.map(
      (cell) => new TableCell({ children: [new Paragraph({ children: runs(cell, { bold: isHeader }) })] }),
    ),
  });
}

/** One run a line, so that line breaks print as they were typed; control characters, which XML forbids, are left out. */
function runs(text: string, style: { bold?: boolean; italics?: boolean } = {}): TextRun[] {
  const lines = text.replace(/(?![\t\n\r])\p{Cc}/gu, '').split(/\r\n|[\n\r]/);
  return lines.map((line, at) => new TextRun({ text: line, ...style, ...(at > 0 ? { break: 1 } : {}) }));
}
