import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { CopyField } from '../../ui/copy-field';
import { DialogFrame } from '../../ui/dialog-frame';

export interface LinkData {
  name: string;
  address: string;
}

export function openLink(injector: Injector, data: LinkData): void {
  injector.get(Dialog).open(LinkDialog, {
    data,
    width: 'min(36rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
}

/** A reset link, shown once, to be handed to its person. */
@Component({
  selector: 'eh-link-dialog',
  imports: [CopyField, DialogFrame, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="'access.accounts.resetTitle' | transloco: data" (closed)="dialog.close()">
      <div class="eh-stack">
        <p>{{ 'access.accounts.resetText' | transloco }}</p>
        <eh-copy-field
          [label]="'access.accounts.resetTitle' | transloco: data"
          [value]="data.address"
          [act]="'access.keys.copy' | transloco"
          [done]="'access.keys.copied' | transloco"
        />
      </div>
      <ng-container acts>
        <button matButton="filled" type="button" (click)="dialog.close()">{{ 'ui.done' | transloco }}</button>
      </ng-container>
    </eh-dialog-frame>
  `,
})
export class LinkDialog {
  protected readonly data = inject<LinkData>(DIALOG_DATA);
  protected readonly dialog = inject(DialogRef);
}
