import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ReviewState } from '../../data/review-state';
import { DraftEditor } from './draft-editor';
import { VersionPage } from './version-page';

/** The protocol: to write for those who may, to read in its version in force for everyone else. */
@Component({
  selector: 'eh-protocol',
  imports: [DraftEditor, VersionPage],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (mayEdit()) {
      <eh-draft-editor />
    } @else {
      <eh-version-page />
    }
  `,
})
export class Protocol {
  private readonly review = inject(ReviewState);
  protected readonly mayEdit = computed(() => this.review.may('protocol.edit'));
}
