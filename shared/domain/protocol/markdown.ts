import { DocumentBlock, protocolBlocks, ProtocolMeta } from './document-blocks';
import type { ProtocolDocument } from './protocol';

/** The protocol as CommonMark with GitHub tables, laid out by PRISMA-P item; ends with a line feed. */
export function protocolMarkdown(doc: ProtocolDocument, meta: ProtocolMeta): string {
  return blocksMarkdown(protocolBlocks(doc, meta));
}

/**
 * Blocks as Markdown. What people wrote is escaped, so that an asterisk or a line that begins with "#" prints as
 * itself and no text can add a heading, a link or HTML of its own.
 */
export function blocksMarkdown(blocks: readonly DocumentBlock[]): string {
  return `${blocks.map(blockMarkdown).join('\n\n')}\n`;
}

function blockMarkdown(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph': {
      const text = block.isNotStated ? `*${inline(block.text)}*` : lines(block.text);
      if (block.lead === null) return text;
      return `**${inline(block.lead)}.**${text === '' ? '' : ` ${text}`}`;
    }
    case 'list':
      return block.items
        .map((item, at) => {
          const mark = block.isOrdered ? `${at + 1}. ` : '- ';
          return mark + lines(item).replaceAll('\n', `\n${' '.repeat(mark.length)}`);
        })
        .join('\n');
    case 'table':
      return [
        `**${inline(block.caption)}.**`,
        '',
        row(block.columns),
        row(block.columns.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(cell))),
      ].join('\n');
  }
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|&~]/g, '\\$&');

const inline = (text: string): string => escaped(text.replace(/\s+/g, ' ').trim());

/** Text that keeps its line breaks; what would open a block at the start of a line is escaped too. */
function lines(text: string): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => escaped(line.trim()).replace(/^([#+=-]|\d+(?=[.)]))/, startEscaped))
    .filter((line) => line !== '')
    .join('  \n');
}

/** "12." becomes "12\." (a backslash before a digit would print), "#" becomes "\#". */
const startEscaped = (mark: string): string => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`);

const cell = (text: string): string => lines(text).replaceAll('  \n', '<br>');
