import { httpResource } from '@angular/common/http';
import { computed, effect, inject, Injectable, type OnDestroy, signal, untracked } from '@angular/core';
import { staysWhileArchived } from '@shared/domain/access/archived';
import type { Permission } from '@shared/domain/access/roles';
import type { Review } from '@shared/contracts/reviews';
import { Connection } from './connection';
import { type EventStream, ReviewEvents } from './events';
import { problemFrom } from './problem';

/**
 * The review that is open, what the signed-in person may do in it, and its event stream. Provided by the review frame,
 * so every screen below may inject it; `review()` is never null there, because the frame waits for it.
 */
@Injectable()
export class ReviewState implements OnDestroy {
  private readonly events = inject(ReviewEvents);
  private readonly connection = inject(Connection);
  readonly id = signal('');
  private readonly resource = httpResource<Review>(() => (this.id() ? `/api/reviews/${this.id()}` : undefined));
  private current: EventStream | null = null;
  private streamOf: string | null = null;

  readonly loaded = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? problemFrom(error) : null;
  });
  readonly permissions = computed<readonly string[]>(() => this.loaded()?.me.permissions ?? []);
  /** Archived: read only for everybody, whatever their roles. */
  readonly isArchived = computed(() => this.loaded()?.archivedAt != null);
  readonly stream = signal<EventStream | null>(null);

  constructor() {
    effect(() => {
      const loaded = this.loaded();
      untracked(() => this.listen(loaded?.id ?? null));
    });
    // What was shown while the server could not be reached may be what this device kept.
    effect(() => {
      if (this.stream()?.isConnected()) untracked(() => this.connection.succeeded());
    });
    let wasOnline = true;
    effect(() => {
      const isOnline = this.connection.isOnline();
      if (isOnline && !wasOnline) untracked(() => this.reload());
      wasOnline = isOnline;
    });
  }

  /** The open review. Only for screens inside the frame. */
  review(): Review {
    const review = this.loaded();
    if (!review) throw new Error('no review is open');
    return review;
  }

  /** Whether the person may do this here and now. */
  may(permission: Permission): boolean {
    return this.permissions().includes(permission) && (!this.isArchived() || staysWhileArchived(permission));
  }

  reload(): void {
    this.resource.reload();
  }

  ngOnDestroy(): void {
    this.current?.close();
  }

  private listen(reviewId: string | null): void {
    if (reviewId === this.streamOf) return;
    this.current?.close();
    this.streamOf = reviewId;
    this.current = reviewId ? this.events.connect(reviewId) : null;
    this.stream.set(this.current);
    // Roles and title may have changed: the server ends a stream when its viewer's rights do.
    for (const type of ['review', 'team', 'reconnected']) this.current?.on(type, () => this.reload());
  }
}
