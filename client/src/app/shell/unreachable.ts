import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Problem } from '../data/problem';
import { SessionState } from '../data/session';
import { EmptyState } from '../ui/empty-state';

/** Stands instead of the application while the server has not answered once. */
@Component({
  selector: 'eh-unreachable',
  imports: [EmptyState, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main class="eh-page">
      <eh-empty
        [title]="'unreachable.title' | transloco"
        [text]="(problem().status === 0 ? 'unreachable.network' : 'unreachable.server') | transloco"
      >
        <button type="button" class="eh-act" (click)="again()">{{ 'unreachable.again' | transloco }}</button>
      </eh-empty>
    </main>
  `,
})
export class Unreachable {
  private readonly session = inject(SessionState);
  readonly problem = input.required<Problem>();

  protected async again(): Promise<void> {
    await this.session.load();
    // The guards judged before anyone was known.
    if (!this.session.unreachable()) location.reload();
  }
}
