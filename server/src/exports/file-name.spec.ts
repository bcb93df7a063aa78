import { recordsFileName } from './file-name';

describe('the name of a file of records', () => {
  const name = (title: string, place?: string, format: 'ris' | 'csv' | 'rayyan-csv' = 'ris') =>
    recordsFileName(title, { place, format }, '2026-11-23', format === 'ris' ? 'ris' : 'csv');

  it('says which review, which list, for whom and when', () => {
    expect(name('Kopfschmerz bei Kindern', 'included')).toBe('Kopfschmerz bei Kindern included 2026-11-23.ris');
    expect(name('儿童头痛', undefined, 'rayyan-csv')).toBe('儿童头痛 records for Rayyan 2026-11-23.csv');
    expect(name('Tea', 'retrieval,assessing')).toBe('Tea retrieval assessing 2026-11-23.ris');
    expect(name('Tea', 'a,b,c,d')).toBe('Tea several places 2026-11-23.ris');
  });

  it('holds nothing that a file system or a header refuses', () => {
    expect(name('../A/B: "C"\r\n\u202e<d>|e?*\\…  ')).toBe('A B C d e … records 2026-11-23.ris');
    expect(name(' \u0007 ', 'in\r\ncluded')).toBe('Review records 2026-11-23.ris');
    expect(name(`${'😀'.repeat(70)}`)).toBe(`${'😀'.repeat(60)} records 2026-11-23.ris`);
  });
});
