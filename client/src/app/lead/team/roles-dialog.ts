import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Member } from '@shared/contracts/team';
import type { Role } from '@shared/domain/access/roles';
import { firstValueFrom } from 'rxjs';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { RoleChoice } from './role-choice';
import { TeamApi } from './team-api';

export interface RolesData {
  reviewId: string;
  member: Member;
  mayOwn: boolean;
}

/** Changes a member's roles; resolves to whether they were changed. */
export async function openRoles(injector: Injector, data: RolesData): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(RolesDialog, {
    data,
    width: 'min(34rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

@Component({
  selector: 'eh-roles-dialog',
  imports: [DialogFrame, MatButton, RoleChoice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="title" (closed)="dialog.close(false)">
      <div class="eh-stack">
        <p class="eh-quiet">{{ 'team.rolesHold' | transloco }}</p>
        <eh-role-choice [(roles)]="roles" [mayOwn]="data.mayOwn" [error]="missing()" />
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
      </div>
      <ng-container acts>
        <button matButton="text" type="button" (click)="dialog.close(false)">{{ 'ui.cancel' | transloco }}</button>
        <button matButton="filled" type="button" [disabled]="isSending()" (click)="save()">
          {{ 'ui.save' | transloco }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
})
export class RolesDialog {
  private readonly api = inject(TeamApi);
  private readonly problemText = inject(ProblemText);
  private readonly texts = inject(Texts);
  protected readonly data = inject<RolesData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly title = this.texts.of('team.rolesOf', { name: this.data.member.name });
  protected readonly roles = signal<readonly Role[]>(this.data.member.roles);
  protected readonly missing = signal('');
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);

  protected async save(): Promise<void> {
    this.missing.set(this.roles().length === 0 ? this.texts.of('team.noRole') : '');
    if (this.missing()) return;
    this.isSending.set(true);
    this.problem.set('');
    try {
      const { reviewId, member } = this.data;
      const change = { id: this.api.newId(), seen: member.roles, roles: [...this.roles()] };
      await this.api.setRoles(reviewId, member.id, change);
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'team'));
    } finally {
      this.isSending.set(false);
    }
  }
}
