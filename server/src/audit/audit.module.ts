import { Module } from '@nestjs/common';
import { Verifier } from './verify';

@Module({ providers: [Verifier], exports: [Verifier] })
export class AuditModule {}
