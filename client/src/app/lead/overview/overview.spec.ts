import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Overview as OverviewData } from '@shared/contracts/overview';
import type { Review } from '@shared/contracts/reviews';
import type { Member } from '@shared/contracts/team';
import { permissionsOf } from '@shared/domain/access/roles';
import { PLACES } from '@shared/domain/screening/place';
import { shippedTexts } from '../../../../testing/texts';
import overview from '../../../../public/i18n/overview/en.json';
import { ReviewEvents } from '../../data/events';
import { ReviewState } from '../../data/review-state';
import { Overview } from './overview';

type Stage = OverviewData['stages'][number];
const aStage = (part: Partial<Stage> = {}): Stage => ({
  stageId: 's1',
  name: 'Titles and abstracts',
  kind: 'title-abstract',
  closedAt: null,
  total: 40,
  pending: 10,
  conflicts: 4,
  included: 6,
  excluded: 20,
  readers: [{ memberId: 'm1', name: 'Rosa Reader', decided: 31, lastSevenDays: 12, remaining: 9 }],
  perDay: [
    { day: '2026-01-04', decisions: 0 },
    { day: '2026-01-05', decisions: 12 },
  ],
  forecast: { days: 9, soonest: 8, latest: 11 },
  ...part,
});
const places = (part: Partial<OverviewData['places']>): OverviewData['places'] => ({
  ...(Object.fromEntries(PLACES.map((place) => [place, 0])) as OverviewData['places']),
  ...part,
});
const quietStream = { isConnected: () => false, on: () => () => undefined, close: () => undefined };

describe('the overview of a lead', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<Overview>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const words = (): string => page().textContent?.replace(/\s+/g, ' ') ?? '';
  const links = (): Record<string, string> =>
    Object.fromEntries(
      [...page().querySelectorAll('a')].map((a) => [
        a.getAttribute('aria-label') ?? a.textContent?.trim() ?? '',
        a.getAttribute('href') ?? '',
      ]),
    );
  const settle = async (): Promise<void> => {
    await fixture.whenStable();
    fixture.detectChanges();
  };

  async function open(
    data: OverviewData | null,
    { protocolVersion = 1, readers = 2 }: { protocolVersion?: number; readers?: number } = {},
  ): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        ...shippedTexts({ overview }),
        ReviewState,
        { provide: ReviewEvents, useValue: { connect: () => quietStream } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    TestBed.inject(ReviewState).id.set('r1');
    TestBed.tick();
    const me = { memberId: 'm1', roles: ['lead'], permissions: permissionsOf(['lead']) };
    http.expectOne('/api/reviews/r1').flush({ id: 'r1', protocolVersion, me } as Partial<Review>);
    await Promise.resolve();
    fixture = TestBed.createComponent(Overview);
    fixture.componentRef.setInput('reviewId', 'r1');
    fixture.detectChanges();
    const asked = http.expectOne('/api/reviews/r1/overview');
    if (data) asked.flush(data);
    else asked.flush({}, { status: 403, statusText: 'Forbidden' });
    await Promise.resolve();
    fixture.detectChanges();
    const team = Array.from({ length: readers }, () => ({ leftAt: null, roles: ['reviewer'] }) as unknown as Member);
    http.match('/api/reviews/r1/members').forEach((request) => request.flush(team));
    await settle();
  }

  afterEach(() => http.verify());

  it('every count opens the records it counts, several places together where they are counted together', async () => {
    await open({
      places: places({ screening: 217, 'screening-conflict': 39, 'assessing-conflict': 5, included: 7 }),
      stages: [],
      awaiting: { conflicts: 44, unsettleable: 0, toRetrieve: 0, questions: 0 },
    });
    expect(links()).toEqual({
      '217 To screen': '/reviews/r1/records?place=screening',
      '44 In conflict': '/reviews/r1/records?place=screening-conflict,assessing-conflict',
      '7 Included': '/reviews/r1/records?place=included',
      '44 conflicts await an adjudicator': '/reviews/r1/conflicts',
    });
  });

  it('what is settled leaves out duplicates and what was removed', async () => {
    await open({
      places: places({ screening: 2, 'screened-out': 5, included: 1, duplicate: 4, 'removed-other': 3, withdrawn: 9 }),
      stages: [],
      awaiting: { conflicts: 0, unsettleable: 0, toRetrieve: 0, questions: 0 },
    });
    expect(words()).toContain('Settled6 of 8');
    expect(words()).toContain('15 records in all');
    expect(words()).toContain('Nothing awaits a lead, a librarian or an adjudicator.');
  });

  it('a conflict counts among what all readers needed decided', async () => {
    await open({
      places: places({ screening: 10 }),
      stages: [aStage()],
      awaiting: { conflicts: 4, unsettleable: 4, toRetrieve: 0, questions: null },
    });
    expect(words()).toContain('6 included, 20 excluded, 4 in conflict.');
    expect(words()).toContain('Decided by all readers needed30 of 40');
    expect(words()).toContain('4 conflicts have no adjudicator who was not one of their readers.');
    expect(links()['Team']).toBe('/reviews/r1/team');
  });

  it.each([
    ['an interval', { days: 9, soonest: 8, latest: 11 }, null, 'At this pace done in about 9 days (8 to 11).'],
    ['no end', { days: 9, soonest: 8, latest: null }, null, 'At this pace done in about 9 days, 8 at the soonest.'],
    ['too little to go by', null, null, 'Too few decisions in the last two weeks to forecast an end.'],
    ['a closed stage', { days: 9, soonest: 8, latest: 11 }, '2026-02-01T00:00:00.000Z', 'The stage is closed.'],
  ])('the forecast says so with %s', async (_, forecast, closedAt, sentence) => {
    await open({
      places: places({ screening: 10 }),
      stages: [aStage({ forecast, closedAt })],
      awaiting: { conflicts: 0, unsettleable: 0, toRetrieve: 0, questions: 0 },
    });
    expect(words()).toContain(sentence);
    expect(page().querySelector('svg')?.getAttribute('aria-label')).toBe(
      '12 decisions in the last four weeks, at most 12 on one day.',
    );
  });

  it('a new review shows the way to the first decision, the next step as the one to take', async () => {
    await open(
      { places: places({}), stages: [], awaiting: { conflicts: 0, unsettleable: 0, toRetrieve: 0, questions: 0 } },
      { protocolVersion: 1, readers: 1 },
    );
    expect(page().querySelector('[aria-current=step] h3')?.textContent).toContain(overview.steps.team.name);
    expect(words()).not.toContain('Where citations are');
  });

  it('without the right to look it says so and shows no figures', async () => {
    await open(null);
    expect(page().querySelector('[role=alert]')).not.toBeNull();
    expect(page().querySelector('eh-meter')).toBeNull();
    expect(page().querySelector('button')).toBeNull();
  });
});
