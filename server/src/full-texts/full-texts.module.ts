import { Module } from '@nestjs/common';
import { ReviewsModule } from '../reviews/reviews.module';
import { FullTextsController } from './full-texts.controller';
import { FullTextsProjector } from './full-texts.projector';
import { FullTextsService } from './full-texts.service';
import { PdfReader } from './pdf-reader';
import { RetrievalService } from './retrieval.service';
import { FullTextUploadsService } from './uploads.service';

@Module({
  imports: [ReviewsModule],
  controllers: [FullTextsController],
  providers: [FullTextsProjector, FullTextsService, FullTextUploadsService, PdfReader, RetrievalService],
})
export class FullTextsModule {}
