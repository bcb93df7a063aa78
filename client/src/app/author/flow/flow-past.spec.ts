import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { Flow } from '@shared/contracts/flow';
import author from '../../../../public/i18n/author/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { FlowPast } from './flow-past';

describe('choosing a moment of the diagram', () => {
  const moments = [
    { day: '2026-01-05', seq: 4, events: 4 },
    { day: '2026-01-09', seq: 9, events: 5 },
  ];
  let fixture: ComponentFixture<FlowPast>;
  let chosen: (string | null)[];
  let linked: number;

  const show = (asOf: Omit<Flow['asOf'], 'protocolVersion'>): void => {
    fixture.componentRef.setInput('moments', moments);
    fixture.componentRef.setInput('shown', { ...asOf, protocolVersion: 2 });
    fixture.componentRef.setInput('changes', []);
    fixture.detectChanges();
  };
  const element = <E extends Element>(selector: string): E =>
    (fixture.nativeElement as Element).querySelector<E>(selector) as E;
  const choose = (selector: string, value: string): void => {
    const field = element<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('change'));
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [shippedTexts({ author })] });
    fixture = TestBed.createComponent(FlowPast);
    [chosen, linked] = [[], 0];
    fixture.componentInstance.chosen.subscribe((value) => chosen.push(value));
    fixture.componentInstance.linked.subscribe(() => linked++);
  });

  it('takes any day, and no day means now', () => {
    show({ seq: 9, at: '2026-01-09T10:00:00.000Z', isNow: true });
    expect(element<HTMLInputElement>('input[type=date]').value).toBe('');
    choose('input[type=date]', '2026-01-07');
    choose('input[type=date]', '');
    expect(chosen).toEqual(['2026-01-07', null]);
  });

  it('takes the last entry of a day from the slider, and its end means now', () => {
    show({ seq: 4, at: '2026-01-05T10:00:00.000Z', isNow: false });
    expect(element<HTMLInputElement>('input[type=date]').value).toBe('2026-01-05');
    choose('input[type=range]', '0');
    choose('input[type=range]', '1');
    expect(chosen).toEqual(['4', null]);
  });

  it('asks for a link to what is shown', () => {
    show({ seq: 9, at: '2026-01-09T10:00:00.000Z', isNow: true });
    element<HTMLButtonElement>('button').click();
    expect(linked).toBe(1);
  });
});
