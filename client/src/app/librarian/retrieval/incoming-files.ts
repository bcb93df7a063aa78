import { computed, inject, Injectable, signal } from '@angular/core';
import type { FullTextUpload } from '@shared/contracts/full-texts';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { RetrievalApi } from './retrieval-api';

/** A match that is ticked before anybody looked at it. */
const SURE = 0.9;
/** Files sent at the same time. */
const LANES = 2;

export interface Incoming {
  id: string;
  name: string;
  state: 'waiting' | 'sending' | 'here' | 'failed';
  upload: FullTextUpload | null;
  problem: string;
  /** The report it is to be attached to. */
  citationId: string | null;
  /** The report's file that it takes the place of; null: it is attached beside what is there. */
  replaces: string | null;
  file: File | null;
}

/** Files on their way in: sent two at a time, then waiting for a person's word on whose report each is. */
@Injectable()
export class IncomingFiles {
  private readonly api = inject(RetrievalApi);
  private readonly problemText = inject(ProblemText);
  private reviewId = '';
  private lanes = 0;

  readonly all = signal<readonly Incoming[]>([]);
  readonly isSending = computed(() => this.all().some(({ state }) => state === 'waiting' || state === 'sending'));
  readonly ready = computed(() => this.all().filter(({ state, citationId }) => state === 'here' && citationId));

  async open(reviewId: string): Promise<void> {
    this.reviewId = reviewId;
    const { uploads } = await this.api.waiting(reviewId);
    const known = new Set(this.all().map(({ id }) => id));
    const fresh = uploads.filter(({ uploadId }) => !known.has(uploadId)).map((upload) => arrived(upload));
    this.all.update((all) => [...all, ...fresh]);
  }

  take(files: readonly File[]): void {
    const added = files.map((file): Incoming => ({
      id: newId(),
      name: file.name,
      state: 'waiting',
      upload: null,
      problem: '',
      citationId: null,
      replaces: null,
      file,
    }));
    this.all.update((all) => [...all, ...added]);
    while (this.lanes < LANES && this.all().some(({ state }) => state === 'waiting')) void this.lane();
  }

  again(id: string): void {
    this.change(id, { state: 'waiting', problem: '' });
    if (this.lanes < LANES) void this.lane();
  }

  choose(id: string, citationId: string | null): void {
    this.change(id, { citationId, replaces: null });
  }

  replace(id: string, fileId: string | null): void {
    this.change(id, { replaces: fileId });
  }

  async dismiss(one: Incoming): Promise<void> {
    this.all.update((all) => all.filter(({ id }) => id !== one.id));
    if (one.upload) await this.api.dismiss(this.reviewId, one.upload.uploadId);
  }

  /** Attaches every file that has a report; how many there were. */
  async attach(): Promise<number> {
    const ready = this.ready();
    if (ready.length === 0) return 0;
    const pairs = ready.map(({ id, citationId, replaces }) => ({
      uploadId: id,
      citationId: citationId as string,
      ...(replaces ? { replaces } : {}),
    }));
    await this.api.attach(this.reviewId, { id: newId(), pairs });
    const done = new Set(ready.map(({ id }) => id));
    this.all.update((all) => all.filter(({ id }) => !done.has(id)));
    return ready.length;
  }

  private async lane(): Promise<void> {
    this.lanes++;
    for (;;) {
      const next = this.all().find(({ state }) => state === 'waiting');
      if (!next?.file) break;
      this.change(next.id, { state: 'sending' });
      try {
        const upload = await this.api.upload(this.reviewId, next.id, next.file);
        this.change(next.id, arrived(upload));
      } catch (error) {
        this.change(next.id, { state: 'failed', problem: this.problemText.of(error, 'retrieval') });
      }
    }
    this.lanes--;
  }

  private change(id: string, patch: Partial<Incoming>): void {
    this.all.update((all) => all.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  }
}

function arrived(upload: FullTextUpload): Incoming {
  const best = upload.proposals[0];
  const citationId = best && best.score >= SURE && best.files.length === 0 ? best.citationId : null;
  const { uploadId: id, name } = upload;
  return { id, name, state: 'here', upload, problem: '', citationId, replaces: null, file: null };
}
