import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EVIDENCE_METHODS } from '../../../domain/evidence/evidence-method.js';
import { Operates } from '../../../platform/http/access.js';
import { EvidenceMethodPage, toEvidenceMethodView } from './evidence-methods.dto.js';

/** The card and the form of every method, so that a client can draw a form it has never heard of. */
@ApiTags('evidence')
@Controller('api/evidence-methods')
export class EvidenceMethodsController {
  @Get()
  @Operates('framework:read', 'Every method of evidence: who authors and signs it, and its form')
  list(): EvidenceMethodPage {
    return { items: EVIDENCE_METHODS.map(toEvidenceMethodView), nextCursor: null };
  }
}
