import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { Question } from './confirm';
import { DialogFrame } from './dialog-frame';

export async function openConfirm(injector: Injector, question: Question): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(ConfirmDialog, {
    data: question,
    width: 'min(30rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
    autoFocus: '.eh-first',
    role: 'alertdialog',
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

@Component({
  selector: 'eh-confirm-dialog',
  imports: [DialogFrame, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="question.title" (closed)="dialog.close(false)">
      <p>{{ question.text }}</p>
      @if (question.typed; as word) {
        <label class="typed">
          <span class="eh-label">{{ 'ui.typeToConfirm' | transloco: { word } }}</span>
          <input
            class="eh-input eh-first"
            autocomplete="off"
            [value]="typed()"
            (input)="typed.set($any($event.target).value)"
          />
        </label>
      }
      <ng-container acts>
        <button matButton="text" type="button" [class.eh-first]="!question.typed" (click)="dialog.close(false)">
          {{ 'ui.cancel' | transloco }}
        </button>
        <button
          matButton="filled"
          type="button"
          [class.eh-button-danger]="question.isDanger"
          [disabled]="!mayAct()"
          (click)="dialog.close(true)"
        >
          {{ question.act }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
  styles: `
    .typed {
      display: grid;
      gap: var(--eh-1);
      margin-top: var(--eh-4);
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly typed = signal('');
  protected readonly mayAct = computed(() => !this.question.typed || this.typed().trim() === this.question.typed);
}
