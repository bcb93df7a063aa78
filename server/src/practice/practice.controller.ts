import { Body, Controller, Post } from '@nestjs/common';
import { Write } from '@shared/contracts/basics';
import { Practice } from '@shared/contracts/practice';
import { Me, type Person, Route } from '../platform/http/route';
import { PracticeService } from './practice.service';

@Controller('api/practice')
export class PracticeController {
  constructor(private readonly practice: PracticeService) {}

  @Post()
  @Route({
    summary: 'Open a practice review of invented records',
    may: 'signed-in',
    body: Write,
    reply: Practice,
    status: 201,
  })
  open(@Me() person: Person, @Body() { id }: { id: string }) {
    return this.practice.open(person.account.id, id);
  }
}
