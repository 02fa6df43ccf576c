import type { EvidenceMethod } from '../evidence/evidence-method.js';

/** K knowledge · AK applied knowledge (an "explain" verb inside a "be able to" outcome) · P performance (domain.md §1.2). */
export const CRITERION_KINDS = ['K', 'AK', 'P'] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

/**
 * How far a method can carry one criterion of one unit (domain.md §2.3, P4). Those before `corroborates` are substantive.
 * - `primary` the specification names it · `alternative` it names it as another way · `alternative_written_channel` the
 *   same, where the exchange itself was in writing; otherwise it corroborates
 * - `suitable` sound practice · `suitable_own_workplace` sound only when tied to the learner's own organisation
 * - `corroborates` supports but never stands alone · `unsuitable` proves nothing here · `prohibited` forbidden by the unit
 */
export const SUITABILITIES = [
  'primary',
  'alternative',
  'alternative_written_channel',
  'suitable',
  'suitable_own_workplace',
  'corroborates',
  'unsuitable',
  'prohibited',
] as const;
export type Suitability = (typeof SUITABILITIES)[number];

/** One of the parts that the sentence of a criterion itself joins; every facet must be covered. */
export interface CriterionFacet {
  readonly code: string;
  /** Plain words for people: "cost implications". */
  readonly label: string;
}

export interface AssessmentCriterion {
  /** "1.1" … ordered numerically by part: 3.9 before 3.10. */
  readonly code: string;
  /** Verbatim from the specification, misprints included. */
  readonly statement: string;
  /** The operative verb; with K and AK a person confirms that the evidence reaches its depth (U40-R7). */
  readonly verb: string;
  readonly kind: CriterionKind;
  readonly facets: readonly CriterionFacet[];
  readonly methods: Readonly<Record<EvidenceMethod, Suitability>>;
  /** Indicative content, never demanded (P7). `rule` marks the bullet that is a requirement, not an example. */
  readonly amplification: readonly { readonly text: string; readonly rule: boolean }[];
}

export interface LearningOutcome {
  readonly code: string;
  readonly title: string;
  readonly criteria: readonly AssessmentCriterion[];
}

/** Numbers nobody publishes: they only warn (domain.md P1, §3.6). `null` = not asked for. */
export interface SufficiencyNumbers {
  readonly minPieces: number | null;
  readonly minMethods: number | null;
  readonly minCases: number | null;
}

export interface AssessmentPolicy {
  readonly version: string;
  readonly sufficiency: Readonly<Record<CriterionKind, SufficiencyNumbers>>;
  /** Criterion code → numbers that replace those of its kind (AC2.8: one method is enough). */
  readonly sufficiencyByCriterion: Readonly<Record<string, Partial<SufficiencyNumbers>>>;
  /** Months from the end of the activity after which evidence is called stale (POL, warning). */
  readonly currencyMonths: number;
}

/** What the unit itself demands, from its specification (domain.md §1.4). */
export interface UnitRules {
  /** U40-R2. */
  readonly simulation: 'prohibited' | 'permitted' | 'flagged';
  /** U40-R1, U40-R3: every item must come from the workplace. */
  readonly workplaceRequired: boolean;
  /** U40-R6: products need the assessor's evaluation. */
  readonly assessorCommentOnProducts: boolean;
}

/** One issue of one unit's specification. Unknown facts are `null` and print as "not stated"; none is ever invented. */
export interface UnitSpecification {
  /** Our short name: U40, HCR, HRE, RRC. */
  readonly key: string;
  readonly version: string;
  readonly title: string;
  readonly awardingOrganisation: string | null;
  /** URN, pattern `^[A-Z]/\d{3}/\d{4}$`. */
  readonly unitReference: string | null;
  readonly qualification: { readonly title: string | null; readonly number: string | null };
  readonly level: number | null;
  readonly creditValue: number | null;
  readonly guidedLearningHours: number | null;
  readonly unitType: string | null;
  /** `derived` wording is the centre's and is badged, never printed as the awarding organisation's. */
  readonly criteriaSource: 'published' | 'published_outcomes_derived_criteria' | 'derived';
  readonly rules: UnitRules;
  readonly outcomes: readonly LearningOutcome[];
  readonly policy: AssessmentPolicy;
}
