import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Quotation } from '@shared/domain/screening/quotation';
import { shippedTexts } from '../../../../testing/texts';
import author from '../../../../public/i18n/author/en.json';
import screening from '../../../../public/i18n/screening/en.json';
import { SeenDecision } from './seen-decision';

const quoted = (part: Partial<Quotation>): Quotation => ({
  fileId: 'f1',
  page: 3,
  text: 'All were adults in work.',
  boxes: [[1, 1, 2, 2]],
  reason: 'population',
  ...part,
});

describe('a decision on the page of its record', () => {
  let fixture: ComponentFixture<SeenDecision>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const words = (): string => page().textContent?.replace(/\s+/g, ' ') ?? '';
  const set = (inputs: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
  };
  const decision = {
    stageId: 's2',
    memberId: null as string | null,
    by: null as string | null,
    verdict: 'exclude',
    reasons: ['population', 'gone'],
    tags: ['background'],
    note: 'See the table.',
    quotations: [] as Quotation[],
    at: '2026-01-05T09:00:00.000Z',
    protocolVersion: 2,
    isImported: false,
  };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [...shippedTexts({ author, screening })],
    });
    fixture = TestBed.createComponent(SeenDecision);
    set({ decision, nameless: 'A reader', reasonNames: new Map([['population', 'Wrong population']]) });
  });

  it('says who, why and what was noted and tagged; a reason no longer in the protocol keeps its id', () => {
    expect(words()).toContain('A reader');
    expect(words()).toContain('protocol version 2');
    expect(words()).toContain('Wrong population; gone');
    expect(words()).toContain('background');
    expect(words()).toContain('See the table.');
    set({ decision: { ...decision, by: 'Ana', isImported: true }, isResolution: true });
    expect(words()).toContain('Ana, settling the conflict');
    expect(words()).toContain(author.record.imported);
  });

  it('the words it rests on open at their page, and say where their file is no longer attached', () => {
    const opened: Quotation[] = [];
    fixture.componentInstance.opened.subscribe((one) => opened.push(one));
    const quotations = [quoted({}), quoted({ fileId: 'f0', page: 7, text: 'Of an older version.' })];
    set({ decision: { ...decision, quotations }, fileIds: ['f1'] });
    expect(words()).toContain('All were adults in work.');
    const buttons = [...page().querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent?.trim())).toEqual(['Page 3']);
    buttons[0]?.click();
    expect(opened).toEqual([quotations[0]]);
    expect(words()).toContain('from another version of the file');
  });

  it('who may not open the report still reads the words', () => {
    set({ decision: { ...decision, quotations: [quoted({})] } });
    expect(words()).toContain('All were adults in work.');
    expect(page().querySelector('button')).toBeNull();
    expect(words()).not.toContain('another version');
  });
});
