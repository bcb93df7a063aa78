import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { Outbox } from '../../data/outbox';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { Toasts } from '../../ui/toasts';
import { ScreeningDesk } from './desk';

/** How many records one takes along at once. */
const SHARES = [100, 250, 500] as const;

/** How many records can be read without a network, and taking more along for a day. */
@Component({
  selector: 'eh-offline-ready',
  imports: [Icon, MatButton, Moment, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './offline-ready.html',
  styleUrl: './offline-ready.scss',
  host: {
    '(keydown.escape)': 'close($event)',
    '(document:click)': 'outside($event)',
  },
})
export class OfflineReady {
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly opener = viewChild.required<ElementRef<HTMLButtonElement>>('opener');
  protected readonly outbox = inject(Outbox);
  protected readonly desk = inject(ScreeningDesk);

  protected readonly isOpen = signal(false);
  protected readonly isBusy = signal(false);
  /** Whether the browser could open the application itself without a network: it allows that only over https. */
  protected readonly mayReload = globalThis.isSecureContext && this.outbox.isDurable();
  protected readonly shares = computed(() => {
    const left = this.desk.progress().all - this.desk.progress().decided;
    const fitting = SHARES.filter((share) => share <= left);
    return fitting.length > 0 ? fitting : [left];
  });

  protected async take(count: number): Promise<void> {
    await this.busily(async () => {
      await this.desk.take(count);
      this.toasts.done(this.texts.of('screening.ready.taken', { count: this.desk.held() }));
    });
  }

  protected async giveBack(): Promise<void> {
    await this.busily(async () => {
      await this.desk.giveBack();
      this.toasts.done(this.texts.of('screening.ready.given'));
    });
  }

  protected close(event: Event): void {
    if (!this.isOpen()) return;
    event.stopPropagation();
    this.isOpen.set(false);
    this.opener().nativeElement.focus();
  }

  protected outside({ target }: MouseEvent): void {
    if (!this.host.nativeElement.contains(target as Node)) this.isOpen.set(false);
  }

  private async busily(work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    try {
      await work();
    } catch (error) {
      this.toasts.problem(this.problemText.of(error, 'screening'));
    } finally {
      this.isBusy.set(false);
    }
  }
}
