import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import {
  COVERAGE_STATUSES,
  type CoverageStatus,
  type Gap,
  GAP_CODES,
  GAP_SEVERITIES,
  type GapCode,
  type GapSeverity,
  type UnitCoverage,
} from '../../domain/coverage/coverage.js';
import { explainGap } from '../../domain/coverage/explain-gap.js';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { CRITERION_KINDS, type CriterionKind, type UnitSpecification } from '../../domain/specification/unit.js';

export class CoverageQuery {
  /** Instant or date at which unjudged evidence must be current; left out, now. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/)
  @IsISO8601({ strict: true })
  asOf?: string;
}

export class GapView {
  @ApiProperty({ enum: GAP_CODES })
  code: GapCode;
  @ApiProperty({ enum: GAP_SEVERITIES })
  severity: GapSeverity;
  /** What exactly is missing, such as facet codes. */
  detail?: string[];
  /** What is wrong, for people. */
  message: string;
  /** What would close it. */
  closedBy: string;
  /** Who acts next. */
  @ApiProperty({ enum: ['learner', 'assessor', 'countersigner', 'iqa'] })
  who: string;
}

export class ClaimCountView {
  evidenceId: string;
  ref: string;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  @ApiProperty({ enum: ['substantive', 'corroborating', 'none'] })
  counts: string;
  /** Why it does not count; empty when it does. */
  reasons: string[];
}

export class CriterionCoverageView {
  code: string;
  statement: string;
  @ApiProperty({ enum: CRITERION_KINDS })
  kind: CriterionKind;
  @ApiProperty({ enum: COVERAGE_STATUSES })
  status: CoverageStatus;
  gaps: GapView[];
  claims: ClaimCountView[];
}

export class CoverageTotalsView {
  criteria: number;
  /** Criteria that a person has judged met. */
  met: number;
  /** Criteria that the accepted evidence covers, judged or not. Never added to `met`. */
  evidenced: number;
}

export class CoverageView {
  /** Key of the unit. */
  unit: string;
  specificationVersion: string;
  policyVersion: string;
  asOf: string;
  totals: CoverageTotalsView;
  /** Ready for people to sign; it does not say that anything is achieved. */
  ready: boolean;
  unitGaps: GapView[];
  criteria: CriterionCoverageView[];
}

export function toCoverageView(coverage: UnitCoverage, unit: UnitSpecification): CoverageView {
  const gapView = (gap: Gap, code: string | null): GapView => ({
    code: gap.code,
    severity: gap.severity,
    ...(gap.detail ? { detail: [...gap.detail] } : {}),
    ...explainGap(gap, code === null ? null : (findCriterion(unit, code) ?? null), unit),
  });
  return {
    unit: coverage.unit,
    specificationVersion: coverage.specificationVersion,
    policyVersion: coverage.policyVersion,
    asOf: coverage.asOf,
    totals: { ...coverage.totals },
    ready: coverage.ready,
    unitGaps: coverage.unitGaps.map((gap) => gapView(gap, null)),
    criteria: coverage.criteria.map(({ code, statement, kind, status, gaps, claims }) => ({
      ...{ code, statement, kind, status },
      gaps: gaps.map((gap) => gapView(gap, code)),
      claims: claims.map(({ evidenceId, ref, method, counts, reasons }) => ({
        ...{ evidenceId, ref, method, counts },
        reasons: [...reasons],
      })),
    })),
  };
}
