import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import overview from '../../../../public/i18n/overview/en.json';
import { shippedTexts } from '../../../../testing/texts';
import { EntryDialog } from './entry-dialog';

const ENTRY = {
  ...{ seq: 7, type: 'citation.removed', at: '2026-01-02T03:04:05.678Z', by: 'Lin Librarian', machine: null },
  ...{ protocolVersion: 1, isSealed: false, hash: null, payload: { citationIds: ['i.1', 'i.2'] } },
};

describe('an entry of the ledger', () => {
  it('calls its records by number and title, and by their ids where those cannot be had', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: DIALOG_DATA, useValue: { reviewId: 'r', entry: ENTRY, name: 'Records removed' } },
        { provide: DialogRef, useValue: { close: () => undefined } },
        ...shippedTexts({ overview }),
      ],
    });
    const fixture = TestBed.createComponent(EntryDialog);
    const links = (): string[] =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll('dd a')].map((link) => link.textContent.trim());
    fixture.detectChanges();
    expect(links()).toEqual(['i.1', 'i.2']);
    const http = TestBed.inject(HttpTestingController);
    http
      .expectOne('/api/reviews/r/citations/i.1')
      .flush({ citation: { id: 'i.1', ordinal: 1, title: 'Children in family hubs' }, decisions: [] });
    http.expectOne('/api/reviews/r/citations/i.2').flush(null, { status: 404, statusText: 'Not Found' });
    await fixture.whenStable();
    fixture.detectChanges();
    expect(links()).toEqual(['1. Children in family hubs', 'i.2']);
  });
});
