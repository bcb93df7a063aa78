import { access, constants, statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import * as z from 'zod';
import { Refusal } from '@shared/domain/refusal';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { Route } from '../platform/http/route';

/** Free space below which the server says it is not ready. */
const RESERVE_BYTES = 64 * 1024 * 1024;

const Health = z.object({ status: z.enum(['ok']) });

@Controller('health')
@Injectable()
export class HealthController implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @Route({ summary: 'Whether the process answers', may: 'public', reply: Health })
  live() {
    return { status: 'ok' as const };
  }

  @Get('ready')
  @Route({ summary: 'Whether the database answers and there is room to write', may: 'public', reply: Health })
  async ready() {
    try {
      if (this.isStopping) throw new Error('stopping');
      await this.database.read((manager) => manager.query('SELECT 1'));
      await access(this.config.DATA, constants.W_OK);
      const disk = await statfs(this.config.DATA);
      if (disk.bavail * disk.bsize < RESERVE_BYTES) throw new Error('disk full');
    } catch {
      throw new Refusal('not_ready', 'The server cannot take work at the moment: its log says why.', 503);
    }
    return { status: 'ok' as const };
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }
}
