import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OwnCitation } from '@shared/contracts/screening';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { Moment } from '../../ui/moment';
import { citationsOf, factsOf } from './entry-kinds';
import type { Entry } from './ledger';

interface EntryData {
  reviewId: string;
  entry: Entry;
  name: string;
}

/** Records named in the dialog; an entry about more says how many. */
const SHOWN_RECORDS = 5;

export function openEntry(injector: Injector, data: EntryData): void {
  injector.get(Dialog).open(EntryDialog, {
    data,
    width: 'min(40rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
}

/** One entry of the ledger: what it says, what it is about, and itself as it is kept. */
@Component({
  selector: 'eh-entry-dialog',
  imports: [DialogFrame, MatButton, Moment, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="data.name" (closed)="dialog.close()">
      <div class="eh-stack">
        <p class="eh-quiet">
          {{ 'overview.ledger.entry' | transloco: { seq: entry.seq } }}
          @if (entry.by) {
            · {{ entry.by }}
          }
          @if (entry.machine) {
            ({{ entry.machine }})
          }
          @if (entry.at) {
            · <time ehMoment [value]="entry.at" show="minute"></time>
          }
          · {{ 'overview.ledger.under' | transloco: { version: entry.protocolVersion } }}
        </p>
        @if (entry.isSealed) {
          <p>{{ 'overview.ledger.sealedWhy' | transloco }}</p>
        } @else {
          @if (facts.length || citations.length) {
            <dl class="eh-terms">
              @for (fact of facts; track fact.field) {
                <dt>{{ fact.label }}</dt>
                <dd>{{ fact.value }}</dd>
              }
              @if (citations.length) {
                <dt>{{ 'overview.ledger.citation' | transloco }}</dt>
                <dd>
                  @for (id of citations; track id) {
                    <a [routerLink]="['/reviews', data.reviewId, 'records', id]" (click)="dialog.close()">{{
                      titleOf(id)
                    }}</a>
                    <br />
                  }
                  @if (further) {
                    <span class="eh-quiet">{{ 'overview.ledger.more' | transloco: { count: further } }}</span>
                  }
                </dd>
              }
            </dl>
          }
          <details [open]="!facts.length && !citations.length">
            <summary>{{ 'overview.ledger.whole' | transloco }}</summary>
            <pre class="eh-small" tabindex="0">{{ whole }}</pre>
            @if (entry.hash) {
              <p class="eh-quiet eh-small hash">SHA-256 {{ entry.hash }}</p>
            }
          </details>
        }
      </div>
      <ng-container acts>
        <button matButton="outlined" type="button" (click)="dialog.close()">{{ 'ui.close' | transloco }}</button>
      </ng-container>
    </eh-dialog-frame>
  `,
  styles: `
    dd {
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    pre {
      max-height: 20rem;
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .hash {
      overflow-wrap: anywhere;
    }
  `,
})
export class EntryDialog {
  protected readonly data = inject<EntryData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<void>>(DialogRef);
  private readonly texts = inject(Texts);
  protected readonly entry = this.data.entry;
  protected readonly facts = factsOf(this.entry.payload).map(({ field, value }) => {
    const key = `overview.ledger.fields.${field}`;
    const words = field === 'verdict' ? `verdicts.${value}` : `overview.ledger.values.${field}.${value}`;
    return {
      field,
      value: this.texts.has(words) ? this.texts.of(words) : value,
      label: this.texts.has(key) ? this.texts.of(key) : field,
    };
  });
  private readonly about = citationsOf(this.entry.payload);
  protected readonly citations = this.about.slice(0, SHOWN_RECORDS);
  /** What records are called; their ids stand where that cannot be had. */
  private readonly named = new Map(
    this.citations.map((id) => [
      id,
      httpResource<OwnCitation>(() => `/api/reviews/${this.data.reviewId}/citations/${encodeURIComponent(id)}`),
    ]),
  );
  protected readonly further = this.about.length - this.citations.length;
  protected readonly whole = JSON.stringify(this.entry.payload, null, 2);

  protected titleOf(id: string): string {
    const named = this.named.get(id);
    if (!named?.hasValue()) return id;
    const { ordinal, title } = named.value().citation;
    return `${ordinal}. ${title ?? id}`;
  }
}
