/** The lines between the boxes: orthogonal, one per step of the flow, each ending in an arrowhead. */
import type { BoxId } from './box-content';
import type { PendingNote } from './notes';

/** A box that has its place. */
export interface Frame {
  id: BoxId;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Connector {
  from: BoxId;
  to: BoxId;
  points: Point[];
  /** Something is still pending on this step. */
  open: boolean;
}

export function joinBoxes(boxes: readonly Frame[], notes: readonly PendingNote[]): Connector[] {
  const by = new Map(boxes.map((box) => [box.id, box]));
  const made: Connector[] = [];
  const isOpen = (arm: PendingNote['arm'], after: PendingNote['after']): boolean =>
    notes.some((note) => note.arm === arm && note.after === after);
  const join = (from: BoxId, to: BoxId, path: (a: Frame, b: Frame) => Point[], open = false): void => {
    const [a, b] = [by.get(from), by.get(to)];
    if (a && b) made.push({ from, to, points: path(a, b), open });
  };

  join('identified', 'removed', across);
  join('identified', 'screened', down, isOpen('databases', 'identified'));
  join('screened', 'records-excluded', across);
  join('screened', 'sought', down);
  join('sought', 'not-retrieved', across);
  join('sought', 'assessed', down, isOpen('databases', 'sought'));
  join('assessed', 'reports-excluded', across);
  join('assessed', 'awaiting', branch);
  join('assessed', 'included', down, isOpen('databases', 'assessed'));

  join('other-identified', 'other-removed', branch);
  join('other-identified', 'other-sought', down, isOpen('other', 'identified'));
  join('other-sought', 'other-not-retrieved', across);
  join('other-sought', 'other-assessed', down, isOpen('other', 'sought'));
  join('other-assessed', 'other-reports-excluded', across);
  join('other-assessed', 'other-awaiting', branch);
  join('other-assessed', 'included', downThenLeft, isOpen('other', 'assessed'));

  join('previous', 'total', downThenRight);
  const chain = (['included', 'total', 'appraisal', 'meta-analysis'] as const).filter((id) => by.has(id));
  chain.slice(1).forEach((id, at) => join(chain[at] ?? 'included', id, down));
  return made;
}

function across(a: Frame, b: Frame): Point[] {
  const y = Math.min(a.y + a.height / 2, b.y + b.height / 2);
  return [
    { x: a.x + a.width, y },
    { x: b.x, y },
  ];
}

function down(a: Frame, b: Frame): Point[] {
  const x = a.x + a.width / 2;
  return [
    { x, y: a.y + a.height },
    { x, y: b.y },
  ];
}

/** From the vertical line under `a`, or from its side where `b` still stands beside it. */
function branch(a: Frame, b: Frame): Point[] {
  const y = b.y + b.height / 2;
  const x = y > a.y + a.height ? a.x + a.width / 2 : a.x + a.width;
  return [
    { x, y },
    { x: b.x, y },
  ];
}

function downThenLeft(a: Frame, b: Frame): Point[] {
  const x = a.x + a.width / 2;
  const y = b.y + b.height / 2;
  return [
    { x, y: a.y + a.height },
    { x, y },
    { x: b.x + b.width, y },
  ];
}

function downThenRight(a: Frame, b: Frame): Point[] {
  const x = a.x + a.width / 2;
  const y = b.y + b.height / 2;
  return [
    { x, y: a.y + a.height },
    { x, y },
    { x: b.x, y },
  ];
}
