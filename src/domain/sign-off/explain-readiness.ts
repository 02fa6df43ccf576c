import type { UnitCoverage } from '../coverage/coverage.js';
import { explainGap } from '../coverage/explain-gap.js';
import { type GateFinding, READINESS_GATES, type ReadinessGate, readinessGates } from '../coverage/readiness.js';
import { findCriterion } from '../specification/find-criterion.js';
import type { UnitSpecification } from '../specification/unit.js';
import { type SignOff, type SignOffStage, STAGE_WORDS } from './sign-off.js';
import { signOffProgress } from './unit-state.js';

/** What is said of the next signature, after the gates of the unit: they never decide whether the unit is ready. */
export const SIGNATURE_GATES = ['next_signature', 'no_interest'] as const;
export const READINESS_LINES = [...READINESS_GATES, ...SIGNATURE_GATES] as const;
export type ReadinessLineGate = (typeof READINESS_LINES)[number];

/** What a line is about: the unit, which is ready exactly when all of its lines are open, or whoever signs next. */
export const READINESS_CONCERNS = ['unit', 'signature'] as const;
export type ReadinessConcern = (typeof READINESS_CONCERNS)[number];

export interface ReadinessLine {
  readonly gate: ReadinessLineGate;
  readonly concerns: ReadinessConcern;
  readonly open: boolean;
  /** One or two plain sentences. */
  readonly explanation: string;
  /** What exactly keeps the gate shut, such as the criteria; empty when it is open or the sentence says it all. */
  readonly detail: readonly string[];
}

export interface ReadinessFacts {
  readonly coverage: Pick<UnitCoverage, 'criteria' | 'unitGaps'>;
  readonly unit: UnitSpecification;
  /** Every signature ever given for the unit. */
  readonly signOffs: readonly SignOff[];
  /** Who is allocated to sign at each stage. */
  readonly people: Readonly<Record<SignOffStage, { readonly id: string; readonly name: string } | null>>;
  /** People with a declared interest in this learner (SOD6). */
  readonly conflictedPersonIds: readonly string[];
}

/** Why a unit can or cannot be signed now, a line for each gate of §3.7, from the same source as `ready`. */
export function explainReadiness(facts: ReadinessFacts): ReadinessLine[] {
  const findings = readinessGates(facts.coverage);
  const lines = findings.map((finding): ReadinessLine => ({
    gate: finding.gate,
    concerns: 'unit',
    open: finding.isOpen,
    explanation: explanationOf(finding, facts),
    detail: finding.criteria.map((criterion) => detailOf(criterion, facts.unit)),
  }));
  return [
    ...lines,
    ...signatureLines(
      facts,
      findings.every(({ isOpen }) => isOpen),
    ),
  ];
}

const WHEN_OPEN: Readonly<Record<ReadinessGate, string>> = {
  criteria_met: 'Every criterion is judged met, and the judgement has effect.',
  no_blockers: 'No rule stands against the evidence of any criterion.',
  warnings_overridden: 'No warning is left without a reason.',
  countersigned: 'No judgement waits for a countersignature.',
  nothing_on_hold: 'No evidence is on hold.',
  actions_closed: 'No essential action of the IQA is open.',
  no_appeal: 'No appeal is open.',
  nothing_else_open: 'Nothing else keeps the unit as a whole back.',
};

/** For gates that criteria shut; those of the whole unit are explained by their gaps. */
const WHEN_SHUT: Readonly<Partial<Record<ReadinessGate, (count: string) => string>>> = {
  criteria_met: (count) => `${count} not judged met yet: the assessor judges on the evidence.`,
  no_blockers: (count) => `${count} blocked by a rule.`,
  warnings_overridden: (count) => `${count} under a warning: more evidence is needed, or the assessor’s reason.`,
  countersigned: (count) =>
    `${count} waiting for the countersigning assessor: a trainee’s judgement has no effect yet.`,
  nothing_on_hold: (count) => `${count} resting on evidence that is on hold while its authenticity is checked.`,
};

function explanationOf({ gate, isOpen, criteria, unitGaps }: GateFinding, { coverage, unit }: ReadinessFacts): string {
  if (isOpen) return WHEN_OPEN[gate];
  const count = `${criteria.length} of ${coverage.criteria.length} criteria ${criteria.length === 1 ? 'is' : 'are'}`;
  const onCriteria = criteria.length === 0 ? [] : [WHEN_SHUT[gate]?.(count) ?? ''];
  const onUnit = unitGaps.map((gap) => {
    const { message, closedBy } = explainGap(gap, null, unit);
    return `${message} ${closedBy}`;
  });
  return [...onCriteria, ...onUnit].join(' ');
}

function detailOf({ code, gaps }: GateFinding['criteria'][number], unit: UnitSpecification): string {
  const criterion = findCriterion(unit, code) ?? null;
  const reasons = gaps.map((gap) => explainGap(gap, criterion, unit).message);
  return reasons.length === 0 ? `AC${code}` : `AC${code}: ${reasons.join(' ')}`;
}

/** What each person needs to sign, once it is their turn. */
const NEEDS: Readonly<Record<SignOffStage, string>> = {
  learner: 'They declare the unit as their own work.',
  assessor: 'They confirm that all requirements are achieved.',
  countersigner: 'They confirm what the trainee assessor decided.',
  iqa: 'They say whether the unit was sampled, with their decision, or not selected, with the strategy in a note.',
  countersigning_iqa: 'They agree with the trainee IQA’s release, or send it back with a note.',
};

function signatureLines({ signOffs, people, conflictedPersonIds }: ReadinessFacts, isReady: boolean): ReadinessLine[] {
  const line = (gate: (typeof SIGNATURE_GATES)[number], open: boolean, explanation: string): ReadinessLine => {
    return { gate, concerns: 'signature', open, explanation, detail: [] };
  };
  const { dueStage } = signOffProgress(signOffs);
  if (dueStage === null) {
    return [
      line('next_signature', true, 'Everybody has signed: the unit is released.'),
      line('no_interest', true, 'Nobody has to sign, so no declared interest stands in the way.'),
    ];
  }
  const part = STAGE_WORDS[dueStage];
  const person = people[dueStage];
  const hasInterest = person !== null && conflictedPersonIds.includes(person.id);
  const turn = isReady ? 'signs next' : 'signs next, once the unit is ready';
  return [
    person === null
      ? line(
          'next_signature',
          false,
          `The ${part} signs next, and nobody is allocated: a centre manager names somebody.`,
        )
      : line('next_signature', isReady, `${person.name} ${turn}, as ${part}. ${NEEDS[dueStage]}`),
    hasInterest
      ? line(
          'no_interest',
          false,
          `${person.name} has declared an interest in this learner and cannot sign: a centre manager allocates somebody else.`,
        )
      : line('no_interest', true, 'Whoever signs next has declared no interest in this learner.'),
  ];
}
