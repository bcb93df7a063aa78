import { Global, Module } from '@nestjs/common';
import { Ledger } from './ledger';

@Global()
@Module({ providers: [Ledger], exports: [Ledger] })
export class LedgerModule {}
