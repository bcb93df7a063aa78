import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { Correction } from '@shared/contracts/records';
import type { Citation } from '@shared/contracts/screening';
import { newId } from '../../data/api';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';
import { AuthorApi } from '../author-api';

const FIELDS = ['title', 'authors', 'year', 'journal', 'volume', 'issue', 'pages', 'doi', 'pmid', 'abstract'] as const;
type Field = (typeof FIELDS)[number];

/** Mends what readers see; the record stays as imported. Only fields that differ are sent. */
@Component({
  selector: 'eh-correct-record',
  imports: [FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" (submit)="save($event)">
      <p class="eh-quiet">{{ 'author.record.correctText' | transloco }}</p>
      @for (field of fields; track field) {
        <eh-field [label]="'author.fields.' + field | transloco" [error]="faults()[field] ?? ''">
          @if (field === 'abstract' || field === 'title') {
            <textarea ehInput [name]="field" [value]="valueOf(field)"></textarea>
          } @else {
            <input ehInput type="text" [name]="field" [value]="valueOf(field)" />
          }
        </eh-field>
      }
      <div class="eh-row">
        <button matButton="filled" type="submit">{{ 'ui.save' | transloco }}</button>
        <button matButton="text" type="button" (click)="done.emit()">{{ 'ui.cancel' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--eh-6);
    }
  `,
})
export class CorrectRecord {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly api = inject(AuthorApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly citation = input.required<Citation>();
  readonly done = output();
  protected readonly fields = FIELDS;
  protected readonly faults = signal<Partial<Record<Field, string>>>({});

  protected valueOf(field: Field): string {
    const citation = this.citation();
    if (field === 'authors') return (citation.authors ?? []).join('; ');
    return String(citation[field] ?? '');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const fields: Correction['fields'] = {};
    for (const field of FIELDS) {
      const control = this.host.nativeElement.querySelector<HTMLInputElement>(`[name="${field}"]`);
      const value = control?.value.trim() ?? '';
      if (value !== this.valueOf(field)) fields[field] = value || null;
    }
    if (Object.keys(fields).length === 0) {
      this.done.emit();
      return;
    }
    try {
      await this.api.correct(this.reviewId(), { id: newId(), citationId: this.citation().id, fields });
      this.toasts.done(this.texts.of('author.record.corrected'));
      this.done.emit();
    } catch (error) {
      const told = Object.entries(problemFrom(error).fields);
      const own = told.map(([place, message]) => [place.replace(/^fields\./, ''), message]);
      this.faults.set(Object.fromEntries(own) as Partial<Record<Field, string>>);
      if (own.length === 0) this.toasts.problem(this.problems.of(error, 'author'));
    }
  }
}
