import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Copy } from '@shared/contracts/duplicates';
import { shippedTexts } from '../../../../testing/texts';
import author from '../../../../public/i18n/author/en.json';
import screening from '../../../../public/i18n/screening/en.json';
import { CopiesList } from './copies-list';

async function shown(rows: Copy[]): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    providers: [
      ...[provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
      ...shippedTexts({ author, screening }),
    ],
  });
  const fixture = TestBed.createComponent(CopiesList);
  fixture.componentRef.setInput('reviewId', 'r1');
  fixture.componentRef.setInput('citationId', 'c1');
  fixture.detectChanges();
  TestBed.inject(HttpTestingController).expectOne('/api/reviews/r1/records/c1/copies').flush({ rows });
  await fixture.whenStable();
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('the copies on the page of a record', () => {
  it('lead to each copy and say what the text takes from it', async () => {
    const page = await shown([
      { citationId: 'c2', ordinal: 2, source: 'Embase', fileName: 'e.ris', gives: ['title', 'doi'] },
      { citationId: 'c3', ordinal: 3, source: 'Scopus', fileName: 's.ris', gives: [] },
    ]);
    const items = [...page.querySelectorAll('li')].map((item) => item.textContent?.replace(/\s+/g, ' ').trim());
    expect(items).toEqual(['no. 2 · Embase gives the title, the DOI', 'no. 3 · Scopus']);
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/reviews/r1/records/c2');
  });

  it('take no room where there are none', async () => {
    expect((await shown([])).textContent?.trim()).toBe('');
  });
});
