/** A recall curve: `found[i]` relevant records after `i + 1` read, of `relevant` among `total`. */
export interface RecallCurve {
  title: string;
  total: number;
  relevant: number;
  found: readonly number[];
}

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 24;
const TOP = 48;
const BOTTOM = 56;
const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** The curve as SVG with a description in words; the dashed line is what reading in random order would have found. */
export function recallSvg({ title, total, relevant, found }: RecallCurve): string {
  const x = (read: number): string => (LEFT + (read / Math.max(total, 1)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (recall: number): string => (HEIGHT - BOTTOM - recall * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const recallAt = (at: number): number => (relevant === 0 ? 0 : found[at]! / relevant);
  // A step is drawn where something was found, and once at the end.
  const steps = found.flatMap((count, at) =>
    count === (found[at - 1] ?? 0) ? [] : [`H${x(at + 1)}V${y(recallAt(at))}`],
  );
  const path = `M${x(0)} ${y(0)}${steps.join('')}H${x(total)}`;
  const last = found.at(-1) ?? 0;
  const readForAll = found.indexOf(last) + 1;
  const description =
    last === 0
      ? `Nothing relevant was found among ${found.length} of ${total} records.`
      : `${last} of ${relevant} relevant records were found within the first ${readForAll} of ${total} records read.`;
  const tick = (share: number): string =>
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}" stroke="#d9dcda"/>` +
    `<text x="${LEFT - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${share * 100} %</text>` +
    `<text x="${x(share * total)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${Math.round(share * total)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="Source Sans 3, Helvetica, Arial, sans-serif" font-size="13" fill="#1d2426">`,
    `<title>${escape(title)}</title>`,
    `<desc>${escape(description)}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="26" font-size="15" font-weight="600">${escape(title)}</text>`,
    ...[0, 0.25, 0.5, 0.75, 1].map(tick),
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(total)}" y2="${y(1)}" stroke="#7d898c" stroke-dasharray="5 4"/>`,
    `<path d="${path}" fill="none" stroke="#0d6468" stroke-width="2"/>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">Records read</text>`,
    `<text transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">Relevant records found</text>`,
    '</svg>',
  ].join('\n');
}
