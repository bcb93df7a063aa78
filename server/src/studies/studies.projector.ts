import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { ReportUseEntity, StudyEntity, StudyReportEntity } from './study.entity';

/** Which reports describe which study. */
@Injectable()
export class StudiesProjector implements Projector {
  readonly tables = [ReportUseEntity, StudyReportEntity, StudyEntity];
  readonly handles: readonly EventType[] = ['study.formed', 'study.changed', 'study.dissolved', 'reports.used'];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    const { reviewId } = event;
    if (isType(event, 'reports.used')) {
      const { citationIds, usedIn, isUsed } = event.payload;
      await manager.delete(ReportUseEntity, { citationId: In(citationIds), usedIn });
      if (isUsed) {
        await manager.insert(
          ReportUseEntity,
          citationIds.map((citationId) => ({ citationId, usedIn, reviewId })),
        );
      }
    } else if (isType(event, 'study.dissolved')) {
      await manager.delete(StudyReportEntity, { studyId: event.payload.studyId, reviewId });
      await manager.delete(StudyEntity, { id: event.payload.studyId, reviewId });
    } else if (isType(event, 'study.formed') || isType(event, 'study.changed')) {
      const { studyId, label, citationIds } = event.payload;
      if (event.type === 'study.formed') await manager.insert(StudyEntity, { id: studyId, reviewId, label });
      else await manager.update(StudyEntity, { id: studyId, reviewId }, { label });
      await manager.delete(StudyReportEntity, { studyId, reviewId });
      await manager.insert(
        StudyReportEntity,
        citationIds.map((citationId) => ({ studyId, citationId, reviewId })),
      );
    }
  }
}
