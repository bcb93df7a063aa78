import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  HeightRule,
  type IBorderOptions,
  type ISectionOptions,
  Packer,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { countText, type DrawOptions } from '@shared/domain/prisma/box-content';
import type { PrismaFlow } from '@shared/domain/prisma/flow';
import {
  type Column,
  type FlowLayout,
  layoutFlow,
  type PlacedBox,
  type PlacedLabel,
} from '@shared/domain/prisma/layout';

const FONT = 'Arial';
/** Half points. */
const SIZE = 17;
const SMALL = 15;
const TINT = 'E8EFEE';
/** Twentieths of a point. */
const BAR = 420;
const GAP = 380;
const BAR_LENGTH = 1300;
const COLUMNS: readonly Column[] = ['previous', 'main', 'side', 'other-main', 'other-side'];
/** Columns that a box to their left points into. */
const POINTED: readonly Column[] = ['side', 'other-side'];

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '444444' };
const around = (border: IBorderOptions) => ({ top: border, bottom: border, left: border, right: border });

/**
 * The diagram as a Word table that can be edited: each box a cell, arrows between them, every count in text. The
 * description in words follows it.
 */
export function docxOf(flow: PrismaFlow, options: DrawOptions, title: string, description: string): Promise<Buffer> {
  const drawing = layoutFlow(flow, options);
  const isWide = drawing.boxes.some((box) => box.column.startsWith('other') || box.column === 'previous');
  const page = isWide
    ? { size: { orientation: PageOrientation.LANDSCAPE } }
    : { size: { orientation: PageOrientation.PORTRAIT } };
  const children: ISectionOptions['children'] = [
    ...(drawing.progress ? [words(drawing.progress.lines.join(' '), { italics: true })] : []),
    tableOf(drawing, options, isWide ? 13_800 : 9000),
    words(''),
    ...drawing.footnotes.map((note) => words(note.text, { size: SMALL })),
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun({ text: 'Description', font: FONT })] }),
    ...description.split('\n').map((line) => words(line)),
  ];
  const margin = { top: 720, bottom: 720, left: 900, right: 900 };
  const document = new Document({
    title,
    description,
    creator: 'Evenhand',
    sections: [{ properties: { page: { ...page, margin } }, children }],
  });
  return Packer.toBuffer(document);
}

function tableOf(drawing: FlowLayout, options: DrawOptions, width: number): Table {
  const columns = COLUMNS.filter((column) => drawing.boxes.some((box) => box.column === column));
  const rows = rowsOf(drawing.boxes);
  const gaps = columns.length - 1;
  const boxWidth = Math.floor((width - BAR - gaps * GAP) / columns.length);
  const grid = [BAR, ...columns.flatMap((_, at) => (at === 0 ? [boxWidth] : [GAP, boxWidth]))];
  const blank = (): TableCell => cell([words('')], { width: GAP });
  const bars = barsOf(drawing.bars, rows);
  const body = rows.flatMap((row, at) => {
    const bar = bars.get(at);
    const lead = bar
      ? [
          cell([words(bar.label, { bold: true, centre: true })], {
            width: BAR,
            fill: TINT,
            turned: true,
            rowSpan: bar.span,
          }),
        ]
      : bars.size > 0 && isCovered(bars, at)
        ? []
        : [cell([words('')], { width: BAR })];
    const boxes = columns.flatMap((column, index) => {
      const box = row.find((one) => one.column === column);
      const joint = POINTED.includes(column) && box ? cell([words('→', { centre: true })], { width: GAP }) : blank();
      const content = box
        ? cell(linesOf(box, options), { width: boxWidth, border: hair })
        : cell([words('')], { width: boxWidth });
      return index === 0 ? [content] : [joint, content];
    });
    const isLast = at === rows.length - 1;
    const below = rows[at + 1] ?? [];
    const arrows = columns.flatMap((column, index) => {
      const leads =
        row.some((box) => box.column === column) &&
        !POINTED.includes(column) &&
        (isMain(column) || below.some((box) => box.column === column));
      const note = drawing.pending.find((one) =>
        row.some((box) => box.column === column && box.id.endsWith(one.after) && one.arm === armOf(column)),
      );
      const text = leads ? `↓${note ? `  ${note.text}` : ''}` : '';
      const content = cell([words(text, { centre: true, italics: Boolean(note), size: SMALL })], { width: boxWidth });
      return index === 0 ? [content] : [blank(), content];
    });
    const between = isCovered(bars, at + 0.5) ? [] : [cell([words('')], { width: BAR })];
    // A bar over one row needs the length of its word.
    const height = bar?.span === 1 ? { height: { value: BAR_LENGTH, rule: HeightRule.ATLEAST } } : {};
    const main = new TableRow({ cantSplit: true, ...height, children: [...lead, ...boxes] });
    return isLast ? [main] : [main, new TableRow({ cantSplit: true, children: [...between, ...arrows] })];
  });
  const heads = titlesOf(drawing, columns);
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: grid,
    width: { size: width, type: WidthType.DXA },
    borders: { ...around(none), insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        tableHeader: true,
        children: [cell([words('')], { width: BAR }), ...heads],
      }),
      ...body,
    ],
  });
}

const isMain = (column: Column): boolean => column === 'main' || column === 'other-main' || column === 'previous';
const armOf = (column: Column): 'databases' | 'other' => (column.startsWith('other') ? 'other' : 'databases');

/** Boxes that stand beside each other, from the top. */
function rowsOf(boxes: readonly PlacedBox[]): PlacedBox[][] {
  const rows: PlacedBox[][] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const lead = row?.[0];
    const isTaken = row?.some((one) => one.column === box.column) ?? false;
    if (row && lead && !isTaken && box.y < lead.y + lead.height) row.push(box);
    else rows.push([box]);
  }
  return rows;
}

/** The side bars by the row they begin in; they span the rows between the arrows too. */
function barsOf(
  labels: readonly PlacedLabel[],
  rows: readonly PlacedBox[][],
): Map<number, { label: string; span: number }> {
  const bars = new Map<number, { label: string; span: number }>();
  for (const bar of labels) {
    const within = rows.flatMap((row, at) => {
      const middle = (row[0]?.y ?? 0) + (row[0]?.height ?? 0) / 2;
      return middle >= bar.y && middle <= bar.y + bar.height ? [at] : [];
    });
    const first = within[0];
    const last = within.at(-1);
    if (first === undefined || last === undefined) continue;
    bars.set(first, { label: bar.lines.join(' '), span: (last - first) * 2 + 1 });
  }
  return bars;
}

function isCovered(bars: ReadonlyMap<number, { span: number }>, at: number): boolean {
  return [...bars].some(([first, { span }]) => at > first && at <= first + (span - 1) / 2);
}

/** One title over the columns of its part. */
function titlesOf(drawing: FlowLayout, columns: readonly Column[]): TableCell[] {
  const cells: TableCell[] = [];
  let at = 0;
  while (at < columns.length) {
    const own = drawing.boxes.find((box) => box.column === columns[at]);
    const title = drawing.titles.find((one) => own && own.x + 1 >= one.x && own.x < one.x + one.width);
    let span = 1;
    while (at + span < columns.length && title) {
      const next = drawing.boxes.find((box) => box.column === columns[at + span]);
      if (!next || next.x >= title.x + title.width) break;
      span++;
    }
    if (at > 0) cells.push(cell([words('')], { width: GAP }));
    const text = title?.lines.join(' ') ?? '';
    cells.push(
      cell([words(text, { bold: true, centre: true })], {
        columnSpan: span * 2 - 1,
        ...(text ? { fill: TINT } : {}),
      }),
    );
    at += span;
  }
  return cells;
}

function linesOf(box: PlacedBox, options: DrawOptions): Paragraph[] {
  return box.lines.map(
    ({ label, n, indent }) =>
      new Paragraph({
        spacing: { after: 40 },
        indent: { left: indent * 180 },
        children: [run(n === null ? label : `${label} ${countText(n, options.locale)}`)],
      }),
  );
}

interface CellLook {
  width?: number;
  border?: IBorderOptions;
  fill?: string;
  rowSpan?: number;
  columnSpan?: number;
  turned?: boolean;
}

function cell(children: Paragraph[], { width, border = none, fill, rowSpan, columnSpan, turned }: CellLook): TableCell {
  return new TableCell({
    children,
    borders: around(border),
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
    ...(width ? { width: { size: width, type: WidthType.DXA } } : {}),
    ...(fill ? { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } } : {}),
    ...(rowSpan ? { rowSpan } : {}),
    ...(columnSpan ? { columnSpan } : {}),
    ...(turned ? { textDirection: TextDirection.BOTTOM_TO_TOP_LEFT_TO_RIGHT } : {}),
  });
}

interface WordLook {
  bold?: boolean;
  italics?: boolean;
  centre?: boolean;
  size?: number;
}

function words(text: string, { centre, ...look }: WordLook = {}): Paragraph {
  return new Paragraph({
    spacing: { after: 40 },
    ...(centre ? { alignment: AlignmentType.CENTER } : {}),
    children: [run(text, look)],
  });
}

/** Characters that XML cannot hold are left out. */
function run(text: string, look: Omit<WordLook, 'centre'> = {}): TextRun {
  const clean = text.replace(/(?![\t\n\r])\p{Cc}|[\p{Cs}\ufffe\uffff]/gu, '');
  return new TextRun({ text: clean, font: FONT, size: SIZE, ...look });
}
