import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StoppingTarget } from '@shared/domain/protocol/protocol';
import { stoppingTarget } from '@shared/domain/protocol/protocol';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { DraftState } from './draft-state';
import { percentOf, shareOf } from '../percent';

/** The target on which screening may stop early, in per cent; both fields empty where the protocol fixes none. */
@Component({
  selector: 'eh-stopping-section',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3>{{ 'protocol.labels.analysisPlan.stopping' | transloco }}</h3>
    <p class="eh-quiet">{{ 'protocol.hints.analysisPlan.stopping' | transloco }}</p>
    <div class="eh-row">
      @for (which of parts; track which) {
        <eh-field [label]="'protocol.stopping.' + which | transloco" [error]="faults()[which]">
          <input
            ehInput
            type="number"
            min="50"
            max="99.9"
            step="any"
            [value]="shown()[which]"
            (change)="set(which, $any($event.target).value)"
          />
        </eh-field>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-top: var(--eh-5);
    }
    h3 {
      font: 600 var(--eh-text-s) / 1.4 var(--eh-sans);
    }
    .eh-row {
      margin-top: var(--eh-2);
    }
  `,
})
export class StoppingSection {
  private readonly state = inject(DraftState);
  private readonly problemText = inject(ProblemText);
  protected readonly parts = ['recall', 'confidence'] as const;

  private readonly target = computed(() => {
    const document = this.state.document();
    return document && stoppingTarget(document);
  });
  protected readonly shown = computed(() => this.perPart((which) => percentOf(this.target()?.[which])));
  protected readonly faults = computed(() =>
    this.perPart((which) => {
      const problem = this.state.problemAt(`analysisPlan.stopping.${which}`);
      return problem
        ? this.problemText.ofFault({ ...problem, detail: `${problem.cause} ${problem.remedy}` }, 'protocol')
        : '';
    }),
  );

  /** An emptied field takes the target away; the first number typed brings the usual one for the other field. */
  protected set(which: keyof StoppingTarget, text: string): void {
    const share = shareOf(text);
    const before = this.target() ?? { recall: 0.95, confidence: 0.95 };
    this.state.setAt('analysisPlan.stopping', share === null ? null : { ...before, [which]: share });
  }

  private perPart<T>(of: (which: keyof StoppingTarget) => T): Record<keyof StoppingTarget, T> {
    return { recall: of('recall'), confidence: of('confidence') };
  }
}
