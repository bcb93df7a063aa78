import { pdfOf } from './figure-pdf';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">' +
  '<text x="10" y="40" font-size="12">Records screened (n = 12)</text></svg>';

describe('the figure as PDF', () => {
  it('is tagged: one figure with a description, a title and a language', async () => {
    const description = 'Identification. Records screened 12.';
    const figure = { svg, title: 'A flow diagram', description, language: 'en', widthMm: 120 };
    const pdf = await pdfOf({ ...figure, madeAt: new Date('2026-01-02T03:04:05.000Z') });
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(text).toContain('/Marked true');
    expect(text).toMatch(/\/S \/Figure/);
    expect(text).toContain(`/Alt (${description})`);
    expect(text).toContain('/Lang (en)');
    expect(text).toMatch(/\/DisplayDocTitle true/);
    expect(text).toMatch(/\/StructParents 0/);
  });
});
