/** Numbers, lists and users' words inside sentences of a report. */
import { formatCount } from './box-content';

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function words(n: number): string {
  return SMALL[n] ?? String(n);
}

export function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${words(n)} times`;
}

export function count(n: number, locale: string | undefined): string {
  return formatCount(n, locale);
}

export function number(n: number, noun: string, locale?: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${n <= 10 ? words(n) : formatCount(n, locale)} ${n === 1 ? noun : plural}`;
}

export function records(n: number, locale: string | undefined): string {
  return number(n, 'record', locale);
}

/** Two decimals, with the sign that journals set for less than nothing. */
export function decimal(value: number): string {
  return value.toFixed(2).replace('-', '\u2212');
}

/** One decimal, and never "100.0%" or "0.0%" for something that is not all or none. */
export function percent(share: number): string {
  const text = (share * 100).toFixed(1);
  if (text === '100.0') return share === 1 ? '100%' : 'more than 99.9%';
  if (text === '0.0') return share === 0 ? '0%' : 'less than 0.1%';
  return `${text}%`;
}

export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** User text inside Markdown: one line, and nothing that would become a heading, a link, an image or HTML. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|!]/g, '\\$&');
}
