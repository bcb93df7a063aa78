import { ChangeDetectionStrategy, Component, computed, effect, inject, Injector, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Member, OpenInvitation } from '@shared/contracts/team';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Commands } from '../../ui/commands';
import { Confirm } from '../../ui/confirm';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { RoleChips } from './role-chips';
import { TeamApi } from './team-api';

/** Who is in the team and as what; for those who lead, the way in and out of it. */
@Component({
  selector: 'eh-team',
  imports: [MatButton, Moment, PageHeader, RoleChips, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './team.html',
  styleUrl: './team.scss',
})
export class Team {
  private readonly api = inject(TeamApi);
  private readonly state = inject(ReviewState);
  private readonly injector = inject(Injector);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  private readonly router = inject(Router);

  protected readonly mayEdit = computed(() => this.state.may('team.edit'));
  private readonly mayOwn = computed(() => this.state.loaded()?.me.roles.includes('owner') ?? false);
  private readonly members = resource({ loader: () => this.api.members(this.reviewId) });
  private readonly invitations = resource({
    params: () => (this.mayEdit() ? this.state.id() : undefined),
    loader: ({ params }) => this.api.invitations(params),
  });

  private readonly all = computed(() => (this.members.hasValue() ? this.members.value() : null));
  protected readonly here = computed(() => this.all()?.filter((member) => !member.leftAt) ?? null);
  protected readonly gone = computed(() => this.all()?.filter((member) => member.leftAt) ?? []);
  protected readonly open = computed(() => (this.invitations.hasValue() ? this.invitations.value() : []));
  protected readonly problem = computed(() => {
    const error = this.members.error() ?? this.invitations.error();
    return error ? this.problemText.of(error, 'team') : '';
  });

  constructor() {
    const commands = inject(Commands);
    if (this.mayEdit())
      commands.offer([
        {
          id: 'team.invite',
          labelKey: 'team.invite',
          icon: 'mail',
          groupKey: 'palette.acts',
          run: () => void this.invite(),
        },
      ]);
    effect((onCleanup) => {
      const stop = this.state.stream()?.on('reconnected', () => this.reload());
      onCleanup(() => stop?.());
    });
  }

  protected async invite(): Promise<void> {
    if (!this.mayEdit()) return;
    const { openInvite } = await import('./invite-dialog');
    const hasMade = await openInvite(this.injector, { reviewId: this.reviewId, mayOwn: this.mayOwn() });
    if (hasMade) this.invitations.reload();
  }

  protected async renew(invitation: OpenInvitation): Promise<void> {
    await this.attempt(async () => {
      const renewed = await this.api.renew(this.reviewId, invitation.id);
      const { openInvite } = await import('./invite-dialog');
      await openInvite(this.injector, { reviewId: this.reviewId, mayOwn: this.mayOwn(), renewed });
      this.invitations.reload();
    });
  }

  protected async withdraw(invitation: OpenInvitation): Promise<void> {
    await this.attempt(async () => {
      await this.api.withdraw(this.reviewId, invitation.id);
      this.toasts.done(this.texts.of('team.withdrawn'));
      this.invitations.reload();
    });
  }

  protected async changeRoles(member: Member): Promise<void> {
    const { openRoles } = await import('./roles-dialog');
    const isChanged = await openRoles(this.injector, { reviewId: this.reviewId, member, mayOwn: this.mayOwn() });
    if (!isChanged) return;
    this.reload();
    if (member.isMe) this.state.reload();
  }

  protected async end(member: Member): Promise<void> {
    const key = member.isMe ? 'leave' : 'remove';
    const isSure = await this.confirm.ask({
      title: this.texts.of(`team.${key}Title`, { name: member.name }),
      text: this.texts.of(`team.${key}Text`, { name: member.name }),
      act: this.texts.of(`team.${key}`),
      isDanger: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.api.leave(this.reviewId, member.id, { id: this.api.newId(), reason: null });
      if (member.isMe) {
        await this.router.navigateByUrl('/');
        return;
      }
      this.toasts.done(this.texts.of('team.removed', { name: member.name }), {
        label: this.texts.of('team.takeBack'),
        run: () => void this.takeBack(member),
      });
      this.reload();
    });
  }

  protected async takeBack(member: Member): Promise<void> {
    await this.attempt(async () => {
      await this.api.takeBack(this.reviewId, member.id);
      this.toasts.done(this.texts.of('team.back', { name: member.name }));
      this.reload();
    });
  }

  protected mayEnd(member: Member): boolean {
    if (member.isMe) return !this.state.isArchived();
    return this.mayEdit() && (!member.roles.includes('owner') || this.mayOwn());
  }

  /** What a button does and to whom, for those who hear it without the line around it. */
  protected named(act: string, name: string | null): string {
    return this.texts.of('team.named', {
      act: this.texts.of(`team.${act}`),
      name: name ?? this.texts.of('team.anyone'),
    });
  }

  private get reviewId(): string {
    return this.state.id();
  }

  private reload(): void {
    this.members.reload();
    this.invitations.reload();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.toasts.problem(this.problemText.of(error, 'team'));
    }
  }
}
