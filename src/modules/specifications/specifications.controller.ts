import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { notFound } from '../../domain/kernel/domain-error.js';
import { Operates } from '../../platform/http/access.js';
import { SpecificationReader } from './specification.reader.js';
import { toUnitSummaryView, toUnitView, UnitPage, UnitView } from './specifications.dto.js';

@ApiTags('units')
@Controller('api/units')
export class SpecificationsController {
  constructor(private readonly reader: SpecificationReader) {}

  @Get()
  @Operates('framework:read', 'The units of this installation')
  async units(): Promise<UnitPage> {
    return { items: (await this.reader.current()).map(toUnitSummaryView), nextCursor: null };
  }

  @Get(':key')
  @Operates('framework:read', 'One unit: outcomes, criteria, facets, methods')
  async unit(@Param('key') key: string): Promise<UnitView> {
    const unit = await this.reader.currentOf(key);
    if (!unit) throw notFound();
    return toUnitView(unit);
  }
}
