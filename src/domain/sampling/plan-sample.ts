import { type AxisCover, cameraCover } from './camera-cover.js';
import { byLot } from './lot.js';
import type { RiskLevel } from './sampling-policy.js';
import { type AssessorShare, type Choice, type DrawFacts, unitsOfPeriod } from './draw.js';
import { selectSample } from './select-sample.js';
import type { AssessorRisk } from './assessor-risk.js';

/** A choice with its day and the risk it was drawn under. */
export interface PlannedChoice extends Choice {
  /** YYYY-MM-DD. */
  readonly plannedOn: string;
  /** The highest risk among the assessors of the choice, with everything that was found about them. */
  readonly riskLevel: RiskLevel;
  readonly riskReasons: readonly string[];
}

export interface ProposedPlan {
  readonly choices: readonly PlannedChoice[];
  readonly shares: readonly AssessorShare[];
  readonly cover: readonly AxisCover[];
}

/**
 * Proposes the sample of a period with its proof of cover. Days are spread evenly, in the order of the lots, from the day
 * of the draw to the end of the period, so that no IQA has it all in the last week.
 * @param drawnOn the day of the draw (YYYY-MM-DD)
 */
export function planSample(facts: DrawFacts, drawnOn: string): ProposedPlan {
  const { choices, shares } = selectSample(facts);
  const first = drawnOn < facts.period.from ? facts.period.from : drawnOn;
  const last = first > facts.period.to ? first : facts.period.to;
  const order = byLot(choices, facts.seed, ({ registrationId }) => `day ${registrationId}`);
  const days = new Map(
    order.map(({ registrationId }, place) => [registrationId, dayBetween(first, last, (place + 1) / order.length)]),
  );
  return {
    shares,
    cover: cameraCover(unitsOfPeriod(facts.units, facts.period), choices),
    choices: choices.map((choice) => ({
      ...choice,
      ...riskBehind(choice, facts.risks),
      plannedOn: days.get(choice.registrationId) ?? last,
    })),
  };
}

function riskBehind(
  { assessorIds }: Choice,
  risks: readonly AssessorRisk[],
): Pick<PlannedChoice, 'riskLevel' | 'riskReasons'> {
  const behind = risks.filter(({ assessorId }) => assessorIds.includes(assessorId));
  const riskLevel = (['high', 'medium'] as const).find((level) => behind.some((risk) => risk.level === level)) ?? 'low';
  const sentences = behind.flatMap(({ reasons }) => reasons.map(({ sentence }) => sentence));
  return { riskLevel, riskReasons: [...new Set(sentences)].sort() };
}

/** @param share how far between the two days, from 0 to 1 */
function dayBetween(first: string, last: string, share: number): string {
  const [start, end] = [Date.parse(first), Date.parse(last)];
  return new Date(start + Math.round(((end - start) / 86_400_000) * share) * 86_400_000).toISOString().slice(0, 10);
}
