import { PAGE_UNITS, type PageBox } from '@shared/domain/screening/quotation';

/** Longest text and most lines of a quotation. */
export const LONGEST_QUOTATION = 2000;
const MOST_BOXES = 80;

interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What is selected on one page: its words in one line, and where they stand. */
export interface PageSelection {
  page: number;
  text: string;
  boxes: PageBox[];
}

/**
 * Boxes of a selection, one for each line, in ten-thousandths of the page. `rects` are those that the browser draws, in
 * pixels; pieces of one line that overlap by half their height are joined, what lies outside the page is left away.
 */
export function boxesOn(page: Rect, rects: readonly Rect[]): PageBox[] {
  const lines: Rect[] = [];
  for (const rect of rects) {
    const inside = within(page, rect);
    if (!inside) continue;
    const line = lines.find((one) => isOneLine(one, inside) && isNear(one, inside));
    if (line) Object.assign(line, union(line, inside));
    else lines.push(inside);
  }
  return lines.slice(0, MOST_BOXES).map(({ left, top, width, height }): PageBox => {
    const x = Math.round((PAGE_UNITS * (left - page.left)) / page.width);
    const y = Math.round((PAGE_UNITS * (top - page.top)) / page.height);
    const across = Math.round((PAGE_UNITS * width) / page.width);
    const down = Math.round((PAGE_UNITS * height) / page.height);
    return [x, y, Math.min(across, PAGE_UNITS - x), Math.min(down, PAGE_UNITS - y)];
  });
}

/** The words as they are read: white space as one space, a word broken at the end of a line joined. */
export function readable(text: string): string {
  return text
    .replace(/(\p{Ll})[-\u00AD]\s*\n\s*(?=\p{Ll})/gu, '$1')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_QUOTATION)
    .trim();
}

function within(page: Rect, rect: Rect): Rect | null {
  const left = Math.max(page.left, rect.left);
  const top = Math.max(page.top, rect.top);
  const width = Math.min(page.left + page.width, rect.left + rect.width) - left;
  const height = Math.min(page.top + page.height, rect.top + rect.height) - top;
  return width > 0.5 && height > 0.5 ? { left, top, width, height } : null;
}

function isOneLine(a: Rect, b: Rect): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared > Math.min(a.height, b.height) / 2;
}

/** Columns stand side by side on one line and stay apart. */
function isNear(a: Rect, b: Rect): boolean {
  const gap = Math.max(a.left, b.left) - Math.min(a.left + a.width, b.left + b.width);
  return gap < Math.max(a.height, b.height);
}

function union(a: Rect, b: Rect): Rect {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  const width = Math.max(a.left + a.width, b.left + b.width) - left;
  return { left, top, width, height: Math.max(a.top + a.height, b.top + b.height) - top };
}
