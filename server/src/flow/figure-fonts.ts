import { dirname, join } from 'node:path';

/**
 * Liberation Sans (SIL OFL), which pdfjs-dist ships: its widths are those of Arial, by which the diagram is set, and
 * journals ask for Arial or its like, embedded.
 */
const folder = join(dirname(require.resolve('pdfjs-dist/package.json')), 'standard_fonts');

export const FIGURE_FONT = 'Liberation Sans';
export const FIGURE_FONT_FILES = {
  normal: join(folder, 'LiberationSans-Regular.ttf'),
  bold: join(folder, 'LiberationSans-Bold.ttf'),
  italics: join(folder, 'LiberationSans-Italic.ttf'),
  bolditalics: join(folder, 'LiberationSans-BoldItalic.ttf'),
} as const;
