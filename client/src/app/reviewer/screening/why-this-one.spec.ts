import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { WhyThisOne as Answer } from '@shared/contracts/ranking';
import screening from '../../../../public/i18n/screening/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { RankingApi } from '../../data/ranking-api';
import { WhyThisOne } from './why-this-one';

@Component({
  imports: [WhyThisOne],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<eh-why-this-one
    reviewId="r"
    stageId="s"
    [citationId]="citation()"
    [isTeamOrder]="isTeam()"
    [(isOpen)]="isOpen"
  />`,
})
class Host {
  readonly citation = signal('c1');
  readonly isOpen = signal(false);
  readonly isTeam = signal(false);
}

describe('why this one', () => {
  let asked: string[];
  let answer: Answer;
  let fixture: ComponentFixture<Host>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();
  const show = async (): Promise<void> => {
    fixture.componentInstance.isOpen.set(true);
    await fixture.whenStable();
  };

  beforeEach(async () => {
    asked = [];
    answer = { isTrained: true, terms: [] };
    const api = {
      why: (...path: string[]) => {
        asked.push(path.join('/'));
        return Promise.resolve(answer);
      },
    };
    TestBed.configureTestingModule({
      imports: [Host],
      providers: [{ provide: RankingApi, useValue: api }, shippedTexts({ screening })],
    });
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  it('asks for nothing while it is closed, and once for each record while it is open', async () => {
    fixture.componentInstance.citation.set('c2');
    await fixture.whenStable();
    expect(asked).toEqual([]);
    await show();
    fixture.componentInstance.citation.set('c3');
    await fixture.whenStable();
    expect(asked).toEqual(['r/s/c2', 'r/s/c3']);
  });

  it('shows words for and against, the heaviest with a whole bar', async () => {
    answer = {
      isTrained: true,
      terms: [
        { term: 'birds', weight: -0.4 },
        { term: 'childcare', weight: 0.2 },
      ],
    };
    await show();
    expect(text()).toMatch(/birds speaks against it − ?childcare speaks for it \+/);
    const bars = [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('.bar span')];
    expect(bars.map(({ style }) => style.width)).toEqual(['100%', '50%']);
  });

  it('says that likeness to the protocol decides before anything was learned', async () => {
    answer = { isTrained: false, terms: [] };
    await show();
    expect(text()).toContain('Placed by likeness to the protocol.');
  });

  it('tells readers that they share an order, open or closed, and says nothing of it where they do not', async () => {
    expect(text()).not.toContain('One order for the whole team.');
    fixture.componentInstance.isTeam.set(true);
    await fixture.whenStable();
    expect(text()).toContain('One order for the whole team.');
    expect(asked).toEqual([]);
  });

  it('comes into view when it is opened, and leaves the next record where it is', async () => {
    const scrolled = jest.fn();
    HTMLElement.prototype.scrollIntoView = scrolled;
    await show();
    expect(scrolled).toHaveBeenCalledTimes(1);
    fixture.componentInstance.citation.set('c2');
    await fixture.whenStable();
    expect(scrolled).toHaveBeenCalledTimes(1);
  });

  it('says so where no word of a record weighs anything', async () => {
    answer = { isTrained: true, terms: [{ term: 'birds', weight: 0 }] };
    await show();
    expect(text()).toContain('No word of this record weighs anything yet.');
  });
});
