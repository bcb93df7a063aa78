import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Review } from '@shared/contracts/reviews';
import type { Member, OpenInvitation } from '@shared/contracts/team';
import { permissionsOf, type Role } from '@shared/domain/access/roles';
import { shippedTexts } from '../../../../testing/texts';
import { ReviewEvents } from '../../data/events';
import { ReviewState } from '../../data/review-state';
import team from '../../../../public/i18n/team/en.json';
import { Team } from './team';

const aMember = (part: Partial<Member>): Member => ({
  id: 'm1',
  name: 'Rosa Reader',
  email: null,
  roles: ['reviewer'],
  joinedAt: '2026-01-05T09:00:00.000Z',
  leftAt: null,
  isMe: false,
  isDeactivated: false,
  ...part,
});
const anInvitation: OpenInvitation = {
  id: 'i1.1',
  email: 'new@example.org',
  roles: ['viewer'],
  invitedBy: 'Lea Lead',
  createdAt: '2026-01-05T09:00:00.000Z',
  expiresAt: '2026-01-19T09:00:00.000Z',
  isExpired: false,
};

/** A stream on which nothing is ever said. */
const quietStream = { isConnected: () => false, on: () => () => undefined, close: () => undefined };

describe('the team screen', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<Team>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const settle = async (): Promise<void> => {
    await fixture.whenStable();
    fixture.detectChanges();
  };
  const buttonNames = (): string[] =>
    [...page().querySelectorAll('button')].map(
      (button) => button.getAttribute('aria-label') ?? button.textContent?.trim() ?? '',
    );

  async function open(roles: Role[], members: Member[], invitations: OpenInvitation[] = []): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        ...shippedTexts({ team }),
        ReviewState,
        { provide: ReviewEvents, useValue: { connect: () => quietStream } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    const state = TestBed.inject(ReviewState);
    state.id.set('r1');
    TestBed.tick();
    const me = { memberId: 'm1', roles, permissions: permissionsOf(roles) };
    http.expectOne('/api/reviews/r1').flush({ id: 'r1', title: 'Parks', me } as Partial<Review>);
    await Promise.resolve();
    fixture = TestBed.createComponent(Team);
    fixture.detectChanges();
    http.expectOne('/api/reviews/r1/members').flush(members);
    if (state.may('team.edit')) http.expectOne('/api/reviews/r1/members/invitations').flush(invitations);
    await settle();
  }

  afterEach(() => http.verify());

  it('shows a reviewer who is in the team and how to leave it, and nothing to change', async () => {
    await open(
      ['reviewer'],
      [aMember({ isMe: true, email: 'rosa@example.org' }), aMember({ id: 'm2', name: 'Lea Lead', roles: ['lead'] })],
    );
    expect(page().textContent).toContain('Lea Lead');
    expect(page().textContent).toContain('rosa@example.org');
    expect(buttonNames()).toEqual(['Leave: Rosa Reader']);
    expect(page().textContent).not.toContain('Invitations');
  });

  it('offers a lead who is no owner everything but the removal of an owner', async () => {
    await open(
      ['lead'],
      [
        aMember({ isMe: true, name: 'Lea Lead', roles: ['lead'] }),
        aMember({ id: 'm2', name: 'Olga Owner', roles: ['owner'] }),
        aMember({ id: 'm3' }),
      ],
      [anInvitation],
    );
    expect(buttonNames()).toEqual([
      'Invite people',
      'Change roles: Lea Lead',
      'Leave: Lea Lead',
      'Change roles: Olga Owner',
      'Change roles: Rosa Reader',
      'Remove: Rosa Reader',
      'New link: new@example.org',
      'Withdraw: new@example.org',
    ]);
    expect(page().textContent).toContain('by Lea Lead');
  });

  it('says of those who left that their decisions stay, and takes them back', async () => {
    await open(
      ['owner'],
      [
        aMember({ isMe: true, name: 'Olga', roles: ['owner'] }),
        aMember({ id: 'm2', leftAt: '2026-02-01T09:00:00.000Z' }),
      ],
    );
    expect(page().textContent).toContain('Their decisions stay in the review');
    const back = [...page().querySelectorAll('button')].find((button) => button.textContent?.includes('Take back'));
    back?.click();
    const sent = http.expectOne('/api/reviews/r1/members/m2/return');
    expect(sent.request.body.id).toMatch(/^[0-9a-f-]{36}$/);
    sent.flush({ id: sent.request.body.id });
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
    http.expectOne('/api/reviews/r1/members').flush([]);
    http.expectOne('/api/reviews/r1/members/invitations').flush([]);
  });
});
