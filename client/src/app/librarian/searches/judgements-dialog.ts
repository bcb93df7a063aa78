import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ImportJudgements } from '@shared/contracts/judgements';
import type { Job } from '@shared/contracts/jobs';
import type { Stage } from '@shared/contracts/stages';
import type { Member } from '@shared/contracts/team';
import type { ExclusionReason } from '@shared/domain/protocol/protocol';
import { firstValueFrom } from 'rxjs';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ScreeningApi } from '../../data/screening-api';
import { StagesApi } from '../../data/stages-api';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { LibrarianApi } from '../librarian-api';
import { decisionsOf, firstChoice, type Found, isWhole, type PersonChoice, tagsOf } from './judgement-choice';

export interface JudgementsData {
  reviewId: string;
  importId: string;
  fileName: string;
  /** Whether the person may have decisions recorded for members. */
  mayDecide: boolean;
}

/** Offers what the file of an import says people decided elsewhere; resolves to whether anything was taken over. */
export async function openJudgements(injector: Injector, data: JudgementsData): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(JudgementsDialog, {
    data,
    injector,
    width: 'min(52rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

const POLL_MS = 400;

/** What came of one job, in words. */
interface Outcome {
  words: string;
  why: string[];
}

@Component({
  selector: 'eh-judgements-dialog',
  imports: [DialogFrame, MatButton, ProgressMeter, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './judgements-dialog.html',
  styleUrl: './judgements-dialog.scss',
})
export class JudgementsDialog {
  private readonly api = inject(LibrarianApi);
  private readonly stagesApi = inject(StagesApi);
  private readonly screeningApi = inject(ScreeningApi);
  private readonly problems = inject(ProblemText);
  private readonly texts = inject(Texts);
  protected readonly data = inject<JudgementsData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly title = this.texts.of('librarian.judgements.title', { name: this.data.fileName });
  protected readonly found = signal<ImportJudgements | null>(null);
  protected readonly people = signal<readonly PersonChoice[]>([]);
  protected readonly labels = signal<ReadonlySet<string>>(new Set());
  protected readonly members = signal<readonly Member[]>([]);
  protected readonly stages = signal<readonly Stage[]>([]);
  protected readonly protocolReasons = signal<readonly ExclusionReason[]>([]);
  protected readonly reasons = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly problem = signal('');
  protected readonly progress = signal<{ done: number; total: number } | null>(null);
  protected readonly outcomes = signal<readonly Outcome[]>([]);
  protected readonly becomes = this.data.mayDecide
    ? (['nothing', 'tags', 'decisions'] as const)
    : (['nothing', 'tags'] as const);
  protected readonly isWhole = computed(() => isWhole(this.people(), this.labels()));
  protected readonly areDecisionsWanted = computed(() => this.people().some(({ become }) => become === 'decisions'));
  protected readonly areAllLabelsChosen = computed(() => this.labels().size === (this.found()?.labels.length ?? 0));

  constructor() {
    void this.load();
  }

  protected nameOf({ who, at }: Found): string {
    const name = who ?? this.texts.of('librarian.judgements.nobody');
    return at
      ? this.texts.of('librarian.judgements.atStep', { name, step: this.texts.of(`librarian.steps.${at}`) })
      : name;
  }

  protected countsOf({ verdicts }: Found): string {
    const said = (['include', 'maybe', 'exclude'] as const).filter((verdict) => verdicts[verdict] > 0);
    return said
      .map((verdict) => `${verdicts[verdict].toLocaleString()} ${this.texts.of(`verdicts.${verdict}`).toLowerCase()}`)
      .join(' · ');
  }

  protected set(at: number, change: Partial<PersonChoice>): void {
    this.people.update((people) => people.map((one, i) => (i === at ? { ...one, ...change } : one)));
  }

  protected mean(text: string, reasonId: string): void {
    const reasons = new Map(this.reasons());
    if (reasonId === '') reasons.delete(text);
    else reasons.set(text, reasonId);
    this.reasons.set(reasons);
  }

  protected tick(label: string, isOn: boolean): void {
    const labels = new Set(this.labels());
    if (isOn) labels.add(label);
    else labels.delete(label);
    this.labels.set(labels);
  }

  protected tickAll(isOn: boolean): void {
    this.labels.set(new Set(isOn ? (this.found()?.labels ?? []).map(({ text }) => text) : []));
  }

  protected async takeOver(): Promise<void> {
    const { reviewId, importId } = this.data;
    const tags = tagsOf(this.people(), this.labels());
    const decisions = decisionsOf(this.people(), this.reasons());
    this.problem.set('');
    this.progress.set({ done: 0, total: 0 });
    try {
      const outcomes: Outcome[] = [];
      if (tags) {
        const { jobId } = await this.api.takeTags(reviewId, importId, { id: newId(), ...tags });
        outcomes.push(this.outcomeOf('tags', await this.finished(jobId)));
      }
      if (decisions) {
        const { jobId } = await this.api.takeDecisions(reviewId, importId, { id: newId(), ...decisions });
        outcomes.push(this.outcomeOf('decisions', await this.finished(jobId)));
      }
      this.outcomes.set(outcomes);
    } catch (error) {
      this.problem.set(this.problems.of(error, 'librarian'));
    } finally {
      this.progress.set(null);
    }
  }

  private async load(): Promise<void> {
    const { reviewId, importId, mayDecide } = this.data;
    try {
      const found = await this.api.judgements(reviewId, importId);
      if (mayDecide) {
        const [members, { stages }, { current }] = await Promise.all([
          this.api.members(reviewId),
          this.stagesApi.list(reviewId),
          this.screeningApi.protocol(reviewId),
        ]);
        this.members.set(members.filter(({ leftAt, roles }) => !leftAt && roles.includes('reviewer')));
        this.stages.set(stages.filter(({ closedAt, kind }) => !closedAt && kind !== 'pilot'));
        this.protocolReasons.set(current?.document.exclusionReasons ?? []);
      }
      this.people.set(found.people.map((person) => firstChoice(person, this.members(), this.stages())));
      this.labels.set(new Set(found.labels.map(({ text }) => text)));
      this.found.set(found);
    } catch (error) {
      this.problem.set(this.problems.of(error, 'librarian'));
    }
  }

  private async finished(jobId: string): Promise<Job> {
    for (;;) {
      const job = await this.api.job(this.data.reviewId, jobId);
      if (job.state !== 'queued' && job.state !== 'running') return job;
      this.progress.set({ done: job.done, total: job.total });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private outcomeOf(kind: 'tags' | 'decisions', { state, result, error }: Job): Outcome {
    if (state !== 'done') return { words: error?.detail ?? this.texts.of('librarian.judgements.failed'), why: [] };
    const { written, refused } = result as { written: number; refused: Record<string, number> };
    const known = this.texts.of(`librarian.judgements.written.${kind}`, { count: written });
    const why = Object.entries(refused).map(([code, count]) =>
      this.texts.of(`librarian.judgements.refused.${REFUSALS.has(code) ? code : 'other'}`, { count }),
    );
    return { words: known, why };
  }
}

/** Refusals that have a sentence of their own. */
const REFUSALS: ReadonlySet<string> = new Set([
  'already_complete',
  'has_decided',
  'not_at_stage',
  'not_assigned',
  'reason_required',
  'tag_required',
  'note_required',
  'tag_too_long',
]);
