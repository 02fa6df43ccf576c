import { Module } from '@nestjs/common';
import { PortfolioModule } from '../portfolio/portfolio.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { TrackingSheetsController } from './tracking-sheets.controller.js';
import { TrackingSheetsReader } from './tracking-sheets.reader.js';

@Module({
  imports: [RegistrationsModule, PortfolioModule],
  controllers: [TrackingSheetsController],
  providers: [TrackingSheetsReader],
})
export class TrackingSheetsModule {}
