import { groupBy } from '../kernel/group-by.js';
import { alwaysSampled } from './always-sample.js';
import type { AssessorRisk } from './assessor-risk.js';
import { axisWords, type AxisValue, touchedBy } from './camera-cover.js';
import { type ChosenCriteria, chooseCriteria } from './choose-criteria.js';
import { type Choice, type ChoiceReason, type Draw, type DrawFacts, quotaOf, unitsOfPeriod } from './draw.js';
import { byLot } from './lot.js';
import type { SampleableUnit, SampleStage } from './sampling-facts.js';

/**
 * Draws a sample (domain.md §4.1): first what earlier versions sampled, what must always be sampled and decisions like
 * those disagreed with; then, assessor by assessor, whatever touches something new, and by lot up to the share of the
 * assessor's risk. The same facts give the same sample to anybody who draws again.
 */
export function selectSample(facts: DrawFacts): Draw {
  const units = unitsOfPeriod(facts.units, facts.period);
  const whole = new Map(facts.units.map((unit) => [unit.registrationId, unit]));
  const risks = new Map(facts.risks.map((risk) => [risk.assessorId, risk]));
  const groups = groupsByAssessor(units);
  const draw = new Drawing(facts, risks);
  for (const unit of units) draw.takeIfDue(unit, whole.get(unit.registrationId) ?? unit);
  for (const [assessorId, group] of groups) {
    const risk = riskOf(risks, assessorId);
    draw.fill(group, quotaOf(group.length, risk, facts.policy), risk);
  }
  const { choices } = draw;
  const chosen = new Set(choices.map(({ registrationId }) => registrationId));
  return {
    choices,
    shares: groups.map(([assessorId, group]) => {
      const risk = riskOf(risks, assessorId);
      return {
        ...{ assessorId, level: risk.level, learners: group.length },
        quota: quotaOf(group.length, risk, facts.policy),
        sampled: group.filter(({ registrationId }) => chosen.has(registrationId)).length,
      };
    }),
  };
}

/** Each assessor with the units they decided on; one with two assessors belongs to both. */
function groupsByAssessor(units: readonly SampleableUnit[]): (readonly [string, readonly SampleableUnit[]])[] {
  const pairs = units.flatMap((unit) => decidersOf(unit).map((assessorId) => ({ assessorId, unit })));
  return [...groupBy(pairs, ({ assessorId }) => assessorId)]
    .map(([assessorId, group]) => [assessorId, group.map(({ unit }) => unit)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function decidersOf({ decisions }: SampleableUnit): string[] {
  return [...new Set(decisions.map(({ assessorId }) => assessorId))];
}

function riskOf(risks: ReadonlyMap<string, AssessorRisk>, assessorId: string): AssessorRisk {
  const risk = risks.get(assessorId);
  if (!risk) throw new Error(`assessor ${assessorId} decided in the period and has no risk rating`);
  return risk;
}

const stageOf = ({ isComplete }: SampleableUnit): SampleStage => (isComplete ? 'summative' : 'interim');
const keyOf = ({ axis, value }: AxisValue): string => `${axis}:${value}`;

/** One draw as it grows: what is chosen, and what of CAMERA it touches. */
class Drawing {
  private readonly chosen = new Map<string, Choice>();
  private readonly touched = new Set<string>();

  constructor(
    private readonly facts: DrawFacts,
    private readonly risks: ReadonlyMap<string, AssessorRisk>,
  ) {}

  get choices(): Choice[] {
    return [...this.chosen.values()].sort((a, b) => (a.registrationId < b.registrationId ? -1 : 1));
  }

  /**
   * Takes a unit that chance has no say in.
   * @param whole the unit with all its decisions: whether it was judged in one sitting shows only there
   */
  takeIfDue(unit: SampleableUnit, whole: SampleableUnit): void {
    const isOpen = ({ criterion }: { readonly criterion: string | null }): boolean =>
      criterion === null || unit.decisions.some((decision) => decision.criterion === criterion);
    const always = alwaysSampled(whole, this.facts.policy).filter(isOpen);
    const reasons = [...this.earlier(unit), ...always, ...this.likeDecisions(unit)];
    if (reasons.length > 0) this.take(unit, reasons);
  }

  /** Brings an assessor's group up to the quota. */
  fill(group: readonly SampleableUnit[], quota: number, risk: AssessorRisk): void {
    const interimQuota = Math.round((quota * this.facts.policy[risk.level].interimPercent) / 100);
    let open = byLot(
      group.filter((unit) => !this.isChosen(unit)),
      this.facts.seed,
      ({ registrationId }) => registrationId,
    );
    let interim = group.filter((unit) => this.isChosen(unit) && !unit.isComplete).length;
    let isCovered = false;
    for (let sampled = group.length - open.length; sampled < quota; sampled += 1) {
      const due: SampleStage = interim < interimQuota ? 'interim' : 'summative';
      const newcomer: SampleableUnit | undefined = isCovered ? undefined : this.newcomerOf(open, due);
      // What is touched stays touched, so once nobody here is new, nobody becomes it.
      isCovered = newcomer === undefined;
      const next: SampleableUnit | undefined = newcomer ?? open.find((unit) => stageOf(unit) === due) ?? open[0];
      if (!next) return;
      this.take(next, [this.reasonFor(next)]);
      open = open.filter((unit) => unit !== next);
      if (!next.isComplete) interim += 1;
    }
  }

  /** The unit that touches most of what nothing has touched yet; at a draw the stage that is due, then the lot. */
  private newcomerOf(open: readonly SampleableUnit[], due: SampleStage): SampleableUnit | undefined {
    let best: { unit: SampleableUnit; weight: number } | undefined;
    for (const unit of open) {
      const fresh = this.freshIn(unit).length;
      const weight = fresh === 0 ? 0 : fresh + (stageOf(unit) === due ? 0.5 : 0);
      if (weight > (best?.weight ?? 0)) best = { unit, weight };
    }
    return best?.unit;
  }

  /** What of CAMERA the unit would touch first. Every learner is new, so candidates steer nothing. */
  private freshIn(unit: SampleableUnit): AxisValue[] {
    const fresh = touchedBy(unit, unit.decisions).filter(
      (value) => value.axis !== 'candidates' && !this.touched.has(keyOf(value)),
    );
    return [...new Map(fresh.map((value) => [keyOf(value), value])).values()];
  }

  private reasonFor(unit: SampleableUnit): ChoiceReason {
    const fresh = this.freshIn(unit).filter(({ axis }) => axis !== 'assessors');
    if (this.freshIn(unit).length === 0) {
      return { code: 'random', criterion: null, sentence: 'Drawn by lot.' };
    }
    const sentence =
      fresh.length === 0
        ? 'The first of this assessor’s learners in the sample.'
        : `Touches first: ${fresh.map(axisWords).join(', ')}.`;
    return { code: 'camera_cover', criterion: null, sentence };
  }

  private take(unit: SampleableUnit, reasons: readonly ChoiceReason[]): void {
    const level = this.strictestOf(unit);
    const { criteria, decisions }: ChosenCriteria = chooseCriteria({
      unit,
      outcomes: this.facts.outcomes,
      row: this.facts.policy[level],
      seed: this.facts.seed,
      needed: reasons.flatMap(({ criterion }) => criterion ?? []),
      isTouched: (value) => this.touched.has(keyOf(value)),
    });
    for (const value of touchedBy(unit, decisions)) this.touched.add(keyOf(value));
    const { registrationId, learnerId, iqaId, location } = unit;
    this.chosen.set(registrationId, {
      ...{ registrationId, learnerId, iqaId, location, criteria, reasons },
      assessorIds: [...new Set(decisions.map(({ assessorId }) => assessorId))].sort(),
      stage: stageOf(unit),
      methods: [...new Set(decisions.flatMap(({ methods }) => methods))].sort(),
    });
  }

  /** Where several assessors decided on one learner, the highest of their risks says how many criteria are looked at. */
  private strictestOf(unit: SampleableUnit): AssessorRisk['level'] {
    const levels = decidersOf(unit).map((assessorId) => riskOf(this.risks, assessorId).level);
    return levels.includes('high') ? 'high' : levels.includes('medium') ? 'medium' : 'low';
  }

  private earlier({ registrationId }: SampleableUnit): ChoiceReason[] {
    const before = this.facts.alreadySampled.find((sampled) => sampled.registrationId === registrationId);
    const sentence = 'Sampled already under an earlier version of this plan.';
    return (before?.criteria ?? []).map((criterion) => ({ code: 'already_sampled', criterion, sentence }));
  }

  private likeDecisions({ decisions }: SampleableUnit): ChoiceReason[] {
    return decisions
      .filter(({ assessorId, criterion }) => riskOf(this.risks, assessorId).disputedCriteria.includes(criterion))
      .map(({ criterion }) => ({
        code: 'like_decision',
        criterion,
        sentence: 'Like decisions of the same assessor were repeatedly not agreed with.',
      }));
  }

  private isChosen({ registrationId }: SampleableUnit): boolean {
    return this.chosen.has(registrationId);
  }
}
