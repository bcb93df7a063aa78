import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormFieldBox, InputControl } from '../../ui/field';

export interface ReasonQuestion {
  title: string;
  text: string;
  /** The verb on the button. */
  act: string;
  isNeeded: boolean;
}

/** Asks why; resolves with the reason (empty where none is needed and none was given), or null when called off. */
export async function askReason(injector: Injector, question: ReasonQuestion): Promise<string | null> {
  const dialog = injector.get(Dialog).open<string>(ReasonDialog, {
    data: question,
    width: 'min(34rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? null;
}

@Component({
  selector: 'eh-reason-dialog',
  imports: [DialogFrame, FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="question.title" (closed)="dialog.close()">
      <p class="text">{{ question.text }}</p>
      <eh-field [label]="'stages.why' | transloco" [optional]="question.isNeeded ? '' : ('ui.optional' | transloco)">
        <textarea ehInput rows="3" [value]="reason()" (input)="reason.set($any($event.target).value)"></textarea>
      </eh-field>
      <ng-container acts>
        <button matButton="text" type="button" (click)="dialog.close()">{{ 'ui.cancel' | transloco }}</button>
        <button matButton="filled" type="button" [disabled]="!mayAct()" (click)="dialog.close(reason().trim())">
          {{ question.act }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
  styles: `
    .text {
      margin-bottom: var(--eh-4);
    }
  `,
})
export class ReasonDialog {
  protected readonly question = inject<ReasonQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly reason = signal('');
  protected readonly mayAct = computed(() => !this.question.isNeeded || this.reason().trim() !== '');
}
