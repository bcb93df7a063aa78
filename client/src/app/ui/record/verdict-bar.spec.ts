import { TestBed } from '@angular/core/testing';
import { shippedTexts } from '../../../../testing/texts';
import type { VerdictName } from '../verdict-badge';
import { VerdictBar } from './verdict-bar';

describe('the verdicts at the foot of a desk', () => {
  it('a double click is one vote; a key on the button is one as well', () => {
    TestBed.configureTestingModule({ providers: [shippedTexts()] });
    const fixture = TestBed.createComponent(VerdictBar);
    fixture.componentRef.setInput('label', 'Vote');
    fixture.detectChanges();
    const votes: VerdictName[] = [];
    fixture.componentInstance.chosen.subscribe((verdict) => votes.push(verdict));
    const include = (fixture.nativeElement as HTMLElement).querySelector('button');
    const click = (detail: number): void => {
      include?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
    };
    click(1);
    click(2);
    expect(votes).toEqual(['include']);
    click(0);
    expect(votes).toEqual(['include', 'include']);
  });
});
