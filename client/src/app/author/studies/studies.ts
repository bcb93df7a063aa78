import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Studies as StudyList, Study, StudyReport, StudySuggestion } from '@shared/contracts/studies';
import { REPORT_USES, type ReportUse } from '@shared/domain/prisma/report-uses';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { Keys } from '../../ui/keys';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { StudiesApi } from './studies-api';

/** Which reports describe one study: grouped and split by hand, with suggestions. */
@Component({
  selector: 'eh-studies',
  imports: [EmptyState, MatButton, PageHeader, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './studies.html',
  styleUrl: './studies.scss',
})
export class Studies {
  private readonly api = inject(StudiesApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  protected readonly state = inject(ReviewState);

  protected readonly uses = REPORT_USES;
  protected readonly list = signal<StudyList | null>(null);
  protected readonly ticked = signal<ReadonlySet<string>>(new Set());
  protected readonly problem = signal('');
  protected readonly isBusy = signal(false);
  protected readonly mayEdit = computed(() => this.state.may('studies.edit'));
  private readonly reports = computed(
    () =>
      new Map(
        this.list()
          ?.studies.flatMap(({ reports }) => reports)
          .map((one) => [one.citationId, one]) ?? [],
      ),
  );

  constructor() {
    effect(() => {
      const reviewId = this.state.id();
      untracked(() => void this.load(reviewId));
    });
    const when = (): boolean => this.mayEdit() && !this.isBusy();
    inject(Keys).bind([
      {
        id: 'studies.group',
        key: 'g',
        labelKey: 'studies.keys.group',
        run: () => void this.group([...this.ticked()]),
        when: () => when() && this.ticked().size > 1,
      },
      {
        id: 'studies.split',
        key: 's',
        labelKey: 'studies.keys.split',
        run: () => void this.split(),
        when: () => when() && this.ticked().size > 0,
      },
    ]);
  }

  protected toggle(citationId: string): void {
    const ticked = new Set(this.ticked());
    if (!ticked.delete(citationId)) ticked.add(citationId);
    this.ticked.set(ticked);
  }

  protected report(citationId: string): StudyReport | undefined {
    return this.reports().get(citationId);
  }

  /** Makes one study of the reports; one that has a name already keeps it and takes the others in. */
  protected group(citationIds: readonly string[]): Promise<void> {
    const held = this.list()?.studies.filter(({ reports }) =>
      reports.some((one) => citationIds.includes(one.citationId)),
    );
    const named = held?.find(({ id }) => id !== null);
    const all = [...new Set([...(named?.reports.map((one) => one.citationId) ?? []), ...citationIds])];
    const label = named?.label ?? held?.[0]?.label ?? '';
    const body = { id: newId(), label, citationIds: all, staysElsewhere: false };
    return this.act(
      () =>
        named?.id
          ? this.api.change(this.state.id(), named.id, body)
          : this.api.form(this.state.id(), { ...body, studyId: newId() }),
      'studies.said.grouped',
      { count: all.length },
    );
  }

  /** Takes the ticked reports out of their studies; each stands for a study of its own again. */
  protected split(): Promise<void> {
    const out = this.ticked();
    const touched = this.list()?.studies.filter(
      ({ id, reports }) => id !== null && reports.some(({ citationId }) => out.has(citationId)),
    );
    return this.act(
      async () => {
        for (const { id, label, reports } of touched ?? []) {
          const citationIds = reports.map((one) => one.citationId).filter((one) => !out.has(one));
          if (citationIds.length === 0) await this.api.dissolve(this.state.id(), id as string);
          else {
            const change = { id: newId(), label, citationIds, staysElsewhere: true };
            await this.api.change(this.state.id(), id as string, change);
          }
        }
      },
      'studies.said.split',
      { count: out.size },
    );
  }

  protected accept({ citationIds }: StudySuggestion): Promise<void> {
    return this.group(citationIds);
  }

  /** A name given to a lone report makes a study of it. */
  protected rename(study: Study, label: string): Promise<void> {
    const name = label.trim();
    if (name === '' || name === study.label) return Promise.resolve();
    const citationIds = study.reports.map((one) => one.citationId);
    const body = { id: newId(), label: name, citationIds, staysElsewhere: true };
    return this.act(
      () =>
        study.id
          ? this.api.change(this.state.id(), study.id, body)
          : this.api.form(this.state.id(), { ...body, studyId: newId() }),
      'studies.said.renamed',
      { label: name },
    );
  }

  /** Says of all included reports of a study whether they are used so. */
  protected mark(study: Study, usedIn: ReportUse, isUsed: boolean): Promise<void> {
    const citationIds = study.reports.filter(({ place }) => place === 'included').map((one) => one.citationId);
    return this.act(
      () => this.api.use(this.state.id(), { id: newId(), citationIds, usedIn, isUsed }),
      `studies.used.said.${isUsed ? 'in' : 'out'}`,
      { label: study.label, use: this.texts.of(`studies.used.${usedIn}`) },
    );
  }

  protected isIncluded(study: Study): boolean {
    return study.reports.some(({ place }) => place === 'included');
  }

  private async act(work: () => Promise<unknown>, said: string, values: Record<string, unknown>): Promise<void> {
    this.isBusy.set(true);
    try {
      await work();
      this.ticked.set(new Set());
      this.problem.set('');
      this.toasts.done(this.texts.of(said, values));
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'studies'));
    }
    await this.load(this.state.id());
    this.isBusy.set(false);
  }

  private async load(reviewId: string): Promise<void> {
    try {
      this.list.set(await this.api.list(reviewId));
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'studies'));
    }
  }
}
