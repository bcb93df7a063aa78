import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contrast of the palette in both themes, after WCAG 2.2 (relative luminance as of sRGB). */
const colours = readColours(readFileSync(join(__dirname, '_palette.scss'), 'utf8'));

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_name, theme) => {
  const grounds = ['ground', 'surface', 'sunken', 'hover'];
  const text = ['ink', 'ink-2', 'accent', 'accent-strong', 'danger', 'notice'];

  it.each(text.flatMap((ink) => grounds.map((ground) => [ink, ground])))('lets %s be read on %s', (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['ink-3', 'ground'],
    ['ink-3', 'surface'],
    ['on-accent', 'accent'],
    ['accent-strong', 'accent-soft'],
    ['ink', 'accent-soft'],
    ['ink', 'danger-soft'],
    ['on-danger', 'danger'],
    ['danger', 'danger-soft'],
    ['notice', 'notice-soft'],
    ['ink', 'added'],
    ['ink', 'removed'],
    ['ink', 'mark-for'],
    ['ink', 'mark-against'],
    ['ink', 'mark-found'],
  ])('lets %s be read on %s', (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['include', 'maybe', 'exclude', 'conflict'])(
    'lets the word %s be read on its badge and on the page',
    (verdict) => {
      for (const ground of [`${verdict}-soft`, 'ground', 'surface']) {
        expect(contrast(verdict, ground, theme)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(`${verdict}-fill`, 'ground', theme)).toBeGreaterThanOrEqual(3);
      expect(contrast(`${verdict}-fill`, 'surface', theme)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(['line-strong', 'focus', 'pending-fill'])('lets %s be seen beside the page', (line) => {
    expect(contrast(line, 'ground', theme)).toBeGreaterThanOrEqual(3);
    expect(contrast(line, 'surface', theme)).toBeGreaterThanOrEqual(3);
  });

  // Brettel-style simulation in its linear form (Viénot, Brettel & Mollon 1999, doi:10.1002/(SICI)1520-6378(199908)24:4<243).
  it.each([
    ['protanopia', [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1]],
    ['deuteranopia', [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1]],
  ] as const)('keeps the fills of verdicts apart under %s', (_kind, matrix) => {
    const fills = ['include', 'maybe', 'exclude', 'conflict'].map((verdict) => {
      const [r = 0, g = 0, b = 0] = linear(colour(`${verdict}-fill`, theme));
      const seen = [0, 3, 6].map(
        (row) => (matrix[row] ?? 0) * r + (matrix[row + 1] ?? 0) * g + (matrix[row + 2] ?? 0) * b,
      );
      return [verdict, lab(seen)] as const;
    });
    const distances = fills.flatMap(([name, one]) =>
      fills
        .filter(([other]) => name < other)
        .map(([other, two]) => [`${name} and ${other}`, Math.hypot(...one.map((x, i) => x - (two[i] ?? 0)))] as const),
    );
    expect(distances.filter(([, distance]) => distance < 20)).toEqual([]);
  });
});

function readColours(scss: string): Map<string, [string, string]> {
  const plain = scss.slice(0, scss.indexOf('@mixin more-contrast'));
  const pairs = plain.matchAll(/--eh-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]));
}

function colour(name: string, theme: 0 | 1): string {
  const pair = colours.get(name);
  if (!pair) throw new Error(`no colour ${name}`);
  return pair[theme];
}

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, two: string, theme: 0 | 1): number {
  const [low = 0, high = 0] = [luminance(colour(one, theme)), luminance(colour(two, theme))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** CIE L*a*b* (D65) of a linear RGB triple. */
function lab([r = 0, g = 0, b = 0]: number[]): number[] {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
