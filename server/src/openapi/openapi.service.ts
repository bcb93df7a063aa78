import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Problem } from '@shared/contracts/problem';
import { type OpenApiDocument, openApiOf } from '../platform/openapi/document';
import { declaredRoutes } from '../platform/openapi/routes';
import { VERSION } from '../platform/version';
import { contracts } from './contracts';

/** The description of the interface that this very server answers to; made on first asking, then kept. */
@Injectable()
export class OpenApiService {
  private made: OpenApiDocument | null = null;

  constructor(private readonly modules: ModulesContainer) {}

  document(): OpenApiDocument {
    return (this.made ??= openApiOf(declaredRoutes(this.modules), contracts, Problem, VERSION));
  }
}
