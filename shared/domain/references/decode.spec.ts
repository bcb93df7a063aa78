import * as fc from 'fast-check';
import { decodeText } from './decode';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? [0xfeff] : []), ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))];
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])));
};

describe('decoding', () => {
  it('agrees with the platform on every text in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.boolean(), (text, mark) => {
        const body = Buffer.from(text, 'utf8');
        fc.pre(mark || (text.codePointAt(0) !== 0xfeff && !text.includes('\0')));
        const input = mark ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) : body;
        expect(decodeText(input)).toEqual({ text: body.toString('utf8'), encoding: 'utf-8', marked: mark });
      }),
    );
  });

  it.each([
    ['little-endian with a mark', true, true, 'utf-16le'],
    ['big-endian with a mark', false, true, 'utf-16be'],
    ['little-endian without one, by its zero bytes', true, false, 'utf-16le'],
    ['big-endian without one, by its zero bytes', false, false, 'utf-16be'],
  ] as const)('reads UTF-16 %s', (_name, little, mark, encoding) => {
    const text = 'TY  - JOUR\r\nTI  - Größe und 😀\r\nER  - ';
    expect(decodeText(utf16(text, little, mark))).toEqual({ text, encoding, marked: mark });
  });

  it.each([
    ['typographic quotes and the euro sign', bytes(0x93, 0x41, 0x94, 0x20, 0x80), '“A” €'],
    ['accented Latin letters', bytes(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72), 'Müller'],
    ['an overlong form, which is no UTF-8', bytes(0xc0, 0xaf), 'À¯'],
    ['a surrogate written in UTF-8, which is none', bytes(0xed, 0xa0, 0x80), 'í\u00a0€'],
    ['a value over U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80), 'ô\u0090€€'],
  ])('takes for Windows-1252: %s', (_name, input, text) => {
    expect(decodeText(input)).toEqual({ text, encoding: 'windows-1252', marked: false });
  });

  it('lets go of a character that the file was cut in', () => {
    const whole = Buffer.from('Größe ß', 'utf8');
    expect(decodeText(whole.subarray(0, whole.length - 1))).toMatchObject({ text: 'Größe ', encoding: 'utf-8' });
  });

  it('takes one accented letter at the very end for Windows-1252, unless something before it is UTF-8', () => {
    const long = Buffer.alloc(200_000, 'abc ');
    const last = bytes(0xe9);
    expect(decodeText(Buffer.concat([long, last]))).toEqual({
      text: `${long.toString()}é`,
      encoding: 'windows-1252',
      marked: false,
    });
    expect(decodeText(Buffer.concat([Buffer.from('ö'), long, last]))).toEqual({
      text: `ö${long.toString()}`,
      encoding: 'utf-8',
      marked: false,
    });
    expect(decodeText(Buffer.concat([bytes(0xef, 0xbb, 0xbf), long, last]))).toEqual({
      text: long.toString(),
      encoding: 'utf-8',
      marked: true,
    });
  });

  it('replaces half pairs of UTF-16, which no database can keep', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x41, 0, 0x00, 0xd8, 0x42, 0)).text).toBe('A\ufffdB');
  });

  it('reads an ASCII text longer than its buffers', () => {
    const text = 'abcdefghij'.repeat(5_000) + 'é' + 'k'.repeat(100_000);
    expect(decodeText(Buffer.from(text)).text).toBe(text);
  });
});
