import { Injectable } from '@nestjs/common';
import type { FlowSettings, NewPreviousVersion, PreviousVersion } from '@shared/contracts/flow';
import { refuseHiddenReports } from '@shared/domain/prisma/drawing-wishes';
import { labelsWith } from '@shared/domain/prisma/labels';
import { Refusal } from '@shared/domain/refusal';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { flowFacts } from './flow-facts';
import { FlowSettingEntity, PreviousVersionEntity } from './flow.entity';
import { partsOf } from './flow.service';

/** Words and options of the diagram, and the version that an update builds on. */
@Injectable()
export class FlowSettingsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Keeps labels that differ from the template's; one that carries a count, or a wish to hide a count, is refused. */
  async save({ reviewId }: Membership, { id, options }: FlowSettings): Promise<{ id: string }> {
    labelsWith(options.labels);
    const labels = Object.fromEntries(Object.entries(options.labels).filter(([, label]) => label !== ''));
    if (options.hideReportsLine) {
      const facts = await this.database.read((manager) => flowFacts(manager, reviewId));
      for (const { flow } of partsOf(facts, 'combined')) refuseHiddenReports(flow);
    }
    await this.database.transaction(({ manager }) =>
      manager.upsert(FlowSettingEntity, { reviewId, options: { ...options, labels } }, ['reviewId']),
    );
    return { id };
  }

  async previous({ reviewId }: Membership): Promise<{ previous: PreviousVersion | null }> {
    const previous = await this.database.read((manager) => manager.findOneBy(PreviousVersionEntity, { reviewId }));
    return { previous };
  }

  recordPrevious(me: Membership, { id, ...request }: NewPreviousVersion): Promise<{ id: string }> {
    if (request.reports < request.studies) {
      throw new Refusal(
        'studies_without_reports',
        `${request.studies} studies need at least as many reports. Count every report of the studies, then save again.`,
        422,
        { fields: { reports: 'must not be fewer than the studies' } },
      );
    }
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      await act.append('previous-version.recorded', request);
      return { id };
    });
  }
}
