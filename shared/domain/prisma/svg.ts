/**
 * The diagram as SVG: paper, ink, hairlines, text that stays text.
 *
 * Every count is an element of its own with `data-box` (the key of the number) and, where it applies, `data-source` or
 * `data-reason`; given `href`, it is a link that the keyboard reaches. Words come from users, so all text is escaped.
 */
import type { BoxLine, DrawOptions, Theme } from './box-content';
import { describeFlow } from './describe';
import type { PrismaFlow } from './flow';
import { LINE_HEIGHT, NOTE_SIZE, TEXT_SIZE, layoutFlow } from './layout';
import type { Connector, FlowLayout, PlacedBox, PlacedLabel, PlacedNote } from './layout';

export interface SvgOptions extends DrawOptions {
  theme?: Theme;
  /** Width of the picture in px; columns stretch to it, and below the natural width the picture is scaled down. */
  width?: number;
  /** Where a number leads; `null` for no link. */
  href?: (line: Pick<BoxLine, 'key' | 'source' | 'reason'>) => string | null;
  /** Words for the picture as a whole. */
  title?: string;
  /** Keeps ids apart where one page holds several diagrams. */
  idPrefix?: string;
}

interface Palette {
  paper: string;
  ink: string;
  quiet: string;
  hairline: string;
  tint: string;
  tintInk: string;
  open: string;
}

const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#fffefb',
    ink: '#1d2426',
    quiet: '#586468',
    hairline: '#7d898c',
    tint: '#e8efee',
    tintInk: '#0d4f52',
    open: '#8a4b08',
  },
  dark: {
    paper: '#14191b',
    ink: '#e7e5df',
    quiet: '#a3aeb1',
    hairline: '#6b787b',
    tint: '#20302f',
    tintInk: '#8fd0cc',
    open: '#e6b067',
  },
  print: {
    paper: '#ffffff',
    ink: '#000000',
    quiet: '#333333',
    hairline: '#000000',
    tint: '#ededed',
    tintInk: '#000000',
    open: '#000000',
  },
};

const FONTS = "'Source Sans 3', Arial, Helvetica, sans-serif";

export function drawFlow(flow: PrismaFlow, options: SvgOptions = {}): string {
  const drawing = layoutFlow(flow, options, options.width ?? 0);
  const colour = PALETTES[options.theme ?? 'light'];
  const id = (name: string): string => escapeXml(`${options.idPrefix ?? 'prisma'}-${name}`);
  const shown = options.width ?? drawing.width;
  const scale = shown / drawing.width;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${num(shown)}" height="${num(drawing.height * scale)}" ` +
      `viewBox="0 0 ${num(drawing.width)} ${num(drawing.height)}" role="${options.href ? 'group' : 'img'}" ` +
      `aria-labelledby="${id('title')} ${id('desc')}" font-family="${FONTS}" font-size="${TEXT_SIZE}" ` +
      `data-layout="${drawing.layout}">`,
    `<title id="${id('title')}">${escapeXml(options.title ?? 'PRISMA 2020 flow diagram')}</title>`,
    `<desc id="${id('desc')}">${escapeXml(describeFlow(flow, options))}</desc>`,
    `<rect class="paper" width="${num(drawing.width)}" height="${num(drawing.height)}" fill="${colour.paper}"/>`,
    ...(drawing.progress ? [progressMark(drawing.progress, colour)] : []),
    ...drawing.titles.map((title) => titleBar(title, colour)),
    ...drawing.bars.map((bar) => sideBar(bar, colour)),
    ...drawing.connectors.map((connector) => arrow(connector, colour)),
    ...drawing.pending.map((note) => pendingNote(note, colour, options)),
    ...drawing.boxes.map((box) => drawBox(box, colour, options)),
    ...footer(drawing, colour),
    '</svg>',
    '',
  ].join('\n');
}

function drawBox(box: PlacedBox, colour: Palette, options: SvgOptions): string {
  const frame = rect(box, `fill="${colour.paper}" stroke="${colour.hairline}" stroke-width="0.75"`);
  const lines = box.lines.map((line, at) => {
    const texts = box.texts.filter((text) => text.line === at);
    const spans = texts.map(
      (text) => `<tspan x="${num(text.x)}" y="${num(text.baseline)}">${escapeXml(text.text)}</tspan>`,
    );
    // A space between printed lines keeps words apart for whoever copies or reads the text.
    const text = `<text fill="${colour.ink}">${spans.join(' ')}</text>`;
    const first = texts[0];
    if (line.key === null || line.n === null || !first) return text;
    const hit =
      `<rect class="hit" x="${num(box.x + 2)}" y="${num(first.baseline - 12)}" width="${num(box.width - 4)}" ` +
      `height="${num(texts.length * LINE_HEIGHT)}" fill-opacity="0"/>`;
    return count(line, hit + text, options);
  });
  return `<g class="box" data-id="${box.id}" data-unit="${box.unit}">${frame}${lines.join('')}</g>`;
}

/** A number and what it needs to become a link. */
function count(line: Pick<BoxLine, 'key' | 'n' | 'source' | 'reason'>, inner: string, options: SvgOptions): string {
  const data =
    `class="count" data-box="${line.key ?? ''}" data-n="${line.n ?? ''}"` +
    (line.source === undefined ? '' : ` data-source="${escapeXml(line.source)}"`) +
    (line.reason === undefined ? '' : ` data-reason="${escapeXml(line.reason)}"`);
  const href = safeHref(options.href?.(line) ?? null);
  return href === null ? `<g ${data}>${inner}</g>` : `<a ${data} href="${escapeXml(href)}" tabindex="0">${inner}</a>`;
}

function titleBar(title: PlacedLabel, colour: Palette): string {
  const x = title.x + title.width / 2;
  const top = title.y + (title.height - title.lines.length * LINE_HEIGHT) / 2 + 11.6;
  const spans = title.lines.map(
    (line, at) => `<tspan x="${num(x)}" y="${num(top + at * LINE_HEIGHT)}">${escapeXml(line)}</tspan>`,
  );
  return (
    `<g class="title">${rect(title, `fill="${colour.tint}"`)}` +
    `<text text-anchor="middle" font-weight="600" fill="${colour.tintInk}">${spans.join(' ')}</text></g>`
  );
}

function sideBar(bar: PlacedLabel, colour: Palette): string {
  const x = num(bar.x + bar.width / 2 + 4);
  const y = num(bar.y + bar.height / 2);
  return (
    `<g class="bar">${rect(bar, `fill="${colour.tint}"`)}` +
    `<text x="${x}" y="${y}" transform="rotate(-90 ${x} ${y})" text-anchor="middle" font-weight="600" ` +
    `fill="${colour.tintInk}">${escapeXml(bar.lines.join(' '))}</text></g>`
  );
}

function arrow(connector: Connector, colour: Palette): string {
  const end = connector.points[connector.points.length - 1];
  const before = connector.points[connector.points.length - 2];
  if (!end || !before) return '';
  const [dx, dy] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)];
  const stem = connector.points.map((point, at) =>
    at === connector.points.length - 1 ? { x: end.x - dx * 5, y: end.y - dy * 5 } : point,
  );
  const path = stem.map((point, at) => `${at === 0 ? 'M' : 'L'}${num(point.x)} ${num(point.y)}`).join('');
  const head = [
    [end.x, end.y],
    [end.x - dx * 6 - dy * 3, end.y - dy * 6 - dx * 3],
    [end.x - dx * 6 + dy * 3, end.y - dy * 6 + dx * 3],
  ];
  const stroke = connector.open ? colour.open : colour.hairline;
  return (
    `<g class="arrow" data-from="${connector.from}" data-to="${connector.to}">` +
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="0.9"${connector.open ? ' stroke-dasharray="3 2.5"' : ''}/>` +
    `<path d="M${head.map(([x, y]) => `${num(x ?? 0)} ${num(y ?? 0)}`).join('L')}Z" fill="${stroke}"/></g>`
  );
}

function pendingNote(note: PlacedNote, colour: Palette, options: SvgOptions): string {
  const spans = note.lines.map(
    (line, at) => `<tspan x="${num(note.x)}" y="${num(note.y + 10 + at * 13.5)}">${escapeXml(line)}</tspan>`,
  );
  const text = `<text font-size="${NOTE_SIZE}" font-style="italic" fill="${colour.open}">${spans.join(' ')}</text>`;
  return count({ key: note.key, n: note.n }, text, options);
}

function progressMark(mark: PlacedLabel, colour: Palette): string {
  const first = mark.lines[0] ?? '';
  const cut = first.indexOf(':') + 1;
  const lines = mark.lines.map((line, at) => {
    const place = `x="${num(mark.x + 12)}" y="${num(mark.y + 14 + at * 13.5)}"`;
    const words =
      at === 0
        ? `<tspan font-weight="600">${escapeXml(line.slice(0, cut))}</tspan>${escapeXml(line.slice(cut))}`
        : escapeXml(line);
    return `<tspan ${place}>${words}</tspan>`;
  });
  const edge = `<rect x="${num(mark.x)}" y="${num(mark.y)}" width="2.5" height="${num(mark.height)}" fill="${colour.open}"/>`;
  return `<g class="in-progress">${edge}<text font-size="${NOTE_SIZE}" fill="${colour.open}">${lines.join(' ')}</text></g>`;
}

function footer(drawing: FlowLayout, colour: Palette): string[] {
  return drawing.footnotes.map(
    (note) =>
      `<text class="footnote" x="${num(note.x)}" y="${num(note.baseline)}" font-size="${NOTE_SIZE}" ` +
      `fill="${colour.quiet}">${escapeXml(note.text)}</text>`,
  );
}

function rect(at: { x: number; y: number; width: number; height: number }, look: string): string {
  return `<rect x="${num(at.x)}" y="${num(at.y)}" width="${num(at.width)}" height="${num(at.height)}" rx="1.5" ${look}/>`;
}

/** Two decimals at most, so that files compare. */
function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Only paths and http(s): a link in a picture must not run anything. */
function safeHref(href: string | null): string | null {
  if (href === null) return null;
  return /^(https?:\/\/|[/?#.]|[\w-]+(\/|$))/i.test(href) ? href : null;
}

/** Control characters and halves of characters, which XML cannot hold, are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cs}\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
