/** The rows of the diagram: which box stands in which, how tall each is, and where its boxes come to stand. */
import type { BoxId } from './box-content';
import type { Column, PlacedBox } from './layout';
import type { PendingNote } from './notes';

const ROW_GAP = 24;
/** Column and row of each box: 0 identification, 1 to 3 screening, 4 and on included. */
export const PLACE: Readonly<Record<BoxId, readonly [Column, number]>> = {
  previous: ['previous', 0],
  identified: ['main', 0],
  removed: ['side', 0],
  'other-identified': ['other-main', 0],
  screened: ['main', 1],
  'records-excluded': ['side', 1],
  'other-removed': ['other-side', 1],
  sought: ['main', 2],
  'not-retrieved': ['side', 2],
  'other-sought': ['other-main', 2],
  'other-not-retrieved': ['other-side', 2],
  assessed: ['main', 3],
  'reports-excluded': ['side', 3],
  awaiting: ['side', 3],
  'other-assessed': ['other-main', 3],
  'other-reports-excluded': ['other-side', 3],
  'other-awaiting': ['other-side', 3],
  included: ['main', 4],
  total: ['main', 5],
  appraisal: ['main', 6],
  'meta-analysis': ['main', 7],
};

const STACK_GAP = 10;
/** Room for the turned word of a side bar. */
const BAR_LENGTH: readonly [number, number, number] = [96, 78, 66];
/** The row after which a pending note stands. */
export const ROW_OF = { identified: 0, sought: 2, assessed: 3 } as const;

export interface Row {
  top: number;
  height: number;
}

/** `noteRoom` is the height that a note between two rows takes. */
export function rowTops(
  boxes: PlacedBox[],
  notes: PendingNote[],
  noteRoom: (note: PendingNote) => number,
  y: number,
): Row[] {
  const rows: Row[] = [];
  const count = Math.max(...boxes.map((box) => PLACE[box.id][1])) + 1;
  let top = y;
  for (let at = 0; at < count; at++) {
    const height = Math.max(0, ...stacks(boxes, at));
    const gapNotes = notes.filter((note) => ROW_OF[note.after] === at);
    const room = Math.max(0, ...gapNotes.map(noteRoom));
    rows.push({ top, height });
    stretchForBars(rows, at, count - 1);
    const row = rows[at] as Row;
    top = row.top + row.height + (room > 0 ? room + 18 : ROW_GAP);
  }
  return rows;
}

/** Heights of the columns of a row; boxes of one column stand under each other. */
function stacks(boxes: PlacedBox[], row: number): number[] {
  const heights = new Map<Column, number>();
  for (const box of boxes) {
    const [column, at] = PLACE[box.id];
    if (at !== row) continue;
    const under = heights.get(column);
    heights.set(column, under === undefined ? box.height : under + STACK_GAP + box.height);
  }
  return [...heights.values()];
}

/** A row grows where the side bar's word would not fit beside it. */
function stretchForBars(rows: Row[], at: number, last: number): void {
  const span = at === 0 ? 0 : at === 3 ? 1 : at === last ? 4 : null;
  if (span === null) return;
  const first = rows[span];
  const row = rows[at];
  if (!first || !row) return;
  const need = BAR_LENGTH[span === 0 ? 0 : span === 1 ? 1 : 2];
  row.height = Math.max(row.height, need - (row.top - first.top));
}

/** Puts a box into its row, under those that share its place. */
export function place(box: PlacedBox, rows: Row[], all: PlacedBox[]): void {
  const [column, at] = PLACE[box.id];
  const above = all.filter((other) => other !== box && PLACE[other.id][0] === column && PLACE[other.id][1] === at);
  const first = above.find((other) => all.indexOf(other) < all.indexOf(box));
  box.y = (rows[at]?.top ?? 0) + (first ? first.height + STACK_GAP : 0);
  for (const text of box.texts) text.baseline += box.y;
}
