import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProtocolProblem } from '@shared/domain/protocol/validate';
import { firstValueFrom } from 'rxjs';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { DifferenceView } from './difference-view';
import { ImpactSummary } from './impact-summary';
import { ProtocolApi } from '../../data/protocol-api';

export interface PublishData {
  reviewId: string;
  revision: number;
  /** Version in force, 0 before the first. */
  amends: number;
  problems: readonly ProtocolProblem[];
}

/** Asks for the publication; resolves with the new version, or null. */
export async function openPublish(injector: Injector, data: PublishData): Promise<number | null> {
  const dialog = injector.get(Dialog).open<number>(PublishDialog, {
    data,
    width: 'min(52rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? null;
}

/** Publishing the first version, or an amendment: why, what differs, and what was decided under the versions before. */
@Component({
  selector: 'eh-publish-dialog',
  imports: [DialogFrame, DifferenceView, FormFieldBox, ImpactSummary, InputControl, MatButton, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="title" (closed)="dialog.close()">
      <div class="eh-stack">
        @if (isFirst) {
          <p>{{ 'protocol.publish.firstText' | transloco }}</p>
        } @else {
          <eh-field
            [label]="'protocol.publish.reason' | transloco"
            [hint]="'protocol.publish.reasonHint' | transloco"
            [error]="isReasonMissing() ? ('protocol.publish.reasonMissing' | transloco) : ''"
          >
            <textarea ehInput rows="2" [value]="reason()" (input)="reason.set($any($event.target).value)"></textarea>
          </eh-field>
        }
        @if (errors.length) {
          <div class="eh-problem" role="alert">
            <p>{{ 'protocol.publish.errors' | transloco: { count: errors.length } }}</p>
            <ul>
              @for (problem of errors; track problem.path) {
                <li>{{ sentence(problem) }}</li>
              }
            </ul>
          </div>
        }
        @if (warnings.length) {
          <details>
            <summary>{{ 'protocol.publish.warnings' | transloco: { count: warnings.length } }}</summary>
            <ul>
              @for (problem of warnings; track problem.path) {
                <li>{{ sentence(problem) }}</li>
              }
            </ul>
          </details>
        }
        @if (!isFirst) {
          @if (impact.hasValue()) {
            <eh-impact [impact]="impact.value()" />
            @if (impact.value().difference; as difference) {
              <details>
                <summary>{{ 'protocol.publish.difference' | transloco: { version: data.amends } }}</summary>
                <eh-difference [difference]="difference" />
              </details>
            }
          } @else if (!impactProblem()) {
            <eh-skeleton [lines]="4" />
          }
        }
        @if (problem() || impactProblem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
      </div>
      <ng-container acts>
        <button matButton="text" type="button" (click)="dialog.close()">{{ 'ui.cancel' | transloco }}</button>
        <button matButton="filled" type="button" [disabled]="errors.length > 0 || isSending()" (click)="publish()">
          {{ 'protocol.publish.act' | transloco: { version: data.amends + 1 } }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
  styles: `
    summary {
      cursor: pointer;
      color: var(--eh-accent);
    }
    details eh-difference,
    details ul {
      display: block;
      margin-top: var(--eh-3);
    }
    ul {
      padding-inline-start: 1.25rem;
    }
  `,
})
export class PublishDialog {
  private readonly api = inject(ProtocolApi);
  private readonly problemText = inject(ProblemText);
  protected readonly data = inject<PublishData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<number>>(DialogRef);
  protected readonly isFirst = this.data.amends === 0;
  protected readonly errors = this.data.problems.filter((problem) => problem.severity === 'error');
  protected readonly warnings = this.data.problems.filter((problem) => problem.severity === 'warning');
  protected readonly reason = signal('');
  protected readonly wasTried = signal(false);
  protected readonly isReasonMissing = computed(() => this.wasTried() && !this.isFirst && this.reason().trim() === '');
  protected readonly isSending = signal(false);
  protected readonly problem = signal('');
  protected readonly impact = resource({ loader: () => this.api.impact(this.data.reviewId) });
  protected readonly impactProblem = computed(() => {
    const error = this.impact.error();
    return error ? this.problemText.of(error, 'protocol') : '';
  });
  private readonly id = this.api.newId();

  protected readonly title = inject(Texts).of(this.isFirst ? 'protocol.publish.first' : 'protocol.publish.amend', {
    version: this.data.amends + 1,
  });

  protected sentence(problem: ProtocolProblem): string {
    return this.problemText.ofFault({ ...problem, detail: `${problem.cause} ${problem.remedy}` }, 'protocol');
  }

  protected async publish(): Promise<void> {
    this.wasTried.set(true);
    if (this.isReasonMissing()) return;
    this.isSending.set(true);
    this.problem.set('');
    try {
      const reason = this.isFirst ? null : this.reason().trim();
      const { reviewId, revision } = this.data;
      const { version } = await this.api.publish(reviewId, { id: this.id, revision, reason });
      this.dialog.close(version);
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'protocol'));
    } finally {
      this.isSending.set(false);
    }
  }
}
