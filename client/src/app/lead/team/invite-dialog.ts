import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Invited, IssuedInvitation } from '@shared/contracts/team';
import type { Role } from '@shared/domain/access/roles';
import { firstValueFrom } from 'rxjs';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormFieldBox, InputControl } from '../../ui/field';
import { readAddresses } from './address-list';
import { LinkList } from './link-list';
import { RoleChoice } from './role-choice';
import { TeamApi } from './team-api';

export interface InviteData {
  reviewId: string;
  mayOwn: boolean;
  /** A link made anew for one invitation: only shown. */
  renewed?: IssuedInvitation;
}

/** Invites people, or shows a renewed link; resolves to whether invitations were made. */
export async function openInvite(injector: Injector, data: InviteData): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean, InviteData, InviteDialog>(InviteDialog, {
    data,
    width: 'min(40rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  await firstValueFrom(dialog.closed);
  return dialog.componentInstance?.hasMade ?? true;
}

/** Addresses and roles first; then the links, which are shown this once. */
@Component({
  selector: 'eh-invite-dialog',
  imports: [DialogFrame, FormFieldBox, InputControl, LinkList, MatButton, RoleChoice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './invite-dialog.html',
})
export class InviteDialog {
  private readonly api = inject(TeamApi);
  private readonly problemText = inject(ProblemText);
  private readonly texts = inject(Texts);
  protected readonly data = inject<InviteData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);

  protected readonly text = signal('');
  protected readonly links = signal(0);
  protected readonly roles = signal<readonly Role[]>(['reviewer']);
  protected readonly made = signal<Invited | null>(
    this.data.renewed ? { invitations: [this.data.renewed], alreadyMembers: [] } : null,
  );
  protected readonly wasTried = signal(false);
  protected readonly isSending = signal(false);
  protected readonly problem = signal('');
  private readonly id = this.api.newId();

  protected readonly read = computed(() => readAddresses(this.text()));
  protected readonly count = computed(() => this.read().addresses.length + this.links());
  protected readonly addressError = computed(() => {
    if (!this.wasTried()) return '';
    const { unread } = this.read();
    if (unread.length > 0) return this.texts.of('team.unread', { what: unread.join(', ') });
    return this.count() === 0 ? this.texts.of('team.nobody') : '';
  });
  protected readonly roleError = computed(() =>
    this.wasTried() && this.roles().length === 0 ? this.texts.of('team.noRole') : '',
  );

  get hasMade(): boolean {
    return this.made() !== null;
  }

  protected setLinks(value: string): void {
    this.links.set(Math.min(20, Math.max(0, Math.trunc(Number(value)) || 0)));
  }

  protected async invite(): Promise<void> {
    this.wasTried.set(true);
    if (this.addressError() || this.roleError()) return;
    this.isSending.set(true);
    this.problem.set('');
    try {
      const request = { id: this.id, emails: this.read().addresses, links: this.links(), roles: [...this.roles()] };
      this.made.set(await this.api.invite(this.data.reviewId, request));
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'team'));
    } finally {
      this.isSending.set(false);
    }
  }
}
