/** The diagram in words, box by box: what a screen reader gets and what journals print as a figure's long description. */
import { boxContents, formatCount, layoutFor } from './box-content';
import type { BoxContent, BoxLine, DrawOptions } from './box-content';
import type { PrismaFlow } from './flow';
import { labelsWith } from './labels';
import { footnotes, pendingNotes, progressMark } from './notes';

export function describeFlow(flow: PrismaFlow, options: DrawOptions = {}): string {
  const labels = labelsWith(options.labels);
  const layout = layoutFor(flow, options.layout);
  const updated = layout.startsWith('updated');
  const contents = boxContents(flow, options);
  const said = (ids: readonly BoxContent['id'][]): string[] =>
    contents.filter((box) => ids.includes(box.id)).map((box) => sentence(box, options));
  const waiting = (arm: 'databases' | 'other'): string[] =>
    pendingNotes(flow, options)
      .filter((note) => note.arm === arm)
      .map((note) => `${labels.in_progress}: ${note.text}.`);

  const paragraphs: string[][] = [];
  const mark = progressMark(flow, options);
  if (mark) paragraphs.push([`${mark}.`]);
  if (updated) paragraphs.push([`${labels.title_previous}.`, ...said(['previous'])]);
  paragraphs.push([
    `${updated ? labels.title_databases_updated : labels.title_databases}.`,
    ...said([
      'identified',
      'removed',
      'screened',
      'records-excluded',
      'sought',
      'not-retrieved',
      'assessed',
      'reports-excluded',
      'awaiting',
    ]),
    ...waiting('databases'),
  ]);
  if (layout.endsWith('v2'))
    paragraphs.push([
      `${updated ? labels.title_other_updated : labels.title_other}.`,
      ...said([
        'other-identified',
        'other-removed',
        'other-sought',
        'other-not-retrieved',
        'other-assessed',
        'other-reports-excluded',
        'other-awaiting',
      ]),
      ...waiting('other'),
    ]);
  paragraphs.push([`${labels.bar_included}.`, ...said(['included', 'total', 'appraisal', 'meta-analysis'])]);
  paragraphs.push(footnotes(flow, options).map((note) => note.replace(/^\*+/, '')));
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => paragraph.join(' '))
    .join('\n');
}

/** "Reports excluded: Wrong population 4, Wrong design 2." */
function sentence(box: BoxContent, options: DrawOptions): string {
  const parts: string[] = [];
  let open = '';
  for (const line of box.lines) {
    if (line.n === null) open = `${plain(line.label)}: `;
    else parts.push(`${plain(line.label)} ${formatCount(line.n, options.locale)}`);
  }
  return `${open}${joined(box.lines, parts)}.`;
}

/** Counts on one level are listed; a line with its parts under it keeps them in brackets. */
function joined(lines: readonly BoxLine[], parts: readonly string[]): string {
  const counted = lines.filter((line) => line.n !== null);
  let text = '';
  counted.forEach((line, at) => {
    const before = counted[at - 1];
    const next = counted[at + 1];
    const deeper = before !== undefined && line.indent > before.indent;
    text += deeper ? ' (' : at > 0 ? ', ' : '';
    text += parts[at] ?? '';
    if (line.indent > (counted[0]?.indent ?? 0) && (next === undefined || next.indent < line.indent)) text += ')';
  });
  return text;
}

function plain(label: string): string {
  return label.replace(/[*:\s]+$/, '');
}
