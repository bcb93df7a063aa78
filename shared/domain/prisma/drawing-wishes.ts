import { countText } from './box-content';
import type { PrismaFlow } from './flow';
import { Refusal } from '../refusal';

/**
 * Refuses to leave the reports lines out where studies and reports differ, since that would hide a number; says where.
 * Should they come to differ later, the drawing shows the line again by itself.
 */
export function refuseHiddenReports(flow: PrismaFlow): void {
  const pairs: [string, number, number][] = [
    ['in the previous version', flow.previousStudies ?? 0, flow.previousReports ?? 0],
    ['newly included', flow.newStudies, flow.newReports],
    ['in total', flow.totalStudies, flow.totalReports],
  ];
  const differing = pairs.find(([, studies, reports]) => studies !== reports);
  if (!differing) return;
  const [where, studies, reports] = differing;
  throw new Refusal(
    'reports_line_needed',
    `Studies ${countText(studies)} and reports ${countText(reports)} ${where} differ, so the reports line stays. It can be left out once every study has exactly one report.`,
    422,
    { studies, reports },
  );
}
