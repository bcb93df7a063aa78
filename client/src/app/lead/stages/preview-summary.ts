import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RulePreview } from '@shared/contracts/stages';
import { ProblemText } from '../../data/problem-text';
import { Icon } from '../../ui/icon';
import { StandingBadge } from '../../ui/verdict-badge';

/** What a changed rule would do: old standing, new standing, how many; and what stays sealed. */
@Component({
  selector: 'eh-preview',
  imports: [Icon, StandingBadge, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (changes().length) {
      <table>
        <caption>
          {{
            'stages.preview.changed' | transloco: { count: preview().changed }
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'stages.preview.now' | transloco }}</th>
            <th scope="col">{{ 'stages.preview.then' | transloco }}</th>
            <th scope="col" class="figure">{{ 'stages.preview.citations' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (move of changes(); track move.from + move.to) {
            <tr>
              <td><eh-standing [standing]="move.from" /></td>
              <td><eh-standing [standing]="move.to" /></td>
              <td class="figure">{{ move.citations }}</td>
            </tr>
          }
        </tbody>
      </table>
    } @else {
      <p>{{ 'stages.preview.none' | transloco }}</p>
    }
    @if (same(); as count) {
      <p class="eh-quiet">{{ 'stages.preview.same' | transloco: { count } }}</p>
    }
    @if (preview().completing; as completing) {
      @if (completing.possible > completing.sure) {
        <p>
          {{
            'stages.preview.between'
              | transloco: { sure: completing.sure, possible: completing.possible, pending: completing.pending }
          }}
        </p>
      } @else if (completing.sure > 0) {
        <p>{{ 'stages.preview.completing' | transloco: { count: completing.sure, pending: completing.pending } }}</p>
      }
    }
    @if (preview().stranded) {
      <p class="warning">
        <eh-icon name="warning" /> {{ 'stages.preview.stranded' | transloco: { count: preview().stranded } }}
      </p>
    }
    @for (warning of preview().warnings; track warning.code) {
      <p class="warning"><eh-icon name="warning" /> {{ inWords(warning) }}</p>
    }
    <p class="eh-quiet eh-small">{{ 'stages.preview.sealed' | transloco }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-3);
    }
    table {
      width: 100%;
    }
    caption {
      padding-bottom: var(--eh-2);
      text-align: start;
    }
    th,
    td {
      padding: var(--eh-2) 0;
      border-top: var(--eh-hair);
      text-align: start;
    }
    thead th {
      font-size: var(--eh-text-xs);
      color: var(--eh-ink-2);
    }
    .figure {
      text-align: end;
    }
    .warning {
      color: var(--eh-notice);
    }
  `,
})
export class PreviewSummary {
  private readonly problemText = inject(ProblemText);
  readonly preview = input.required<RulePreview>();
  protected readonly changes = computed(() => this.preview().moves.filter((move) => move.from !== move.to));
  protected readonly same = computed(() =>
    this.preview()
      .moves.filter((move) => move.from === move.to)
      .reduce((sum, move) => sum + move.citations, 0),
  );

  protected inWords(warning: RulePreview['warnings'][number]): string {
    return this.problemText.ofFault(warning, 'stages');
  }
}
