import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  type Injector,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormFieldBox, InputControl } from '../../ui/field';
import { randomSeed } from './seed';
import { StagesApi } from '../../data/stages-api';

/** Adds a pilot; resolves with whether one was added. */
export async function openPilot(injector: Injector, reviewId: string): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(PilotDialog, {
    data: reviewId,
    width: 'min(34rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

/** A random sample that everyone reads before screening begins, to see whether the criteria are read alike. */
@Component({
  selector: 'eh-pilot-dialog',
  imports: [DialogFrame, FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="'stages.pilot.title' | transloco" (closed)="dialog.close(false)">
      <div class="eh-stack">
        <p>{{ 'stages.pilot.text' | transloco }}</p>
        <eh-field [label]="'stages.rule.name' | transloco">
          <input ehInput [value]="name()" (input)="name.set($any($event.target).value)" />
        </eh-field>
        <div class="two">
          <eh-field [label]="'stages.pilot.of' | transloco">
            <select ehInput (change)="of.set($any($event.target).value)">
              @for (step of steps; track step) {
                <option [value]="step" [selected]="step === of()">{{ 'stages.kinds.' + step | transloco }}</option>
              }
            </select>
          </eh-field>
          <eh-field [label]="'stages.pilot.size' | transloco">
            <input
              ehInput
              type="number"
              inputmode="numeric"
              min="1"
              max="1000"
              [value]="size()"
              (input)="size.set($any($event.target).valueAsNumber)"
            />
          </eh-field>
        </div>
        <eh-field [label]="'stages.form.seed' | transloco" [hint]="'stages.pilot.seedHint' | transloco">
          <input
            ehInput
            type="number"
            inputmode="numeric"
            min="0"
            [value]="seed()"
            (input)="seed.set($any($event.target).valueAsNumber)"
          />
        </eh-field>
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
      </div>
      <ng-container acts>
        <button matButton="text" type="button" (click)="dialog.close(false)">{{ 'ui.cancel' | transloco }}</button>
        <button matButton="filled" type="button" [disabled]="!isWhole() || isSending()" (click)="add()">
          {{ 'stages.pilot.act' | transloco }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
  styles: `
    .two {
      display: grid;
      grid-template-columns: 1fr 8rem;
      gap: var(--eh-4);
    }
  `,
})
export class PilotDialog {
  private readonly api = inject(StagesApi);
  private readonly problemText = inject(ProblemText);
  private readonly reviewId = inject<string>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly steps = ['title-abstract', 'full-text'] as const;
  protected readonly name = signal(inject(Texts).of('stages.pilot.name'));
  protected readonly of = signal<(typeof this.steps)[number]>('title-abstract');
  protected readonly size = signal(50);
  protected readonly seed = signal(randomSeed());
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);
  protected readonly isWhole = computed(
    () =>
      this.name().trim() !== '' && Number.isInteger(this.size()) && this.size() > 0 && Number.isInteger(this.seed()),
  );
  /** A new id for every different request, the same one for a repetition. */
  private readonly id = linkedSignal({
    source: () => [this.name(), this.of(), this.size(), this.seed()],
    computation: () => this.api.newId(),
  });

  protected async add(): Promise<void> {
    this.isSending.set(true);
    this.problem.set('');
    try {
      const pilot = { id: this.id(), name: this.name().trim(), of: this.of(), size: this.size(), seed: this.seed() };
      await this.api.addPilot(this.reviewId, pilot);
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'stages'));
    } finally {
      this.isSending.set(false);
    }
  }
}
