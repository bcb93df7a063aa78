import { TEXT_SIZE } from '@shared/domain/prisma/layout';
import { Refusal } from '@shared/domain/refusal';

export const POINTS_PER_MM = 72 / 25.4;
/** The least height of type, in points, that can be read on paper at all; journals ask for more. */
const LEAST_TYPE = 4;

/** Refuses a width on paper at which nobody could read the words of a drawing so many points wide. */
export function assertLegible(drawingWidth: number, widthMm: number): void {
  const type = (TEXT_SIZE * widthMm * POINTS_PER_MM) / drawingWidth;
  if (type >= LEAST_TYPE) return;
  const least = Math.ceil((LEAST_TYPE * drawingWidth) / (TEXT_SIZE * POINTS_PER_MM));
  throw new Refusal(
    'figure_too_narrow',
    `At ${widthMm} mm the words of this diagram would be ${type.toFixed(1)} points high. Ask for at least ${least} mm, or for a layout with fewer columns.`,
    422,
  );
}
