import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Clock, SystemClock } from './clock';
import { CONFIG, type Config } from './config';
import { Database } from './database/database';
import { openDatabase } from './database/open';
import { ContractInterceptor } from './http/contract.interceptor';
import { ProblemFilter } from './http/problem.filter';

/** Hands the opened database to `@nestjs/typeorm` and to everyone the one seam around it. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static async with(config: Config, clock: Clock = new SystemClock()): Promise<DynamicModule> {
    const { database, source } = await openDatabase(config);
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => source.options,
          dataSourceFactory: (_options?: DataSourceOptions) => Promise.resolve<DataSource>(source),
        }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [CONFIG, Database, Clock],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
