import { Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type {
  Answer,
  BulkAcceptance,
  DuplicateSettingPatch,
  Links,
  NewSplit,
  Questions,
} from '@shared/contracts/duplicates';
import type {
  ColumnMeanings,
  ImportBegun,
  NewImport,
  NewTypedRecord,
  Upload,
  Withdrawal,
} from '@shared/contracts/imports';
import type { Job } from '@shared/contracts/jobs';
import type { DecisionsTaking, ImportJudgements, TagsTaking, TakingBegun } from '@shared/contracts/judgements';
import type { NewSearch, SearchCorrection } from '@shared/contracts/searches';
import type { Member } from '@shared/contracts/team';
import type * as z from 'zod';
import { Api } from '../data/api';

interface Done {
  id: string;
}

/** What those write who look after searches, imports and duplicates. */
@Injectable({ providedIn: 'root' })
export class LibrarianApi extends Api {
  /** Sends a file; its content is read on the server and nothing is imported yet. */
  upload(reviewId: string, id: string, file: File): Promise<Upload> {
    return firstValueFrom(
      this.http.post<Upload>(`/api/reviews/${reviewId}/uploads`, file, {
        params: { name: file.name, id },
        headers: { 'Content-Type': 'application/octet-stream' },
      }),
    );
  }

  /** Says what the columns of a table mean; answers the file read that way. */
  mean(reviewId: string, uploadId: string, body: ColumnMeanings): Promise<Upload> {
    return this.put(`/api/reviews/${reviewId}/uploads/${uploadId}/columns`, body);
  }

  beginImport(reviewId: string, body: z.input<typeof NewImport>): Promise<z.infer<typeof ImportBegun>> {
    return this.post(`/api/reviews/${reviewId}/imports`, body);
  }

  addTyped(reviewId: string, body: NewTypedRecord): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/imports/typed`, body);
  }

  withdraw(reviewId: string, importId: string, body: Withdrawal): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/imports/${importId}/withdraw`, body);
  }

  restore(reviewId: string, importId: string, id: string): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/imports/${importId}/restore`, { id });
  }

  /** What the file of an import says people of another tool decided and labelled. */
  judgements(reviewId: string, importId: string): Promise<ImportJudgements> {
    return this.get(`/api/reviews/${reviewId}/imports/${importId}/judgements`);
  }

  takeDecisions(reviewId: string, importId: string, body: DecisionsTaking): Promise<TakingBegun> {
    return this.post(`/api/reviews/${reviewId}/imports/${importId}/decisions`, body);
  }

  takeTags(reviewId: string, importId: string, body: TagsTaking): Promise<TakingBegun> {
    return this.post(`/api/reviews/${reviewId}/imports/${importId}/tags`, body);
  }

  members(reviewId: string): Promise<Member[]> {
    return this.get(`/api/reviews/${reviewId}/members`);
  }

  job(reviewId: string, jobId: string): Promise<Job> {
    return this.get(`/api/reviews/${reviewId}/jobs/${jobId}`);
  }

  recordSearch(reviewId: string, body: NewSearch): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/searches`, body);
  }

  correctSearch(reviewId: string, searchId: string, body: SearchCorrection): Promise<Done> {
    return this.patch(`/api/reviews/${reviewId}/searches/${searchId}`, body);
  }

  cancelJob(reviewId: string, jobId: string, id: string): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/jobs/${jobId}/cancel`, { id });
  }

  retryJob(reviewId: string, jobId: string, id: string): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/jobs/${jobId}/retry`, { id });
  }

  questions(reviewId: string, state: 'open' | 'different', after: number, limit: number): Promise<Questions> {
    return this.get(`/api/reviews/${reviewId}/duplicates/questions`, { params: { state, after, limit } });
  }

  links(reviewId: string, after: number, limit: number): Promise<Links> {
    return this.get(`/api/reviews/${reviewId}/duplicates/links`, { params: { after, limit } });
  }

  answer(reviewId: string, body: Answer): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/duplicates/answers`, body);
  }

  acceptable(reviewId: string, minScore: number): Promise<{ count: number }> {
    return this.get(`/api/reviews/${reviewId}/duplicates/acceptable`, { params: { minScore } });
  }

  acceptAll(reviewId: string, body: BulkAcceptance): Promise<{ answered: number }> {
    return this.post(`/api/reviews/${reviewId}/duplicates/accept`, body);
  }

  split(reviewId: string, body: NewSplit): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/duplicates/split`, body);
  }

  compareAnew(reviewId: string, id: string): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/duplicates/run`, { id });
  }

  setDuplicates(reviewId: string, body: DuplicateSettingPatch): Promise<Done> {
    return this.put(`/api/reviews/${reviewId}/duplicates/setting`, body);
  }
}
