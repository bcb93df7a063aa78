import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { VerdictBar } from '../../ui/record/verdict-bar';
import { ScreeningDesk } from './desk';
import type { Verdict } from './desk-rows';
import { Voting } from './voting';

/** At the foot of a desk: the verdicts, the way back, and what the stage still asks for with a vote. */
@Component({
  selector: 'eh-desk-foot',
  imports: [Icon, KeyHint, MatButton, TranslocoPipe, VerdictBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (voting.asked(); as waiting) {
      <p class="eh-floating asked" role="status">
        <eh-icon name="info" />
        <span>{{
          'screening.asked.' + (waiting.missing[0] ?? 'ready')
            | transloco: { verdict: ('verdicts.' + waiting.verdict | transloco) }
        }}</span>
        <button
          matButton="filled"
          type="button"
          [disabled]="waiting.missing.length > 0"
          (click)="voted.emit(waiting.verdict)"
        >
          {{ 'verdicts.' + waiting.verdict | transloco }}
        </button>
      </p>
    } @else {
      <ng-content select="[floating]" />
    }
    <eh-verdict-bar
      [label]="'screening.vote' | transloco"
      [current]="desk.row()?.choice?.verdict ?? voting.asked()?.verdict ?? null"
      (chosen)="voted.emit($event)"
    >
      <button
        before
        type="button"
        class="eh-icon-button undo"
        [attr.aria-label]="'screening.keys.undo' | transloco"
        [title]="'screening.keys.undo' | transloco"
        [disabled]="!desk.mayUndo()"
        (click)="undone.emit()"
      >
        <eh-icon name="undo" />
      </button>
      <ng-content />
      <span class="aid eh-small eh-quiet">
        @if (desk.row()?.choice) {
          <span>{{ 'screening.voted' | transloco }}</span>
          <button type="button" class="link" (click)="desk.resume()">{{ 'screening.resume' | transloco }}</button>
        } @else {
          <span class="tips"><eh-key shortcut="screen.undo" /> {{ 'screening.keys.undo' | transloco }}</span>
          <span class="tips"><eh-key key="1" />–<eh-key key="9" /> {{ 'screening.reasonsWord' | transloco }}</span>
          <span class="tips"><eh-key key="?" /> {{ 'screening.allKeys' | transloco }}</span>
        }
      </span>
    </eh-verdict-bar>
  `,
  styles: `
    :host {
      display: block;
    }
    .asked {
      max-width: min(34rem, 100% - 2rem);
      border-color: var(--eh-accent);
    }
    .asked span {
      flex: 1 1 12rem;
    }
    .undo {
      min-width: 2.75rem;
      min-height: 2.75rem;
    }
    .aid {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--eh-4);
      align-items: center;
      margin-inline-start: auto;
    }
    .link {
      min-height: var(--eh-target);
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-accent);
      font-weight: 600;
      cursor: pointer;
    }
    @media (max-width: 70rem) {
      .tips {
        display: none;
      }
    }
    @media (max-width: 45rem) {
      .aid {
        display: none;
      }
    }
  `,
})
export class DeskFoot {
  protected readonly desk = inject(ScreeningDesk);
  protected readonly voting = inject(Voting);
  readonly voted = output<Verdict>();
  readonly undone = output();
}
