import { HttpHeaders } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type {
  Attached,
  FullTextUpload,
  FullTextUploads,
  NewAttachments,
  NewClassification,
  NewRetrieval,
  Reports,
  ReportsChanged,
  ReportsQuery,
  RetrievalSettings,
} from '@shared/contracts/full-texts';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../data/api';

@Injectable({ providedIn: 'root' })
export class RetrievalApi extends Api {
  list(reviewId: string, query: Partial<ReportsQuery>): Promise<Reports> {
    const params = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
    return this.get(`${at(reviewId)}/reports`, { params: params as Record<string, string | number> });
  }

  record(reviewId: string, retrieval: NewRetrieval): Promise<ReportsChanged> {
    return this.post(`${at(reviewId)}/reports/retrieval`, retrieval);
  }

  classify(reviewId: string, classification: NewClassification): Promise<ReportsChanged> {
    return this.post(`${at(reviewId)}/reports/classify`, classification);
  }

  saveSettings(reviewId: string, settings: RetrievalSettings): Promise<unknown> {
    return this.put(`${at(reviewId)}/reports/settings`, settings);
  }

  waiting(reviewId: string): Promise<FullTextUploads> {
    return this.get(`${at(reviewId)}/full-text-uploads`);
  }

  /** The file goes as it is: its name travels beside it and is never a path. */
  upload(reviewId: string, id: string, file: File): Promise<FullTextUpload> {
    return firstValueFrom(
      this.http.post<FullTextUpload>(`${at(reviewId)}/full-text-uploads`, file, {
        params: { id, name: file.name },
        headers: new HttpHeaders({ 'Content-Type': 'application/octet-stream' }),
      }),
    );
  }

  dismiss(reviewId: string, uploadId: string): Promise<unknown> {
    return this.post(`${at(reviewId)}/full-text-uploads/${uploadId}/dismiss`, { id: this.newId() });
  }

  attach(reviewId: string, attachments: NewAttachments): Promise<Attached> {
    return this.post(`${at(reviewId)}/full-texts`, attachments);
  }

  detach(reviewId: string, fileId: string): Promise<unknown> {
    return this.post(`${at(reviewId)}/full-texts/${fileId}/detach`, { id: this.newId(), reason: null });
  }
}

const at = (reviewId: string): string => `/api/reviews/${encodeURIComponent(reviewId)}`;
