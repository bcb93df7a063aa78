/** What stands beside and under the boxes: numbers still pending, and the footnotes the template asks for. */
import { countText, formatCount, layoutFor, otherMethodsLines } from './box-content';
import type { DrawOptions, FlowMomentNote } from './box-content';
import type { ArmFlow, BoxKey, PrismaFlow } from './flow';
import { labelsWith } from './labels';
import type { Labels } from './labels';

/** A number that stands on the line between two boxes. */
export interface PendingNote {
  key: BoxKey;
  arm: 'databases' | 'other';
  /** The box the line comes from. */
  after: 'identified' | 'sought' | 'assessed';
  n: number;
  text: string;
}

export function pendingNotes(flow: PrismaFlow, options: DrawOptions = {}): PendingNote[] {
  const labels = labelsWith(options.labels);
  const arms: ['databases' | 'other', ArmFlow][] = [['databases', flow.databases]];
  if (layoutFor(flow, options.layout).endsWith('v2')) arms.push(['other', flow.other]);
  return arms.flatMap(([arm, { pending }]) => {
    const notes: PendingNote[] = [
      {
        key: 'screening_pending',
        arm,
        after: 'identified',
        n: pending.screening,
        text: pendingText(pending.screening, labels.pending_screening, pending.screeningConflicts, labels, options),
      },
      {
        key: 'retrieval_pending',
        arm,
        after: 'sought',
        n: pending.retrieval,
        text: pendingText(pending.retrieval, labels.pending_retrieval, 0, labels, options),
      },
      {
        key: 'full_text_pending',
        arm,
        after: 'assessed',
        n: pending.fullText,
        text: pendingText(pending.fullText, labels.pending_full_text, pending.fullTextConflicts, labels, options),
      },
    ];
    return notes.filter((note) => note.n > 0);
  });
}

function pendingText(n: number, words: string, conflicts: number, labels: Labels, options: DrawOptions): string {
  const count = `${formatCount(n, options.locale)} ${words}`;
  return conflicts > 0 ? `${count} (${formatCount(conflicts, options.locale)} ${labels.pending_conflicts})` : count;
}

/** "In progress: 12 not yet screened; 3 retrieval pending", or `null` when every record has reached an end. */
export function progressMark(flow: PrismaFlow, options: DrawOptions = {}): string | null {
  if (!flow.inProgress) return null;
  const labels = labelsWith(options.labels);
  const { pending } = flow;
  const parts: [number, string, number][] = [
    [pending.screening, labels.pending_screening, pending.screeningConflicts],
    [pending.retrieval, labels.pending_retrieval, 0],
    [pending.fullText, labels.pending_full_text, pending.fullTextConflicts],
    [flow.reportsWithoutStudy, labels.pending_studies, 0],
  ];
  const said = parts
    .filter(([n]) => n > 0)
    .map(([n, words, conflicts]) => pendingText(n, words, conflicts, labels, options));
  return `${labels.in_progress}: ${said.join('; ')}`;
}

export function footnotes(flow: PrismaFlow, options: DrawOptions = {}): string[] {
  const labels = labelsWith(options.labels);
  const layout = layoutFor(flow, options.layout);
  const count = (n: number): string => countText(n, options.locale);
  const listed = (entries: readonly { label: string; n: number | null }[]): string =>
    entries.map((entry) => `${entry.label} ${count(entry.n ?? 0)}`).join(', ');
  const { databases: d, other: o } = flow;
  const notes: string[] = [];

  if (d.bySource.length > 0) {
    const sources = d.bySource.map(({ source, n }) => ({ label: source, n }));
    notes.push(
      `*${options.perSourceCounts ? labels.note_sources_shown : `${labels.note_sources} ${listed(sources)}.`}`,
    );
  }
  if (d.screenExcluded > 0)
    notes.push(
      `**${labels.note_by_person} ${count(d.screenExcludedByPerson)}, ` +
        `${labels.note_by_automation} ${count(d.screenExcludedByAutomation)}.`,
    );
  const left = otherMethodsLines(flow, labels);
  if (layout.endsWith('v2') && left.length > 0 && options.otherMethodsScreening !== 'box')
    notes.push(`${labels.note_other_methods} ${listed(left)}.`);
  if (layout.endsWith('v1') && o.identified > 0)
    notes.push(
      `${labels.note_other_hidden} ${count(o.identified)}; ${labels.new_reports.toLowerCase()} ${count(o.included)}.`,
    );
  if (layout.startsWith('new') && flow.previousStudies)
    notes.push(`${labels.note_previous_hidden} ${count(flow.previousStudies)}.`);
  if (options.moment) notes.push(momentNote(options.moment, labels));
  if (!options.hideCitation) notes.push(labels.note_citation);
  return notes;
}

/** "Numbers as of 2026-03-04 10:15 UTC (entry 812), protocol version 2." */
function momentNote({ at, seq, protocolVersion }: FlowMomentNote, labels: Labels): string {
  const when = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC (entry ${seq})`;
  const version = protocolVersion > 0 ? `, ${labels.note_protocol} ${protocolVersion}` : '';
  return `${labels.note_moment} ${when}${version}.`;
}
