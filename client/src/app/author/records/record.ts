import { Dialog } from '@angular/cdk/dialog';
import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { FullTextFiles } from '@shared/contracts/full-texts';
import type { Flow } from '@shared/contracts/flow';
import type { RecordRow } from '@shared/contracts/screening';
import type { Stages } from '@shared/contracts/stages';
import type { Quotation } from '@shared/domain/screening/quotation';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { PageHeader } from '../../ui/page-header';
import { openReport } from '../../ui/pdf/report-dialog';
import { CitationView } from '../../ui/record/citation-view';
import { Skeleton } from '../../ui/skeleton';
import { StandingBadge } from '../../ui/verdict-badge';
import { CopiesList } from './copies-list';
import { CorrectRecord } from './correct-record';
import { LinkedList } from './linked-list';
import { ReopenRecord } from './reopen-record';
import { SeenDecision } from './seen-decision';

/** One record: its text, where it stands, and who decided what, when and under which protocol version. */
@Component({
  selector: 'eh-record',
  imports: [
    CitationView,
    CopiesList,
    CorrectRecord,
    LinkedList,
    MatButton,
    PageHeader,
    ReopenRecord,
    RouterLink,
    SeenDecision,
    Skeleton,
    StandingBadge,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './record.html',
  styleUrl: './record.scss',
})
export class RecordPage {
  private readonly state = inject(ReviewState);
  private readonly problems = inject(ProblemText);
  private readonly texts = inject(Texts);
  private readonly dialogs = inject(Dialog);
  readonly reviewId = input.required<string>();
  readonly citationId = input.required<string>();
  /** An entry of the ledger: the record as it stood after it, only to be looked at. */
  readonly asOf = input<string>();
  private readonly base = computed(() => `/api/reviews/${this.reviewId()}`);
  private readonly resource = httpResource<RecordRow>(() => {
    const asOf = this.asOf();
    return { url: `${this.base()}/records/${this.citationId()}`, ...(asOf ? { params: { asOf } } : {}) };
  });
  private readonly stagesResource = httpResource<Stages>(() => `${this.base()}/stages`);
  private readonly flow = httpResource<Flow>(() => `${this.base()}/flow`);
  protected readonly row = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly stageNames = computed(() => {
    const stages = this.stagesResource.hasValue() ? this.stagesResource.value().stages : [];
    return new Map(stages.map(({ id, name }) => [id, name]));
  });
  protected readonly reasonNames = computed(() => {
    const reasons = this.flow.hasValue() ? this.flow.value().reasons : [];
    return new Map(reasons.map(({ id, label }) => [id, label]));
  });
  private readonly fileList = httpResource<FullTextFiles>(() =>
    this.state.may('full-text.read')
      ? `${this.base()}/citations/${encodeURIComponent(this.citationId())}/full-texts`
      : undefined,
  );
  protected readonly files = computed(() => (this.fileList.hasValue() ? this.fileList.value().files : null));
  protected readonly fileIds = computed(() => this.files()?.map(({ fileId }) => fileId) ?? null);
  protected readonly isCorrecting = signal(false);
  protected readonly reopening = signal<string | null>(null);
  protected readonly mayEdit = computed(() => !this.asOf() && this.state.may('records.edit'));
  protected readonly mayReopen = computed(() => !this.asOf() && this.state.may('standing.reopen'));

  protected named(reasons: readonly string[]): string {
    return reasons.map((id) => this.reasonNames().get(id) ?? id).join('; ');
  }

  /** The report itself, at a quotation where one is given. */
  protected read(at: Quotation | null = null): void {
    const files = this.files() ?? [];
    const row = this.row();
    if (!row || files.length === 0) return;
    const base = this.base();
    openReport(this.dialogs, {
      title: row.citation.title ?? this.texts.of('author.records.noTitle'),
      files,
      addressOf: (fileId) => `${base}/full-texts/${encodeURIComponent(fileId)}`,
      quotations: row.standings.flatMap(({ decisions }) => decisions.flatMap(({ quotations }) => quotations)),
      at,
    });
  }

  protected reload(): void {
    this.isCorrecting.set(false);
    this.reopening.set(null);
    this.resource.reload();
  }
}
