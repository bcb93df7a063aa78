import { Injectable } from '@angular/core';
import type { NewStudy, ReportsUsed, Studies, StudyChange } from '@shared/contracts/studies';
import { Api } from '../../data/api';

@Injectable({ providedIn: 'root' })
export class StudiesApi extends Api {
  list(reviewId: string): Promise<Studies> {
    return this.get(at(reviewId));
  }

  form(reviewId: string, study: NewStudy): Promise<unknown> {
    return this.post(at(reviewId), study);
  }

  change(reviewId: string, studyId: string, change: StudyChange): Promise<unknown> {
    return this.put(`${at(reviewId)}/${encodeURIComponent(studyId)}`, change);
  }

  use(reviewId: string, used: ReportsUsed): Promise<unknown> {
    return this.post(`${at(reviewId)}/used`, used);
  }

  dissolve(reviewId: string, studyId: string): Promise<unknown> {
    return this.post(`${at(reviewId)}/${encodeURIComponent(studyId)}/dissolve`, { id: this.newId() });
  }
}

const at = (reviewId: string): string => `/api/reviews/${encodeURIComponent(reviewId)}/studies`;
