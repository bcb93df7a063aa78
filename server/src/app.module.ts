import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module';
import { CitationsModule } from './citations/citations.module';
import { DuplicatesModule } from './duplicates/duplicates.module';
import { ExportsModule } from './exports/exports.module';
import { FlowModule } from './flow/flow.module';
import { FullTextsModule } from './full-texts/full-texts.module';
import { HealthModule } from './health/health.module';
import { ImportsModule } from './imports/imports.module';
import { OpenApiModule } from './openapi/openapi.module';
import { PeopleModule } from './people/people.module';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { EventsModule } from './platform/events/events.module';
import { FilesModule } from './platform/files/files.module';
import { JobsModule } from './platform/jobs/jobs.module';
import { LedgerModule } from './platform/ledger/ledger.module';
import { PlatformModule } from './platform/platform.module';
import { PracticeModule } from './practice/practice.module';
import { ProtocolModule } from './protocol/protocol.module';
import { RankingModule } from './ranking/ranking.module';
import { RecordsModule } from './records/records.module';
import { ReviewsModule } from './reviews/reviews.module';
import { ScreeningModule } from './screening/screening.module';
import { StagesModule } from './stages/stages.module';
import { StudiesModule } from './studies/studies.module';
import { TeamModule } from './team/team.module';

/** The features, one line each. */
const features = [
  PeopleModule,
  ReviewsModule,
  TeamModule,
  ProtocolModule,
  CitationsModule,
  DuplicatesModule,
  ImportsModule,
  RankingModule,
  ScreeningModule,
  StagesModule,
  AuditModule,
  FlowModule,
  RecordsModule,
  FullTextsModule,
  StudiesModule,
  ExportsModule,
  HealthModule,
  PracticeModule,
  OpenApiModule,
];

@Module({})
export class AppModule {
  static async with(config: Config, clock?: Clock): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        await PlatformModule.with(config, clock),
        LedgerModule,
        FilesModule,
        JobsModule,
        EventsModule,
        ...features,
      ],
    };
  }
}
