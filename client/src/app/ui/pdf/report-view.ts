import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FullTextFile } from '@shared/contracts/full-texts';
import type { Quotation } from '@shared/domain/screening/quotation';
import type { PageSelection } from './page-boxes';
import { PdfView } from './pdf-view';

/** The files of a report, one of them open, with the words that were kept of it marked where they stand. */
@Component({
  selector: 'eh-report',
  imports: [PdfView, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (files().length > 1) {
      <select
        class="eh-input"
        [attr.aria-label]="'full-text.file' | transloco"
        (change)="fileId.set($any($event.target).value)"
      >
        @for (one of files(); track one.fileId) {
          <option [value]="one.fileId" [selected]="one.fileId === file()?.fileId">{{ one.name }}</option>
        }
      </select>
    }
    @if (file(); as one) {
      <eh-pdf
        [src]="addressOf()(one.fileId)"
        [name]="one.name"
        [quotations]="quotationsHere()"
        [mayQuote]="mayQuote()"
        (quoted)="quoted.emit($event)"
      />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      min-height: 0;
    }
    eh-pdf {
      flex: 1;
    }
  `,
})
export class ReportView {
  readonly files = input.required<readonly FullTextFile[]>();
  readonly addressOf = input.required<(fileId: string) => string>();
  readonly quotations = input<readonly Quotation[]>([]);
  readonly mayQuote = input(false);
  readonly quoted = output<PageSelection>();

  readonly pdf = viewChild(PdfView);
  /** The newest file is the one to read. */
  protected readonly fileId = linkedSignal(() => this.files().at(-1)?.fileId);
  readonly file = computed(() => this.files().find(({ fileId }) => fileId === this.fileId()) ?? null);
  protected readonly quotationsHere = computed(() => {
    const id = this.file()?.fileId;
    return this.quotations().filter(({ fileId }) => fileId === id);
  });

  /** Opens the quotation's file at its page and place. */
  show(quotation: Quotation): void {
    if (!this.files().some(({ fileId }) => fileId === quotation.fileId)) return;
    this.fileId.set(quotation.fileId);
    // A file that has to be opened first shows the quotation once its pages are there.
    setTimeout(() => this.pdf()?.show(quotation));
  }
}
