import { type DynamicModule, Module } from '@nestjs/common';
import { CitationsModule } from './citations/citations.module';
import { PeopleModule } from './people/people.module';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { LedgerModule } from './platform/ledger/ledger.module';
import { PlatformModule } from './platform/platform.module';
import { ProtocolModule } from './protocol/protocol.module';
import { ReviewsModule } from './reviews/reviews.module';
import { ScreeningModule } from './screening/screening.module';

/** The features, one line each. */
const features = [PeopleModule, ReviewsModule, ProtocolModule, CitationsModule, ScreeningModule];

@Module({})
export class AppModule {
  static async with(config: Config, clock?: Clock): Promise<DynamicModule> {
    return { module: AppModule, imports: [await PlatformModule.with(config, clock), LedgerModule, ...features] };
  }
}
