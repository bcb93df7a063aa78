import { ChangeDetectionStrategy, Component, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Recall } from '@shared/contracts/ranking';
import { FormFieldBox, InputControl } from '../../ui/field';
import { ProgressMeter } from '../../ui/progress-meter';
import { percentOf } from '../percent';
import { chance, inPercent } from './number-words';

/** A random sample of the unread that confirms that enough was found, or does not: to be drawn, being read, read. */
@Component({
  selector: 'eh-confirmation-panel',
  imports: [FormFieldBox, InputControl, MatButton, ProgressMeter, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let now = of();
    @if (now.confirmation; as sample) {
      <p class="eh-reading">
        {{
          'recall.sample.drawn'
            | transloco: { size: sample.size, unread: sample.unread, seed: sample.seed, found: sample.found }
        }}
        @if (!sample.result) {
          {{ 'recall.sample.open' | transloco }}
        }
      </p>
      @if (sample.result; as result) {
        <p class="eh-reading" role="status">
          {{ 'recall.sample.held' | transloco: { count: sample.relevant, size: sample.size } }}
          {{
            (result.isMet ? 'recall.sample.met' : 'recall.sample.notMet')
              | transloco
                : {
                    remaining: result.remaining,
                    claim: inPercent(result.recall),
                    recall: percentOf(now.target.recall),
                    confidence: percentOf(now.target.confidence),
                    p: chance(result.p),
                  }
          }}
        </p>
      } @else {
        <eh-meter
          class="meter"
          [label]="'recall.sample.progress' | transloco"
          [value]="sample.final"
          [max]="sample.size"
        />
      }
      @if (mayAct()) {
        <div class="eh-row">
          @if (sample.result?.isMet) {
            <button matButton="filled" type="button" (click)="stopped.emit()">
              {{ 'recall.stop.open' | transloco }}
            </button>
          }
          <button matButton="text" type="button" (click)="withdrawn.emit()">
            {{ 'recall.sample.withdraw' | transloco }}
          </button>
        </div>
      }
    } @else if (now.read < now.total) {
      <p class="eh-reading">
        {{
          now.confirmationSize === 0
            ? ('recall.sample.needless' | transloco)
            : ('recall.sample.offer'
              | transloco
                : {
                    size: now.confirmationSize,
                    unread: now.total - now.read,
                    recall: percentOf(now.target.recall),
                    confidence: percentOf(now.target.confidence),
                  })
        }}
      </p>
      @if (mayAct()) {
        <form class="eh-row draw" (submit)="$event.preventDefault(); drawn.emit(size())">
          <eh-field [label]="'recall.sample.size' | transloco">
            <input
              ehInput
              type="number"
              inputmode="numeric"
              min="1"
              [max]="now.total - now.read"
              [value]="size()"
              (input)="resize($any($event.target).value)"
            />
          </eh-field>
          <button matButton="outlined" type="submit">{{ 'recall.sample.draw' | transloco: { count: size() } }}</button>
        </form>
      }
    } @else {
      <p class="eh-quiet">{{ 'recall.sample.allRead' | transloco }}</p>
    }
  `,
  styles: `
    .meter {
      display: block;
      max-width: 34rem;
      margin-block: var(--eh-4);
    }
    .eh-row {
      margin-block-start: var(--eh-4);
    }
    .draw {
      align-items: flex-end;
    }
    .draw input {
      max-width: 8rem;
    }
  `,
})
export class ConfirmationPanel {
  readonly of = input.required<Recall>();
  /** Whether the viewer may draw and stop, and the figures are those of the target in force. */
  readonly mayAct = input.required<boolean>();
  readonly drawn = output<number>();
  readonly withdrawn = output();
  readonly stopped = output();

  protected readonly size = linkedSignal(() => Math.max(1, this.of().confirmationSize));
  protected readonly percentOf = percentOf;
  protected readonly inPercent = inPercent;
  protected readonly chance = chance;

  protected resize(text: string): void {
    const { total, read } = this.of();
    const size = Number(text);
    if (Number.isInteger(size) && size >= 1 && size <= total - read) this.size.set(size);
  }
}
