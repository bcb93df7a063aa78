import { computed, inject, Injectable, signal } from '@angular/core';
import { criteriaAt, exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import { RefusedActs } from '../../data/screening-refused';
import { Texts } from '../../data/texts';
import { ScreeningDesk } from './desk';
import type { Draft, Missing, Verdict } from './desk-rows';
import { Reading } from './reading';

/**
 * A reader's acts at a desk, the same wherever they read: vote, give what the stage asks for, take back, go on. What was
 * done is said in words for those who do not see it.
 */
@Injectable()
export class Voting {
  private readonly texts = inject(Texts);
  private readonly reading = inject(Reading);
  readonly desk = inject(ScreeningDesk);
  private readonly refusedActs = inject(RefusedActs);

  /** What is read at this desk. */
  readonly kind = signal<'title-abstract' | 'full-text'>('title-abstract');
  /** A vote that waits for a reason, tag or note. */
  readonly asked = signal<{ verdict: Verdict; missing: readonly Missing[] } | null>(null);
  readonly said = signal('');

  readonly missing = computed(() => this.asked()?.missing ?? []);
  readonly criteria = computed(() => {
    const protocol = this.reading.protocol();
    return protocol ? criteriaAt(protocol.document, this.kind()) : [];
  });
  readonly reasons = computed(() => {
    const protocol = this.reading.protocol();
    return protocol ? exclusionReasonsAt(protocol.document, this.kind()) : [];
  });
  /** Why the server would not take the vote on the citation that is shown. */
  readonly refusal = computed(() => {
    const id = this.desk.citation()?.id;
    return id ? (this.refusedActs.all().find(({ citationId }) => citationId === id) ?? null) : null;
  });

  /** What the stage still asks for with the vote, first thing first; null where the vote is kept or there is nothing to vote on. */
  vote(verdict: Verdict): Missing | 'kept' | null {
    const voting = this.desk.vote(verdict);
    if (voting.kind === 'nothing') return null;
    if (voting.kind === 'missing') {
      const [first = 'reason'] = voting.missing;
      this.asked.set({ verdict, missing: voting.missing });
      this.say(`screening.asked.${first}`, { verdict: this.texts.of(`verdicts.${verdict}`) });
      return first;
    }
    this.asked.set(null);
    const next = this.desk.citation();
    this.say(next ? 'screening.said.next' : 'screening.said.last', { title: next?.title ?? '' });
    return 'kept';
  }

  /** Whether there was a vote of this sitting to take back. */
  undo(): boolean {
    this.asked.set(null);
    const citation = this.desk.undo();
    if (citation) this.say('screening.said.undone', { title: citation.title ?? '' });
    else this.say('screening.said.nothingToUndo');
    return citation !== null;
  }

  redo(): boolean {
    const citation = this.desk.redo();
    if (citation) this.say('screening.said.redone', { title: citation.title ?? '' });
    else this.say('screening.said.nothingToRedo');
    return citation !== null;
  }

  move(by: 1 | -1): boolean {
    if (!this.desk.move(by)) {
      this.say(by < 0 ? 'screening.said.noEarlier' : 'screening.said.noLater');
      return false;
    }
    this.asked.set(null);
    const row = this.desk.row();
    const verdict = row?.choice
      ? this.texts.of(`verdicts.${row.choice.verdict}`)
      : this.texts.of('screening.undecided');
    this.say('screening.said.moved', { title: row?.citation.title ?? '', verdict });
    return true;
  }

  /** Ticks the reason with this number, from 1, or takes its tick away. */
  tick(number: number): void {
    const reason = this.reasons()[number - 1];
    if (reason) this.toggleReason(reason.id);
  }

  toggleReason(id: string): void {
    const order = this.reasons().map((reason) => reason.id);
    this.desk.toggleReason(id, order);
    this.recheck();
    const isTicked = this.desk.draft().reasons.includes(id);
    this.say(isTicked ? 'screening.said.ticked' : 'screening.said.unticked', {
      reason: this.reasons()[order.indexOf(id)]?.label ?? '',
    });
  }

  edit(patch: Partial<Draft>): void {
    this.desk.edit(patch);
    this.recheck();
  }

  say(key: string, values: Record<string, unknown> = {}): void {
    this.said.set(this.texts.of(key, values));
  }

  /** What is no longer missing is no longer asked for. */
  private recheck(): void {
    const draft = this.desk.draft();
    const has = { reason: draft.reasons.length > 0, tag: draft.tags.length > 0, note: draft.note.trim() !== '' };
    this.asked.update((asked) => asked && { ...asked, missing: asked.missing.filter((part) => !has[part]) });
  }
}
