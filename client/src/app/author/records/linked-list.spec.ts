import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { LinkedRecord } from '@shared/contracts/duplicates';
import { shippedTexts } from '../../../../testing/texts';
import author from '../../../../public/i18n/author/en.json';
import relations from '../../../../public/i18n/relations/en.json';
import screening from '../../../../public/i18n/screening/en.json';
import { LinkedList } from './linked-list';

const DIRECTED = ['retraction', 'concern', 'erratum', 'comment', 'update', 'republication'] as const;

async function labelsOf(rows: Pick<LinkedRecord, 'relation' | 'isNotice'>[]): Promise<(string | undefined)[]> {
  TestBed.configureTestingModule({
    providers: [
      ...[provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
      ...shippedTexts({ author, relations, screening }),
    ],
  });
  const fixture = TestBed.createComponent(LinkedList);
  fixture.componentRef.setInput('reviewId', 'r1');
  fixture.componentRef.setInput('citationId', 'c1');
  fixture.detectChanges();
  const whole = rows.map((row, i) => ({
    citationId: `c${i + 2}`,
    ordinal: i + 2,
    title: 'Hubs',
    year: 2019,
    why: [],
    ...row,
  }));
  TestBed.inject(HttpTestingController).expectOne('/api/reviews/r1/records/c1/links').flush({ rows: whole });
  await fixture.whenStable();
  fixture.detectChanges();
  const page = fixture.nativeElement as HTMLElement;
  return [...page.querySelectorAll('li .eh-label')].map((label) => label.textContent?.trim());
}

describe('records that belong with one, on its page', () => {
  it('are told as what they do to it, or it to them, and without a direction where nobody says', async () => {
    expect(
      await labelsOf([
        { relation: 'retraction', isNotice: true },
        { relation: 'retraction', isNotice: false },
        { relation: 'retraction', isNotice: null },
      ]),
    ).toEqual(['Retracted by', 'Retraction of', 'Retraction or expression of concern']);
  });

  it('have words for every relation that can have a direction', async () => {
    const rows = DIRECTED.flatMap((relation) => [true, false].map((isNotice) => ({ relation, isNotice })));
    const labels = await labelsOf(rows);
    expect(new Set(labels).size).toBe(rows.length);
    expect(labels.filter((label) => !label || label.includes('relations.'))).toEqual([]);
  });
});
