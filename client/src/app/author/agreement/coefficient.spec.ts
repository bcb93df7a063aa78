import { TestBed } from '@angular/core/testing';
import author from '../../../../public/i18n/author/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { Coefficient, type Estimate } from './coefficient';

describe('a coefficient as it is shown', () => {
  const shown = (value: Estimate, isShare = false): string => {
    const fixture = TestBed.createComponent(Coefficient);
    fixture.componentRef.setInput('value', value);
    fixture.componentRef.setInput('isShare', isShare);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent?.replace(/\s+/g, ' ').trim() ?? '';
  };
  beforeEach(() => TestBed.configureTestingModule({ providers: [...shippedTexts({ author })] }));

  it('has a true minus below nothing, and no sign where it rounds to nothing', () => {
    expect(shown({ estimable: true, value: -0.2, lower: -0.004, upper: 0.667 })).toBe('−0.20 95% CI 0.00 to 0.67');
  });

  it('ends where its scale ends', () => {
    expect(shown({ estimable: true, value: 0.98, lower: 0.93, upper: 1.03 }, true)).toBe(
      '98.0% 95% CI 93.0% to 100.0%',
    );
  });

  it('says why there is none', () => {
    expect(shown({ estimable: false, reason: 'both chose the same for every record' })).toContain(
      'both chose the same for every record',
    );
  });
});
