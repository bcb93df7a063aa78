import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Recall } from '@shared/contracts/ranking';
import { shippedTexts } from '../../../../testing/texts';
import recall from '../../../../public/i18n/recall/en.json';
import { AuditEstimate } from './audit-estimate';
import { ConfirmationPanel } from './confirmation-panel';
import { OddRecords } from './odd-records';
import { OtherTargets } from './other-targets';
import { RecallCurve } from './recall-curve';
import { RecallFigures } from './recall-figures';

const aRecall = (part: Partial<Recall> = {}): Recall => ({
  total: 100,
  read: 60,
  positions: [2, 3, 5, 8, 13],
  target: { recall: 0.95, confidence: 0.95 },
  protocolTarget: null,
  test: { p: 0.2, isMet: false },
  frontier: 0.7,
  estimate: { remaining: 3.2, lower: 1, upper: 8 },
  audit: null,
  confirmation: null,
  confirmationSize: 38,
  sinceLastRelevant: 47,
  model: { name: 'evenhand-1', isUsed: true, isTeam: false, learntTo: null, reading: null, protocol: null },
  ...part,
});
const aSample = (part: Partial<NonNullable<Recall['confirmation']>> = {}): NonNullable<Recall['confirmation']> => ({
  size: 38,
  seed: 7,
  recall: 0.95,
  confidence: 0.95,
  unread: 40,
  found: 5,
  upTo: 100,
  final: 12,
  relevant: 0,
  result: null,
  ...part,
});

@Component({
  imports: [AuditEstimate, ConfirmationPanel, OddRecords, OtherTargets, RecallCurve, RecallFigures],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-recall-figures [now]="now()" />
    <eh-recall-curve [total]="now().total" [read]="now().read" [positions]="now().positions" spoken="5 of 60" />
    <eh-confirmation-panel
      [of]="now()"
      [mayAct]="mayAct()"
      (drawn)="said.push('draw ' + $event)"
      (withdrawn)="said.push('withdraw')"
      (stopped)="said.push('stop')"
    />
    <eh-other-targets [now]="now()" />
    @if (now().audit; as audit) {
      <eh-audit-estimate [of]="audit" />
    }
    <eh-odd-records caption="Odd" base="/reviews/r" speaks="for" [rows]="odd" />
  `,
})
class Host {
  readonly now = signal(aRecall());
  readonly mayAct = signal(true);
  readonly said: string[] = [];
  readonly odd = [
    {
      id: 'c1',
      ordinal: 12,
      title: 'Childcare',
      year: 2020,
      score: 0.731,
      terms: [
        { term: 'birds', weight: -0.4 },
        { term: 'childcare', weight: 0.2 },
      ],
    },
  ];
}

describe('the parts of progress and recall', () => {
  let fixture: ComponentFixture<Host>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const text = (selector: string): string =>
    page().querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const button = (name: string): HTMLButtonElement | undefined =>
    [...page().querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
  const show = async (now: Partial<Recall>, mayAct = true): Promise<void> => {
    fixture.componentInstance.now.set(aRecall(now));
    fixture.componentInstance.mayAct.set(mayAct);
    await fixture.whenStable();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({
      imports: [Host],
      providers: [provideRouter([]), ...shippedTexts({ recall })],
    });
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  it('names the four figures, and says where one cannot be had yet', async () => {
    expect(text('eh-recall-figures')).toMatch(/≥\s70\s%.*60\s?\/ 100.*5.*3 95\s%: 1 to 8/);
    await show({ frontier: 0, estimate: null });
    expect(text('eh-recall-figures')).toMatch(/none yet.*too early to say/);
  });

  it('draws a step for each relevant record, and reads the curve out', () => {
    const svg = page().querySelector('eh-recall-curve svg');
    expect(svg?.getAttribute('role')).toBe('img');
    expect(svg?.getAttribute('aria-label')).toBe('5 of 60');
    expect(svg?.querySelector('.curve')?.getAttribute('d')?.match(/V/g)).toHaveLength(5);
    expect(text('eh-recall-curve .said')).toBe('5 found');
  });

  it('offers the sample that the target asks for, or another size, to those who may', async () => {
    button('Draw 38 records')?.click();
    const size = page().querySelector<HTMLInputElement>('eh-confirmation-panel input');
    size!.value = '40';
    size?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    button('Draw 40 records')?.click();
    size!.value = '41';
    size?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    // There are 40 unread: no more can be drawn.
    expect(button('Draw 41 records')).toBeUndefined();
    expect(fixture.componentInstance.said).toEqual(['draw 38', 'draw 40']);
    await show({}, false);
    expect(page().querySelector('eh-confirmation-panel button')).toBeNull();
  });

  it('says how far a sample is read and nothing of what it holds until all of it is final', async () => {
    await show({ confirmation: aSample() });
    const words = text('eh-confirmation-panel');
    expect(words).toContain('12');
    expect(words).not.toContain('relevant.');
    expect(button('Stop screening')).toBeUndefined();
    button('Withdraw sample')?.click();
    expect(fixture.componentInstance.said).toEqual(['withdraw']);
  });

  it('lets screening be stopped on a sample that confirms the target, and on no other', async () => {
    const result = { p: 0.012, isMet: true, recall: 0.97, remaining: 0 };
    await show({ confirmation: aSample({ final: 38, result }) });
    expect(text('eh-confirmation-panel')).toContain('None of the 38 is relevant. At most 0 may remain outside it');
    button('Stop screening')?.click();
    expect(fixture.componentInstance.said).toEqual(['stop']);
    await show({ confirmation: aSample({ final: 38, relevant: 2, result: { ...result, p: 0.4, isMet: false } }) });
    expect(text('eh-confirmation-panel')).toContain('does not confirm 95 %');
    expect(button('Stop screening')).toBeUndefined();
  });

  it('tells what other targets would need, and marks the one in force', () => {
    const rows = [...page().querySelectorAll('eh-other-targets tbody tr')].map((row) =>
      row.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(rows).toHaveLength(4);
    expect(rows[2]).toMatch(/^95\s% \(this target\)/);
    const samples = rows.map((row) => Number(row?.split(' ').at(-1)));
    expect([...samples].sort((a, b) => a - b)).toEqual(samples);
  });

  it('gives the estimate from the random share with its limits, and says when it is too early', async () => {
    const limits = { value: 0.8, lower: 0.5, upper: 1 };
    const all = { value: 6, lower: 5, upper: 10 };
    const audit = {
      share: 10,
      members: 11,
      final: 7,
      relevant: 1,
      estimate: { size: 7, relevant: 1, all, recall: limits },
    };
    await show({ audit });
    expect(text('eh-audit-estimate')).toContain('recall is estimated at 80 % (95 %: 50 to 100 %)');
    expect(page().querySelector<HTMLElement>('eh-audit-estimate .limits')?.style.insetInlineStart).toBe('50%');
    await show({ audit: { ...audit, final: 0, relevant: 0, estimate: null } });
    expect(text('eh-audit-estimate')).toContain('too few for an estimate');
  });

  it('lists odd records with what speaks for the other side, each opening its record', () => {
    const link = page().querySelector<HTMLAnchorElement>('eh-odd-records a');
    expect(link?.getAttribute('href')).toBe('/reviews/r/records/c1');
    expect(text('eh-odd-records')).toMatch(/#12 · 2020 · score 0.73 Speaks for it: childcare$/);
  });
});
