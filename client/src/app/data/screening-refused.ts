import { computed, inject, Injectable } from '@angular/core';
import { Outbox } from './outbox';
import { ProblemText } from './problem-text';
import { isSuperseded } from './screening-outbox-queue';
import { Problem } from './problem';

/** What no later try can change. */
const FINAL = new Set(['already_complete', 'merged_away', 'not_assigned', 'no_decision', 'no_conflict', 'own_conflict']);

/** The outbox in words: what was refused and why, for the line that shows it; and the file in which it can be kept. */
@Injectable({ providedIn: 'root' })
export class RefusedActs {
  private readonly outbox = inject(Outbox);
  private readonly texts = inject(ProblemText);

  readonly all = computed(() => {
    const all = [...this.outbox.waiting(), ...this.outbox.refused()];
    return this.outbox.refused().map((entry) => ({
      seq: entry.seq,
      citationId: entry.act.body.citationId,
      stageId: entry.act.body.stageId,
      title: entry.title,
      ordinal: entry.ordinal,
      verdict: entry.act.kind === 'withdraw' ? null : entry.act.body.verdict,
      why: this.texts.of(new Problem(409, entry.refusal?.code ?? '', entry.refusal?.detail ?? ''), 'screening'),
      mayRetry: !FINAL.has(entry.refusal?.code ?? '') && !isSuperseded(entry, all),
    }));
  });

  again(seq: number): void {
    const entry = this.outbox.refused().find((other) => other.seq === seq);
    if (entry) void this.outbox.again(entry);
  }

  dismiss(seq: number): void {
    const entry = this.outbox.refused().find((other) => other.seq === seq);
    if (entry) void this.outbox.dismiss(entry);
  }

  /** Saves everything that the server does not have as a JSON file. */
  download(): void {
    const acts = [...this.outbox.refused(), ...this.outbox.waiting()].map(({ act, title, ordinal, at, refusal }) => ({
      act: act.kind,
      ...act.body,
      title,
      number: ordinal,
      at: new Date(at).toISOString(),
      refused: refusal,
    }));
    const url = URL.createObjectURL(new Blob([JSON.stringify(acts, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'evenhand-unsent-decisions.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
