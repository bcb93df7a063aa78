import { type Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { afterNextRender, ChangeDetectionStrategy, Component, inject, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FullTextFile } from '@shared/contracts/full-texts';
import type { Quotation } from '@shared/domain/screening/quotation';
import { Icon } from '../icon';
import { ReportView } from './report-view';

export interface ReportToRead {
  title: string;
  files: readonly FullTextFile[];
  addressOf: (fileId: string) => string;
  quotations: readonly Quotation[];
  /** The quotation at which the report opens. */
  at: Quotation | null;
}

/** Opens a report over whatever is on the screen. */
export function openReport(dialogs: Dialog, data: ReportToRead): void {
  dialogs.open(ReportDialog, {
    data,
    width: 'min(96vw, 75rem)',
    maxWidth: '100vw',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
}

/** A report over the screen, with what readers quoted marked in it. */
@Component({
  selector: 'eh-report-dialog',
  imports: [Icon, ReportView, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <h2 id="eh-dialog-title">{{ report.title }}</h2>
      <button type="button" class="eh-icon-button" [attr.aria-label]="'ui.close' | transloco" (click)="dialog.close()">
        <eh-icon name="close" />
      </button>
    </header>
    <eh-report [files]="report.files" [addressOf]="report.addressOf" [quotations]="report.quotations" />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      height: 92dvh;
      padding: 0 var(--eh-4) var(--eh-4);
      border: var(--eh-hair);
      border-radius: 8px;
      background: var(--eh-surface);
      color: var(--eh-ink);
      box-shadow: 0 12px 40px var(--eh-shadow);
    }
    header {
      display: flex;
      gap: var(--eh-4);
      align-items: center;
      justify-content: space-between;
      padding-block: var(--eh-2);
    }
    h2 {
      overflow: hidden;
      font: 560 var(--eh-text-m) / 1.3 var(--eh-serif);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    eh-report {
      flex: 1;
    }
    @media (max-width: 45rem) {
      :host {
        height: 100dvh;
        padding: 0 var(--eh-2) var(--eh-2);
        border: 0;
        border-radius: 0;
      }
    }
  `,
})
export class ReportDialog {
  protected readonly report = inject<ReportToRead>(DIALOG_DATA);
  protected readonly dialog = inject(DialogRef);
  private readonly view = viewChild.required(ReportView);

  constructor() {
    afterNextRender(() => {
      if (this.report.at) this.view().show(this.report.at);
    });
  }
}
