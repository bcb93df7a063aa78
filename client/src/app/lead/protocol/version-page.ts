import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { DocumentView } from './document-view';
import { ProtocolApi } from '../../data/protocol-api';

/** One version to read: the one in the address, or the one in force. */
@Component({
  selector: 'eh-version-page',
  imports: [DocumentView, EmptyState, Icon, MatButton, Moment, PageHeader, RouterLink, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-page-header [title]="'protocol.title' | transloco" help="protocol.readHelp">
        @if (shown(); as one) {
          <a matButton="text" [routerLink]="base() + '/versions'">{{ 'protocol.versions.title' | transloco }}</a>
          <a matButton="outlined" [href]="file(one.version, 'docx')" download>
            <eh-icon name="download" /> {{ 'protocol.export.docx' | transloco }}
          </a>
          <a matButton="text" [href]="file(one.version, 'md')" download>{{ 'protocol.export.md' | transloco }}</a>
        }
      </eh-page-header>
      @if (shown(); as one) {
        <p class="eh-quiet">
          {{ 'protocol.versions.one' | transloco: { version: one.version, by: one.by } }}
          <time ehMoment show="day" [value]="one.at"></time>
          @if (one.reason) {
            <span class="why">{{ one.reason }}</span>
          }
        </p>
        <eh-document-view [document]="one.document" [meta]="meta()" />
      } @else if (isNone()) {
        <eh-empty [title]="'protocol.nonePublished' | transloco" [text]="'protocol.nonePublishedText' | transloco" />
      } @else if (problem()) {
        <p class="eh-problem" role="alert">{{ problem() }}</p>
      } @else {
        <eh-skeleton shape="title" [lines]="1" /><eh-skeleton [lines]="8" />
      }
    </div>
  `,
  styles: `
    .why {
      display: block;
      max-width: var(--eh-measure);
    }
  `,
})
export class VersionPage {
  private readonly api = inject(ProtocolApi);
  private readonly review = inject(ReviewState);
  private readonly problemText = inject(ProblemText);
  /** From the address; the version in force when left out. */
  readonly version = input<string>();

  protected readonly base = computed(() => `/reviews/${this.review.id()}/protocol`);
  private readonly loaded = resource({
    params: () => ({ reviewId: this.review.id(), version: this.version() }),
    loader: async ({ params: { reviewId, version } }) =>
      version === undefined ? (await this.api.current(reviewId)).current : this.api.version(reviewId, Number(version)),
  });
  private readonly versions = resource({
    params: () => this.review.id(),
    loader: ({ params }) => this.api.versions(params),
  });
  protected readonly shown = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly isNone = computed(() => this.loaded.status() === 'resolved' && !this.shown());
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error ? this.problemText.of(error, 'protocol') : '';
  });
  protected readonly meta = computed(() => {
    const shown = this.shown();
    const versions = this.versions.hasValue() ? this.versions.value() : [];
    const amendments = versions
      .filter((row) => row.version > 1 && row.version <= (shown?.version ?? 0))
      .map(({ version, at, reason }) => ({ version, date: at.slice(0, 10), reason: reason ?? '' }))
      .reverse();
    return {
      title: this.review.loaded()?.title ?? '',
      version: shown?.version ?? null,
      date: shown?.at.slice(0, 10) ?? null,
      authors: (shown?.authors ?? []).map((name) => ({ name, affiliation: '', email: '', role: '' })),
      amendments,
    };
  });

  protected file(version: number, format: 'md' | 'docx'): string {
    return this.api.fileAddress(this.review.id(), version, format);
  }
}
