import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ExportCounts, RecordsFileSize } from '@shared/contracts/exports';
import author from '../../../../public/i18n/author/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { Exports } from './exports';

const COUNTS: ExportCounts = {
  places: [
    { place: 'included', n: 12 },
    { place: 'screening', n: 1300 },
    { place: 'withdrawn', n: 40 },
  ],
  sources: [
    { searchId: 's1', source: 'MEDLINE', kind: 'database', cycle: 1, identified: 1312, duplicates: 0, included: 12 },
  ],
};

describe('the exports of a review', () => {
  let fixture: ComponentFixture<Exports>;
  let http: HttpTestingController;

  const all = <E extends Element>(selector: string): E[] => [
    ...(fixture.nativeElement as Element).querySelectorAll<E>(selector),
  ];
  const said = (selector: string): string => (all(selector)[0]?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const choose = (index: number, value: string): void => {
    const select = all<HTMLSelectElement>('select')[index]!;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    fixture.detectChanges();
  };
  const answer = async (query: string, size: RecordsFileSize): Promise<void> => {
    http.expectOne(`/api/reviews/r1/exports/size?${query}`).flush(size);
    await fixture.whenStable();
    fixture.detectChanges();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [shippedTexts({ author }), provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    fixture = TestBed.createComponent(Exports);
    http = TestBed.inject(HttpTestingController);
    fixture.componentRef.setInput('reviewId', 'r1');
    fixture.detectChanges();
    http.expectOne('/api/reviews/r1/exports').flush(COUNTS);
    await answer('format=ris&place=included', { records: 12, leftOut: 0 });
  });

  it('says how many records will be in the file, of exactly those that the file is asked for', async () => {
    expect(said('.count')).toBe('12 records in the file');
    expect(all<HTMLAnchorElement>('a[download]')[0]?.getAttribute('href')).toBe(
      '/api/reviews/r1/exports/records?format=ris&place=included',
    );
    choose(1, 's1');
    await answer('format=ris&place=included&searchId=s1', { records: 1, leftOut: 0 });
    expect(said('.count')).toBe('1 record in the file');
  });

  it('says what a format leaves out, and how many records', async () => {
    choose(2, 'nbib');
    await answer('format=nbib&place=included', { records: 9, leftOut: 3 });
    expect(said('.count')).toBe('9 records in the file (3 without a PMID left out)');
    choose(2, 'covidence-csv');
    await answer('format=covidence-csv&place=included', { records: 12, leftOut: 0 });
    expect(said('dd')).not.toMatch(/keywords|publisher/);
    expect(said('dl')).toContain('Keywords, addresses, ISSN, language, publisher and the day');
  });

  it('counts no records that were taken back, and saves no file without a record', async () => {
    expect(all('option').map((one) => one.textContent?.trim())).toContain('All records (1,312)');
    choose(0, 'duplicates');
    await answer('format=ris&place=duplicate', { records: 0, leftOut: 0 });
    expect(all('a[download]')).toHaveLength(0);
    expect(all<HTMLButtonElement>('button[disabled]')).toHaveLength(1);
  });
});
