import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ReviewCard } from '@shared/contracts/reviews';
import { shippedTexts } from '../../../../testing/texts';
import { Home } from './home';

const aCard = (part: Partial<ReviewCard>): ReviewCard => ({
  id: 'r1',
  title: 'Do early-years centres improve health?',
  kind: 'systematic',
  invented: false,
  protocolVersion: 1,
  createdAt: '2026-01-05T09:00:00.000Z',
  archivedAt: null,
  roles: ['lead'],
  todo: { toScreen: null, conflicts: null, toRetrieve: null, questions: null },
  ...part,
});

describe('the list of my reviews', () => {
  async function shown(cards: ReviewCard[]): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), shippedTexts()],
    });
    const fixture = TestBed.createComponent(Home);
    fixture.detectChanges();
    TestBed.inject(HttpTestingController).expectOne('/api/reviews').flush(cards);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }
  const titles = (list: Element | null | undefined): (string | undefined)[] =>
    [...(list?.querySelectorAll('h2') ?? [])].map(({ textContent }) => textContent.trim());

  it('has the archived ones below the rest, under a heading that names their list', async () => {
    const page = await shown([
      aCard({ id: 'r1', title: 'Done', archivedAt: '2026-05-04T09:00:00.000Z' }),
      aCard({ id: 'r2', title: 'Open' }),
    ]);
    const [inUse, archived] = page.querySelectorAll('.list');
    expect(titles(inUse)).toEqual(['Open']);
    expect(inUse?.getAttribute('aria-labelledby')).toBeNull();
    expect(inUse?.textContent).toContain('Nothing awaits you');
    expect(titles(archived)).toEqual(['Done']);
    const heading = archived?.getAttribute('aria-labelledby');
    expect(page.querySelector(`#${heading}`)?.textContent.trim()).toBe('Archived');
    expect(archived?.textContent).not.toContain('Nothing awaits you');
    expect(archived?.querySelector('time')).not.toBeNull();
  });

  it('has no headings while nothing is archived, and each number opens what it counts', async () => {
    const todo = { toScreen: 7, conflicts: 0, toRetrieve: null, questions: 1 };
    const page = await shown([aCard({ todo })]);
    expect(page.querySelector('#eh-archived')).toBeNull();
    const links = [...page.querySelectorAll('.todo a')];
    expect(links.map((link) => [link.textContent.trim(), link.getAttribute('href')])).toEqual([
      ['7 to screen', '/reviews/r1/screen'],
      ['1 possible duplicate', '/reviews/r1/duplicates'],
    ]);
  });
});
