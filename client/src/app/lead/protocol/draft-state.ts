import { computed, inject, Injectable, type OnDestroy, signal } from '@angular/core';
import type { DraftCollision, ProtocolDocument, ProtocolDraft } from '@shared/contracts/protocol';
import { type ProtocolProblem, validateProtocol } from '@shared/domain/protocol/validate';
import { Connection } from '../../data/connection';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { Toasts } from '../../ui/toasts';
import { valueAt, withValueAt } from './document-path';
import { forgetUnsaved, keepUnsaved, unsavedOf } from './local-draft';
import { isSame, mergeDrafts, withTheirs } from './merge-drafts';
import { withMoved } from './moved';
import { ProtocolApi } from '../../data/protocol-api';

/** Typing pauses this long before it is saved, and is saved this often while it does not pause. */
const PAUSE_MS = 700;
const LONGEST_MS = 5_000;
const RETRY_MS = 4_000;

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

/**
 * The draft on the screen: typed into at once, saved by itself, merged with what somebody else saved meanwhile. What could
 * not be sent is kept on this device until it is.
 */
@Injectable()
export class DraftState implements OnDestroy {
  private readonly api = inject(ProtocolApi);
  private readonly connection = inject(Connection);
  private readonly problemText = inject(ProblemText);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);

  private reviewId = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstUnsavedAt = 0;
  private sending: Promise<void> | null = null;
  /** The document as the server has it. */
  private base: ProtocolDocument | null = null;

  /** The last document sent and its id, kept for sending the same again. */
  private attempt: { document: ProtocolDocument; id: string } | null = null;

  private readonly typed = signal<ProtocolDocument | null>(null);
  private readonly last = signal<Omit<ProtocolDraft, 'document'> | null>(null);
  readonly document = this.typed.asReadonly();
  readonly saveState = signal<SaveState>('saved');
  readonly problem = signal('');
  /** Places that somebody else changed at the same time; the words on the screen are one's own. */
  readonly clashes = signal<{ who: string; paths: string[]; theirs: ProtocolDocument } | null>(null);

  /** Whether gaps are shown everywhere, not only where the person has been: after a try to publish. */
  readonly showsAll = signal(false);
  readonly revision = computed(() => this.last()?.revision ?? 0);
  readonly amends = computed(() => this.last()?.amends ?? 0);
  readonly savedAt = computed(() => this.last()?.savedAt ?? null);
  readonly isChanged = signal(false);
  readonly problems = computed<ProtocolProblem[]>(() => {
    const document = this.typed();
    return document ? validateProtocol(document) : [];
  });

  async load(reviewId: string): Promise<void> {
    this.reviewId = reviewId;
    this.problem.set('');
    try {
      const draft = await this.api.draft(reviewId);
      this.take(draft, draft.document);
      const kept = unsavedOf(reviewId);
      if (kept) this.bringIn(kept.base, kept.mine, draft);
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'protocol'));
    }
  }

  text(path: string): string {
    return String(valueAt(this.typed(), path) ?? '');
  }

  problemAt(path: string): ProtocolProblem | null {
    return this.problems().find((problem) => problem.path === path) ?? null;
  }

  setAt(path: string, value: unknown): void {
    this.change((document) => withValueAt(document, path, value));
  }

  change(how: (document: ProtocolDocument) => ProtocolDocument): void {
    const document = this.typed();
    if (!document || !this.base) return;
    const changed = how(document);
    if (changed === document) return;
    this.typed.set(changed);
    keepUnsaved(this.reviewId, this.base, changed);
    this.isChanged.set(true);
    this.saveState.set('waiting');
    this.schedule();
  }

  /** Takes an item out of a list; a notice offers to put it back. */
  removeFrom(path: string, at: number): void {
    const before = valueAt(this.typed(), path) as unknown[];
    this.setAt(
      path,
      before.filter((_, place) => place !== at),
    );
    this.toasts.done(this.texts.of('protocol.removedOne'), {
      label: this.texts.of('protocol.undo'),
      run: () => {
        const now = [...(valueAt(this.typed(), path) as unknown[])];
        now.splice(at, 0, before[at]);
        this.setAt(path, now);
      },
    });
  }

  moveIn(path: string, { from, to }: { from: number; to: number }): void {
    this.setAt(path, withMoved(valueAt(this.typed(), path) as unknown[], from, to));
  }

  addTo(path: string, item: unknown): void {
    this.setAt(path, [...(valueAt(this.typed(), path) as unknown[]), item]);
  }

  /** Saves now what waits. Whether everything is on the server afterwards. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    for (let tries = 0; tries < 3 && this.isUnsaved() && this.saveState() !== 'failed'; tries++) await this.save();
    if (this.saveState() === 'failed') await this.save();
    return !this.isUnsaved();
  }

  isUnsaved(): boolean {
    return this.typed() !== this.base;
  }

  /** Takes the other person's words at the places where both wrote. */
  takeTheirs(): void {
    const clash = this.clashes();
    if (!clash) return;
    this.clashes.set(null);
    this.change((document) => clash.paths.reduce((mine, path) => withTheirs(mine, clash.theirs, path), document));
  }

  ngOnDestroy(): void {
    clearTimeout(this.timer);
    if (this.isUnsaved()) void this.save();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const now = Date.now();
    if (this.firstUnsavedAt === 0) this.firstUnsavedAt = now;
    const wait = Math.min(PAUSE_MS, Math.max(0, this.firstUnsavedAt + LONGEST_MS - now));
    this.timer = setTimeout(() => void this.save(), wait);
  }

  private save(): Promise<void> {
    if (this.sending) return this.sending;
    this.sending = this.send().finally(() => {
      this.sending = null;
      if (this.saveState() === 'waiting') this.schedule();
    });
    return this.sending;
  }

  private async send(): Promise<void> {
    const document = this.typed();
    if (!document || document === this.base) return;
    this.saveState.set('saving');
    this.firstUnsavedAt = 0;
    const id = this.attempt?.document === document ? this.attempt.id : this.api.newId();
    this.attempt = { document, id };
    try {
      const saved = await this.api.save(this.reviewId, { id, revision: this.revision(), document });
      this.base = document;
      this.last.set(saved);
      this.isChanged.set(saved.isChanged);
      this.problem.set('');
      if (this.typed() === document) {
        this.saveState.set('saved');
        forgetUnsaved(this.reviewId);
      } else {
        this.saveState.set('waiting');
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    const problem = problemFrom(error);
    if (problem.code === 'draft_changed' && this.base) {
      const { theirs } = problem.more as unknown as DraftCollision;
      this.bringIn(this.base, this.typed() ?? theirs.document, theirs);
      return;
    }
    this.saveState.set('failed');
    this.problem.set(this.problemText.of(error, 'protocol'));
    // What the server refuses stays refused; what did not reach it is sent again.
    if (problem.status === 0 || problem.status >= 500 || !this.connection.isOnline()) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.save(), RETRY_MS);
    }
  }

  /** Lays one's own changes since `base` over what the server has now. */
  private bringIn(base: ProtocolDocument, mine: ProtocolDocument, theirs: ProtocolDraft): void {
    const { document, clashes } = mergeDrafts(base, mine, theirs.document);
    this.take(theirs, document);
    const who = theirs.savedBy ?? '';
    if (clashes.length > 0) this.clashes.set({ who, paths: clashes, theirs: theirs.document });
    else if (who && !isSame(base, theirs.document)) {
      this.toasts.done(this.texts.of('protocol.mergedWith', { who }));
    }
    if (!isSame(theirs.document, document)) {
      keepUnsaved(this.reviewId, theirs.document, document);
      this.saveState.set('waiting');
      this.schedule();
    }
  }

  private take(draft: ProtocolDraft, shown: ProtocolDocument): void {
    const { document, ...rest } = draft;
    this.base = document;
    this.last.set(rest);
    this.typed.set(isSame(document, shown) ? document : shown);
    this.isChanged.set(rest.isChanged || this.typed() !== document);
    this.saveState.set('saved');
  }
}
