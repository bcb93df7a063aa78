import { TestBed } from '@angular/core/testing';
import type { Search, SearchRow } from '@shared/contracts/searches';
import librarian from '../../../../public/i18n/librarian/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { SourceChoice } from './source-choice';

const search = (source: string): Search => ({
  ...{ source, sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null, limits: null },
  ...{ filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
});

describe('the choice of a source', () => {
  const textOf = (source: string, searchId: string | null = null): string => {
    TestBed.configureTestingModule({ providers: [...shippedTexts({ librarian })] });
    const fixture = TestBed.createComponent(SourceChoice);
    fixture.componentRef.setInput('searches', [{ id: 's1', details: search('PubMed') } as SearchRow]);
    fixture.componentRef.setInput('searchId', searchId);
    fixture.componentRef.setInput('search', search(source));
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent ?? '';
  };

  it('a new search of the name of a recorded one says so, however it is written', () => {
    expect(textOf(' pubmed ')).toContain('is recorded already');
  });

  it('another name, and a recorded search that was chosen, say nothing', () => {
    expect(textOf('Scopus')).not.toContain('is recorded already');
    TestBed.resetTestingModule();
    expect(textOf('PubMed', 's1')).not.toContain('is recorded already');
  });
});
