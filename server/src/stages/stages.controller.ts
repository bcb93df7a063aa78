import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import * as z from 'zod';
import { Done } from '@shared/contracts/basics';
import {
  Batch,
  BatchesMade,
  BatchWithdrawal,
  NewBatches,
  NewPilot,
  RuleChange,
  RulePreview,
  RulePreviewRequest,
  StageAdded,
  Stages,
  StageTurn,
  StageVolume,
} from '@shared/contracts/stages';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { BatchesService } from './batches.service';
import { StagesService } from './stages.service';

@Controller('api/reviews/:reviewId/stages')
export class StagesController {
  constructor(
    private readonly stages: StagesService,
    private readonly batches: BatchesService,
  ) {}

  @Get()
  @Route({ summary: 'The stages with their rules, and who may read', may: 'stages.read', reply: Stages })
  list(@AsMember() me: Membership) {
    return this.stages.list(me);
  }

  @Get('volumes')
  @Route({ summary: 'How many citations each stage has', may: 'progress.read', reply: z.array(StageVolume) })
  volumes(@AsMember() me: Membership) {
    return this.stages.volumes(me);
  }

  @Post()
  @Route({ summary: 'Add a pilot', may: 'stages.edit', body: NewPilot, reply: StageAdded, status: 201 })
  addPilot(@AsMember() me: Membership, @Body() body: NewPilot) {
    return this.stages.addPilot(me, body);
  }

  @Post(':stageId/preview')
  @Route({
    summary: 'What a changed rule would do; writes nothing',
    may: 'stages.edit',
    body: RulePreviewRequest,
    reply: RulePreview,
  })
  preview(
    @AsMember() me: Membership,
    @Param('stageId') stageId: string,
    @Body() { rule }: z.infer<typeof RulePreviewRequest>,
  ) {
    return this.stages.preview(me, stageId, rule);
  }

  @Put(':stageId/rule')
  @Route({ summary: 'Set name and rule of a stage', may: 'stages.edit', body: RuleChange, reply: Done })
  setRule(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: RuleChange) {
    return this.stages.setRule(me, stageId, body);
  }

  @Post(':stageId/close')
  @Route({ summary: 'Close a stage', may: 'stages.edit', body: StageTurn, reply: Done })
  close(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: StageTurn) {
    return this.stages.turn(me, stageId, 'closed', body);
  }

  @Post(':stageId/open')
  @Route({ summary: 'Open a closed stage', may: 'stages.edit', body: StageTurn, reply: Done })
  open(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: StageTurn) {
    return this.stages.turn(me, stageId, 'open', body);
  }

  @Get(':stageId/batches')
  @Route({ summary: 'Batches of a stage with their progress', may: 'progress.read', reply: z.array(Batch) })
  listBatches(@AsMember() me: Membership, @Param('stageId') stageId: string) {
    return this.batches.list(me, stageId);
  }

  @Post(':stageId/batches')
  @Route({ summary: 'Divide the work', may: 'stages.edit', body: NewBatches, reply: BatchesMade, status: 201 })
  divide(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: NewBatches) {
    return this.batches.divide(me, stageId, body);
  }

  @Post(':stageId/batches/:batchId/withdrawal')
  @Route({ summary: 'Withdraw a batch', may: 'stages.edit', body: BatchWithdrawal, reply: Done })
  withdraw(
    @AsMember() me: Membership,
    @Param('stageId') stageId: string,
    @Param('batchId') batchId: string,
    @Body() body: BatchWithdrawal,
  ) {
    return this.batches.withdraw(me, stageId, batchId, body);
  }
}
