import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Route } from '../platform/http/route';
import { OpenApiService } from './openapi.service';

@Controller('api/openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiService) {}

  @Get()
  @Route({
    summary: 'This interface, described as OpenAPI 3.1',
    may: 'signed-in',
    reply: 'file',
    produces: 'application/json',
  })
  document(@Res() response: Response): void {
    response.json(this.openApi.document());
  }
}
