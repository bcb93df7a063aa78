/**
 * Where everything stands: boxes in the template's order and columns, grown to their text, joined at right angles.
 *
 * Positions are in points of the drawing (12 is the text size), y downwards. The drawing, DOCX and PDF writers all read
 * this one layout. Rows take the height of their tallest box, so a long list of reasons never runs into the next row.
 */
import { boxContents, countText, layoutFor } from './box-content';
import type { BoxContent, BoxLine, DrawOptions, Layout } from './box-content';
import type { PrismaFlow } from './flow';
import { labelsWith } from './labels';
import { place, PLACE, ROW_OF, rowTops } from './layout-rows';
import { footnotes, pendingNotes, progressMark } from './notes';
import type { PendingNote } from './notes';
import { joinBoxes } from './connectors';
import type { Connector } from './connectors';
import { wrapText } from './text-metrics';

export type { Connector, Point } from './connectors';

export const TEXT_SIZE = 12;
export const NOTE_SIZE = 10.5;
export const LINE_HEIGHT = 15.5;
const PAD_X = 9;
const PAD_Y = 8;
const INDENT = 10;
/** Later lines of an indented entry; those of a heading or a lone count start at the edge. */
const HANG = 8;
/** Between two counts of one box that stand on the same level. */
const PARAGRAPH = 4;
const MARGIN = 10;
const BAR_WIDTH = 24;
const NOTE_LINE = 13.5;

export type Column = 'previous' | 'main' | 'side' | 'other-main' | 'other-side';

/** One printed line of a box; `line` is the index of the BoxLine it belongs to. */
export interface PlacedText {
  x: number;
  baseline: number;
  text: string;
  line: number;
}

export interface PlacedBox extends BoxContent {
  column: Column;
  x: number;
  y: number;
  width: number;
  height: number;
  texts: PlacedText[];
}

export interface PlacedLabel {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Printed lines; a side bar's text is turned by 90 degrees. */
  lines: string[];
}

export interface PlacedNote extends PendingNote {
  x: number;
  y: number;
  lines: string[];
}

export interface FlowLayout {
  layout: Layout;
  width: number;
  height: number;
  boxes: PlacedBox[];
  connectors: Connector[];
  titles: PlacedLabel[];
  bars: PlacedLabel[];
  pending: PlacedNote[];
  /** "In progress: …" above the diagram while something is pending. */
  progress: PlacedLabel | null;
  footnotes: { x: number; baseline: number; text: string }[];
}

const NATURAL: Readonly<Record<Column, number>> = {
  previous: 136,
  main: 186,
  side: 212,
  'other-main': 160,
  'other-side': 172,
};

/** The drawing at its natural width, or stretched to `width` where that is wider. */
export function layoutFlow(flow: PrismaFlow, options: DrawOptions = {}, width = 0): FlowLayout {
  const layout = layoutFor(flow, options.layout);
  const labels = labelsWith(options.labels);
  const columns = columnsOf(layout, width);
  const boxes = boxContents(flow, options).map((content) => sized(content, columns, options));
  const notes = pendingNotes(flow, options);

  const total = MARGIN + Math.max(...[...columns.values()].map((column) => column.x + column.width));
  let y = MARGIN;
  const mark = progressMark(flow, options);
  let progress: PlacedLabel | null = null;
  if (mark !== null) {
    const lines = wrapText(mark, total - 2 * MARGIN - 2 * PAD_X, NOTE_SIZE);
    progress = { x: MARGIN, y, width: total - 2 * MARGIN, height: lines.length * NOTE_LINE + 8, lines };
    y += progress.height + 12;
  }

  const titles = titlesOf(layout, columns, labels, y);
  y += Math.max(...titles.map((title) => title.height)) + 14;

  const rows = rowTops(boxes, notes, (note) => noteLines(note, columns).length * NOTE_LINE, y);
  for (const box of boxes) place(box, rows, boxes);
  const last = Math.max(...boxes.map((box) => PLACE[box.id][1]));
  const bottom = (rows[last]?.top ?? y) + (rows[last]?.height ?? 0);

  const bar = (from: number, to: number, word: string): PlacedLabel => {
    const top = rows[from]?.top ?? y;
    const end = (rows[to]?.top ?? y) + (rows[to]?.height ?? 0);
    return { x: MARGIN, y: top, width: BAR_WIDTH, height: end - top, lines: [word] };
  };
  const bars = [
    bar(0, 0, labels.bar_identification),
    bar(1, 3, labels.bar_screening),
    bar(4, last, labels.bar_included),
  ];

  const pending = notes.map((note): PlacedNote => {
    const row = rows[ROW_OF[note.after]];
    const column = columns.get(note.arm === 'databases' ? 'main' : 'other-main');
    const x = (column?.x ?? 0) + (column?.width ?? 0) / 2 + 9;
    return { ...note, x, y: (row?.top ?? 0) + (row?.height ?? 0) + 6, lines: noteLines(note, columns) };
  });

  const left = MARGIN;
  let baseline = bottom + 26;
  const foot: FlowLayout['footnotes'] = [];
  for (const note of footnotes(flow, options)) {
    for (const text of wrapText(note, total - left - MARGIN, NOTE_SIZE)) {
      foot.push({ x: left, baseline, text });
      baseline += NOTE_LINE;
    }
    baseline += 2;
  }
  const height = (foot.length > 0 ? baseline - NOTE_LINE + 2 : bottom) + MARGIN;
  const connectors = joinBoxes(boxes, notes);
  return { layout, width: total, height, boxes, connectors, titles, bars, pending, progress, footnotes: foot };
}

/** The boxes alone, with text, counts and places: what a DOCX or PDF writer draws. */
export function boxes(flow: PrismaFlow, options: DrawOptions = {}, width = 0): PlacedBox[] {
  return layoutFlow(flow, options, width).boxes;
}

type Columns = Map<Column, { x: number; width: number }>;

function columnsOf(layout: Layout, width: number): Columns {
  const names: Column[] = ['main', 'side'];
  if (layout.startsWith('updated')) names.unshift('previous');
  if (layout.endsWith('v2')) names.push('other-main', 'other-side');
  const gaps = names.slice(1).map((name) => (name === 'other-main' ? 26 : 22));
  const fixed = MARGIN * 2 + BAR_WIDTH + 12 + gaps.reduce((sum, gap) => sum + gap, 0);
  const natural = names.reduce((sum, name) => sum + NATURAL[name], 0);
  const stretch = Math.max(1, (width - fixed) / natural);
  const columns: Columns = new Map();
  let x = MARGIN + BAR_WIDTH + 12;
  names.forEach((name, at) => {
    columns.set(name, { x, width: NATURAL[name] * stretch });
    x += NATURAL[name] * stretch + (gaps[at] ?? 0);
  });
  return columns;
}

function sized(content: BoxContent, columns: Columns, options: DrawOptions): PlacedBox {
  const column = PLACE[content.id][0];
  const { x, width } = columns.get(column) ?? { x: 0, width: 0 };
  const texts: PlacedText[] = [];
  let y = PAD_Y;
  content.lines.forEach((line, at) => {
    const left = PAD_X + line.indent * INDENT;
    const room = width - left - PAD_X;
    if (at > 0 && line.indent === 0) y += PARAGRAPH;
    printed(line, room, options).forEach((text, nth) => {
      texts.push({ x: x + left + (nth > 0 ? hang(line) : 0), baseline: y + 11.2, text, line: at });
      y += LINE_HEIGHT;
    });
  });
  return { ...content, column, x, y: 0, width, height: y + PAD_Y - 1, texts };
}

/** The first line has the whole width, the following hang; wrapping at the narrower width keeps both inside. */
function printed(line: BoxLine, room: number, options: DrawOptions): string[] {
  const whole = line.n === null ? line.label : `${line.label} ${countText(line.n, options.locale)}`;
  const one = wrapText(whole, room, TEXT_SIZE);
  return one.length === 1 ? one : wrapText(whole, room - hang(line), TEXT_SIZE);
}

function hang(line: BoxLine): number {
  return line.indent === 0 ? 0 : HANG;
}

function titlesOf(layout: Layout, columns: Columns, labels: ReturnType<typeof labelsWith>, y: number): PlacedLabel[] {
  const updated = layout.startsWith('updated');
  const spans: [Column, Column, string][] = [
    ['main', 'side', updated ? labels.title_databases_updated : labels.title_databases],
  ];
  if (updated) spans.unshift(['previous', 'previous', labels.title_previous]);
  if (layout.endsWith('v2'))
    spans.push(['other-main', 'other-side', updated ? labels.title_other_updated : labels.title_other]);
  const made = spans.map(([from, to, text]) => {
    const x = columns.get(from)?.x ?? 0;
    const end = columns.get(to) ?? { x, width: 0 };
    const width = end.x + end.width - x;
    return { x, y, width, height: 0, lines: wrapText(text, width - 2 * PAD_X, TEXT_SIZE, 'bold') };
  });
  const height = Math.max(...made.map((title) => title.lines.length)) * LINE_HEIGHT + 11;
  return made.map((title) => ({ ...title, height }));
}

function noteLines(note: PendingNote, columns: Columns): string[] {
  const main = columns.get(note.arm === 'databases' ? 'main' : 'other-main');
  const side = columns.get(note.arm === 'databases' ? 'side' : 'other-side');
  const room = (side?.x ?? 0) + (side?.width ?? 0) - (main?.x ?? 0) - (main?.width ?? 0) / 2 - 12;
  return wrapText(note.text, room, NOTE_SIZE);
}
