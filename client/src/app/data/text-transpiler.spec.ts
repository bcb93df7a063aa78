import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import recall from '../../../public/i18n/recall/en.json';
import { shippedTexts } from '../../../testing/texts';

describe('texts with values', () => {
  it('write a count for the language, and a number that names a thing as it is', () => {
    TestBed.configureTestingModule({ providers: [shippedTexts({ recall })] });
    const texts = TestBed.inject(TranslocoService);
    const says = texts.translate('recall.sample.offer', { size: 1446, unread: 11370, recall: 97.5, confidence: 95 });
    expect(says).toContain('1,446 of the 11,370 unread records');
    expect(says).toMatch(/97\.5\s% recall/);
    expect(texts.translate('recall.sample.drawn', { size: 50, unread: 4000, seed: 20260105, found: 3 })).toContain(
      '20260105',
    );
  });
});
