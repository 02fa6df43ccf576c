import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_METHODS } from '../../domain/evidence/evidence-method.js';
import {
  CRITERION_KINDS,
  type CriterionKind,
  SUITABILITIES,
  type UnitSpecification,
} from '../../domain/specification/unit.js';

export class UnitSummaryView {
  /** Our short name: U40, HCR, HRE, RRC. */
  key: string;
  title: string;
  /** The awarding organisation's unit reference, `null` when not stated. */
  unitReference: string | null;
  /** Issue of the specification that new registrations are pinned to. */
  version: string;
  awardingOrganisation: string | null;
  level: number | null;
  creditValue: number | null;
  guidedLearningHours: number | null;
  /** How many criteria there are. */
  criteria: number;
}

export class UnitPage {
  items: UnitSummaryView[];
  nextCursor: string | null;
}

export class FacetView {
  code: string;
  label: string;
}

export class AmplificationView {
  text: string;
  /** A requirement rather than an example. */
  rule: boolean;
}

export class CriterionView {
  code: string;
  /** Verbatim. */
  statement: string;
  verb: string;
  /** K knowledge, AK applied knowledge, P performance. */
  @ApiProperty({ enum: CRITERION_KINDS })
  kind: CriterionKind;
  facets: FacetView[];
  /** Method → how far it can carry this criterion. */
  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(
      EVIDENCE_METHODS.map((method) => [method, { type: 'string', enum: [...SUITABILITIES] }]),
    ),
    additionalProperties: false,
  })
  methods: Record<string, string>;
  amplification: AmplificationView[];
}

export class OutcomeView {
  code: string;
  title: string;
  criteria: CriterionView[];
}

export class UnitView {
  key: string;
  title: string;
  unitReference: string | null;
  version: string;
  /** Issue of the policy numbers, which only ever warn. */
  policyVersion: string;
  awardingOrganisation: string | null;
  level: number | null;
  creditValue: number | null;
  guidedLearningHours: number | null;
  unitType: string | null;
  /** Where the wording of the criteria comes from; derived wording is the centre's. */
  @ApiProperty({ enum: ['published', 'published_outcomes_derived_criteria', 'derived'] })
  criteriaSource: string;
  @ApiProperty({ enum: ['prohibited', 'permitted', 'flagged'] })
  simulation: string;
  outcomes: OutcomeView[];
}

export function toUnitSummaryView(unit: UnitSpecification): UnitSummaryView {
  return {
    key: unit.key,
    title: unit.title,
    unitReference: unit.unitReference,
    version: unit.version,
    awardingOrganisation: unit.awardingOrganisation,
    level: unit.level,
    creditValue: unit.creditValue,
    guidedLearningHours: unit.guidedLearningHours,
    criteria: unit.outcomes.reduce((sum, outcome) => sum + outcome.criteria.length, 0),
  };
}

export function toUnitView(unit: UnitSpecification): UnitView {
  return {
    key: unit.key,
    title: unit.title,
    unitReference: unit.unitReference,
    version: unit.version,
    policyVersion: unit.policy.version,
    awardingOrganisation: unit.awardingOrganisation,
    level: unit.level,
    creditValue: unit.creditValue,
    guidedLearningHours: unit.guidedLearningHours,
    unitType: unit.unitType,
    criteriaSource: unit.criteriaSource,
    simulation: unit.rules.simulation,
    outcomes: unit.outcomes.map((outcome) => ({
      code: outcome.code,
      title: outcome.title,
      criteria: outcome.criteria.map((criterion) => ({
        code: criterion.code,
        statement: criterion.statement,
        verb: criterion.verb,
        kind: criterion.kind,
        facets: criterion.facets.map((facet) => ({ ...facet })),
        methods: { ...criterion.methods },
        amplification: criterion.amplification.map((note) => ({ ...note })),
      })),
    })),
  };
}
