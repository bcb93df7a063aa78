import { Workbook } from 'exceljs';
import { type Part, zip } from '../../testing/zip';
import { openZip } from './zip';
import { isWorkbook, readWorkbook } from './xlsx';

const text = (content: string): Buffer => Buffer.from(content);

describe('openZip', () => {
  it('gives back what was packed', () => {
    const archive = openZip(zip([{ name: 'a/b.xml', content: text('<x/>') }]));
    expect(archive.names).toEqual(['a/b.xml']);
    expect(archive.read('a/b.xml')?.toString()).toBe('<x/>');
    expect(archive.read('other')).toBeNull();
  });

  it.each<[string, Part[]]>([
    ['a bomb of zeros', [{ name: 'a', content: Buffer.alloc(30_000_000) }]],
    ['a declared size beyond the limit', [{ name: 'a', content: text('x'), declared: 210_000_000 }]],
    [
      'many entries that exceed it together',
      Array.from({ length: 3 }, (_, i) => ({ name: `a${i}`, content: text('x'), declared: 90_000_000 })),
    ],
    ['a name that climbs out', [{ name: '../../etc/x', content: text('x') }]],
    ['an absolute name', [{ name: '/etc/x', content: text('x') }]],
    ['a drive', [{ name: 'C:\\x', content: text('x') }]],
    [
      'one name twice',
      [
        { name: 'a', content: text('1') },
        { name: 'a', content: text('2') },
      ],
    ],
    ['a password', [{ name: 'a', content: text('x'), flags: 1 }]],
    ['more than a thousand entries', Array.from({ length: 1001 }, (_, i) => ({ name: `e${i}`, content: text('') }))],
  ])('%s is refused before anything is unpacked', (_why, parts) => {
    expect(() => openZip(zip(parts))).toThrow(expect.objectContaining({ code: 'archive_unsafe' }));
  });

  it('an entry that unpacks to more than its directory says is stopped there', () => {
    const archive = openZip(zip([{ name: 'a', content: Buffer.alloc(5_000_000, 'ab'), declared: 400_000 }]));
    expect(() => archive.read('a')).toThrow(expect.objectContaining({ code: 'archive_unsafe' }));
  });

  it.each([0.2, 0.5, 0.9, 0.99])('an archive cut at %f of its length is damaged, not half read', (share) => {
    const whole = zip([{ name: 'a', content: text('some content that is long enough to cut') }]);
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    expect(() => openZip(cut).read('a')).toThrow(expect.objectContaining({ code: 'archive_broken' }));
  });
});

describe('readWorkbook', () => {
  const written = async (fill: (book: Workbook) => void): Promise<Buffer> => {
    const book = new Workbook();
    fill(book);
    return Buffer.from(await book.xlsx.writeBuffer());
  };

  it('reads values: text, numbers, dates as days, results of formulas; keeps a row its place', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('Records');
      sheet.addRow(['Title', 'Year', 'Published', 'Sum', 'Open']);
      sheet.getRow(3).values = [
        'Ära & <co>',
        2019,
        new Date('2019-08-31T00:00:00Z'),
        { formula: '1+1', result: 2 },
        true,
      ];
      sheet.getCell('A4').value = { richText: [{ text: 'Half ' }, { text: 'bold', font: { bold: true } }] };
      sheet.getCell('B4').value = { text: 'a link', hyperlink: 'https://example.org' };
    });
    expect(isWorkbook(bytes)).toBe(true);
    expect(readWorkbook(bytes)).toEqual([
      ['Title', 'Year', 'Published', 'Sum', 'Open'],
      [],
      ['Ära & <co>', '2019', '2019-08-31', '2', 'true'],
      ['Half bold', 'a link'],
    ]);
  });

  it('reads the first sheet that is not hidden', async () => {
    const bytes = await written((book) => {
      book.addWorksheet('Hidden', { state: 'hidden' }).addRow(['no']);
      book.addWorksheet('Shown').addRow(['yes']);
    });
    expect(readWorkbook(bytes)).toEqual([['yes']]);
  });

  it('a cell that claims to lie at the far end of the sheet costs nothing', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('Far');
      sheet.getCell('A1').value = 'near';
      sheet.getCell('XFD1').value = 'far';
      sheet.getCell('A100000').value = 'low';
    });
    const rows = readWorkbook(bytes);
    expect(rows[0]).toEqual(['near']);
    expect(rows).toHaveLength(100_000);
  });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'],
    ['broken XML', '<worksheet><sheetData><row></worksheet>'],
  ])('%s in a sheet is refused', (_why, sheet) => {
    const bytes = zip([
      { name: 'xl/workbook.xml', content: text('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', content: text(sheet) },
    ]);
    expect(() => readWorkbook(bytes)).toThrow(expect.objectContaining({ code: 'archive_broken' }));
  });
});
