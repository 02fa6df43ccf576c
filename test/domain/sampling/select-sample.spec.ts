import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alwaysSampled } from '../../../src/domain/sampling/always-sample.js';
import { CAMERA_AXES, cameraCover, touchedBy } from '../../../src/domain/sampling/camera-cover.js';
import { criteriaNeeded } from '../../../src/domain/sampling/choose-criteria.js';
import { lotOf } from '../../../src/domain/sampling/lot.js';
import { planSample } from '../../../src/domain/sampling/plan-sample.js';
import { RECORD_KINDS, type SampleableUnit } from '../../../src/domain/sampling/sampling-facts.js';
import { DEFAULT_SAMPLING_POLICY as POLICY, RISK_LEVELS } from '../../../src/domain/sampling/sampling-policy.js';
import { type DrawFacts, unitsOfPeriod } from '../../../src/domain/sampling/draw.js';
import { selectSample } from '../../../src/domain/sampling/select-sample.js';
import { CRITERIA, decision, drawOf, METHODS, risk, unit } from './populations.js';

const ASSESSORS = ['amir', 'beth', 'cora'];

/** Any population: learners with any decisions by any assessors, some of them out of the period. */
const units: fc.Arbitrary<SampleableUnit[]> = fc
  .array(
    fc.record({
      isComplete: fc.boolean(),
      location: fc.constantFrom('Harbour Lane', 'Quay Street', null),
      records: fc.subarray([...RECORD_KINDS], { minLength: 1 }),
      decisions: fc.uniqueArray(
        fc.record({
          criterion: fc.constantFrom(...CRITERIA),
          assessorId: fc.constantFrom(...ASSESSORS),
          methods: fc.subarray([...METHODS], { minLength: 1 }),
          isOverride: fc.boolean(),
          decidedAt: fc.constantFrom(
            '2026-03-31T10:00:00.000Z',
            '2026-04-01T10:00:00.000Z',
            '2026-06-30T23:00:00.000Z',
          ),
        }),
        { selector: ({ criterion }) => criterion, maxLength: CRITERIA.length },
      ),
    }),
    { maxLength: 25 },
  )
  .map((made) =>
    made.map(({ decisions, ...rest }, index) =>
      unit(`r${index}`, {
        ...rest,
        decisions: decisions.map((each, place) =>
          // An override on every decision would leave nothing to chance.
          decision(each.criterion, { ...each, isOverride: each.isOverride && place === 0 && index % 4 === 0 }),
        ),
      }),
    ),
  );

const draws: fc.Arbitrary<DrawFacts> = fc
  .tuple(units, fc.string(), fc.array(fc.constantFrom(...RISK_LEVELS), { minLength: 3, maxLength: 3 }))
  .map(([population, seed, levels]) =>
    drawOf(population, {
      seed,
      risks: ASSESSORS.map((id, index) => {
        const level = levels[index] ?? 'low';
        return risk(id, { level, learnersPercent: POLICY[level].learnersPercent });
      }),
    }),
  );

const decidedBy = (facts: DrawFacts, assessorId: string): SampleableUnit[] =>
  unitsOfPeriod(facts.units, facts.period).filter(({ decisions }) =>
    decisions.some((each) => each.assessorId === assessorId),
  );

describe('a drawn sample', () => {
  it('is the same for the same facts in whatever order they come', () => {
    fc.assert(
      fc.property(draws, (facts) => {
        const shuffled = {
          ...facts,
          units: [...facts.units].reverse().map((each) => ({ ...each, decisions: [...each.decisions].reverse() })),
          risks: [...facts.risks].reverse(),
        };
        expect(selectSample(shuffled)).toEqual(selectSample(facts));
      }),
    );
  });

  it('always contains what must always be sampled, with those very decisions', () => {
    fc.assert(
      fc.property(draws, (facts) => {
        const { choices } = selectSample(facts);
        for (const each of unitsOfPeriod(facts.units, facts.period)) {
          const whole = facts.units.find(({ registrationId }) => registrationId === each.registrationId) ?? each;
          const choice = choices.find(({ registrationId }) => registrationId === each.registrationId);
          for (const { code, criterion } of alwaysSampled(whole, facts.policy)) {
            if (criterion !== null && !each.decisions.some((one) => one.criterion === criterion)) continue;
            expect(choice?.reasons).toContainEqual(expect.objectContaining({ code, criterion }));
            if (criterion !== null) expect(choice?.criteria).toContain(criterion);
          }
        }
      }),
    );
  });

  it('gives every assessor the share of their risk, rounded up, and nobody more by chance', () => {
    fc.assert(
      fc.property(draws, (facts) => {
        const { choices, shares } = selectSample(facts);
        for (const { assessorId, quota, sampled, learners } of shares) {
          const percent = facts.risks.find((each) => each.assessorId === assessorId)?.learnersPercent ?? 0;
          expect(quota).toBe(Math.max(1, Math.ceil((learners * percent) / 100)));
          expect(sampled).toBeGreaterThanOrEqual(quota);
          const theirs = decidedBy(facts, assessorId).map(({ registrationId }) => registrationId);
          const byChance = choices.filter(
            ({ registrationId, reasons }) =>
              theirs.includes(registrationId) &&
              reasons.some(({ code }) => code === 'random' || code === 'camera_cover'),
          );
          const alone = byChance.filter(
            ({ registrationId }) =>
              new Set(
                facts.units
                  .find((each) => each.registrationId === registrationId)
                  ?.decisions.map((each) => each.assessorId),
              ).size === 1,
          );
          // A learner of two assessors may be drawn for either of them, and counts for both.
          expect(alone.length).toBeLessThanOrEqual(quota);
        }
      }),
    );
  });

  it('leaves nobody to the lot while a learner of the same assessor would touch something new', () => {
    fc.assert(
      fc.property(draws, (facts) => {
        const { choices } = selectSample(facts);
        const population = unitsOfPeriod(facts.units, facts.period);
        const cover = cameraCover(population, choices);
        const untouched = new Set(
          cover.flatMap(({ axis, untouched: names }) =>
            axis === 'candidates' ? [] : names.map((value) => `${axis}:${value}`),
          ),
        );
        const chosen = new Map(choices.map((choice) => [choice.registrationId, choice]));
        for (const assessorId of ASSESSORS) {
          const group = decidedBy(facts, assessorId);
          const drawnByLotAlone = group.some(
            (each) =>
              new Set(each.decisions.map((one) => one.assessorId)).size === 1 &&
              chosen.get(each.registrationId)?.reasons.some(({ code }) => code === 'random'),
          );
          if (!drawnByLotAlone) continue;
          const wouldBeNew = group.filter(
            (each) =>
              !chosen.has(each.registrationId) &&
              touchedBy(each, each.decisions).some(({ axis, value }) => untouched.has(`${axis}:${value}`)),
          );
          expect(wouldBeNew.map(({ registrationId }) => registrationId)).toEqual([]);
        }
      }),
    );
  });

  it('looks at as many criteria as the risk asks, and at every outcome that was decided on', () => {
    fc.assert(
      fc.property(draws, (facts) => {
        const population = new Map(unitsOfPeriod(facts.units, facts.period).map((each) => [each.registrationId, each]));
        for (const { registrationId, criteria } of selectSample(facts).choices) {
          const decided = population.get(registrationId)!.decisions;
          const levels = decided.map(
            (each) => facts.risks.find(({ assessorId }) => assessorId === each.assessorId)!.level,
          );
          const level = RISK_LEVELS.find((each) => levels.includes(each))!;
          expect(criteria.length).toBeGreaterThanOrEqual(criteriaNeeded(decided.length, POLICY[level]));
          for (const outcome of facts.outcomes) {
            const ofOutcome = decided.filter(({ criterion }) => outcome.includes(criterion));
            if (ofOutcome.length === 0) continue;
            expect(criteria.some((criterion) => outcome.includes(criterion))).toBe(true);
          }
        }
      }),
    );
  });

  it('does not take the last two decisions of a long unit for one sitting', () => {
    const decisions = CRITERIA.map((criterion, index) =>
      decision(criterion, { decidedAt: index < 6 ? '2026-02-02T10:00:00.000Z' : '2026-05-04T10:00:00.000Z' }),
    );
    const codesOf = (over: Partial<SampleableUnit>) =>
      selectSample(drawOf([unit('r1', { isComplete: true, ...over })])).choices[0]?.reasons.map(({ code }) => code);
    expect(codesOf({ decisions })).toEqual(['camera_cover']);
    expect(codesOf({})).toEqual(['one_sitting']);
  });

  it('is another one under another seed', () => {
    const population = Array.from({ length: 40 }, (_, index) => unit(`r${index}`));
    const idsUnder = (seed: string) =>
      selectSample(drawOf(population, { seed })).choices.map(({ registrationId }) => registrationId);
    expect(idsUnder('spring')).toHaveLength(8);
    expect(idsUnder('spring')).not.toEqual(idsUnder('summer'));
  });

  it('keeps everybody’s lot when a learner joins', () => {
    const population = Array.from({ length: 30 }, (_, index) => unit(`r${index}`));
    const idsOf = (all: readonly SampleableUnit[]) =>
      selectSample(drawOf(all)).choices.map(({ registrationId }) => registrationId);
    const [before, after] = [idsOf(population), idsOf([...population, unit('newcomer')])];
    expect(after.filter((id) => id !== 'newcomer' && !before.includes(id)).length).toBeLessThanOrEqual(1);
  });

  it('splits what it draws between interim and summative (30 : 70 at low risk)', () => {
    const population = Array.from({ length: 100 }, (_, index) => {
      const isComplete = index % 2 === 0;
      const decidedAt = (place: number) => `2026-05-04T${10 + place}:00:00.000Z`;
      const decisions = CRITERIA.map((criterion, place) => decision(criterion, { decidedAt: decidedAt(place) }));
      return unit(`r${String(index).padStart(3, '0')}`, { isComplete, decisions });
    });
    const { choices } = selectSample(drawOf(population));
    expect(choices).toHaveLength(20);
    expect(choices.filter(({ stage }) => stage === 'interim')).toHaveLength(6);
  });

  it('widens to like decisions where disagreement was repeated (§4.2)', () => {
    const population = Array.from({ length: 12 }, (_, index) => unit(`r${index}`));
    const risks = [risk('amir', { disputedCriteria: ['2.3'] })];
    const { choices } = selectSample(drawOf(population, { risks }));
    expect(choices).toHaveLength(12);
    expect(choices.every(({ criteria }) => criteria.includes('2.3'))).toBe(true);
    expect(choices[0]?.reasons.map(({ code }) => code)).toEqual(['like_decision']);
  });

  it('keeps what an earlier version of the plan has sampled already', () => {
    const population = Array.from({ length: 20 }, (_, index) => unit(`r${index}`));
    const alreadySampled = [{ registrationId: 'r7', criteria: ['1.1', '2.2'] }];
    const { choices } = selectSample(drawOf(population, { alreadySampled }));
    const kept = choices.find(({ registrationId }) => registrationId === 'r7');
    expect(kept?.criteria).toEqual(expect.arrayContaining(['1.1', '2.2']));
    expect(kept?.reasons.map(({ code }) => code)).toEqual(['already_sampled', 'already_sampled']);
  });
});

describe('CAMERA cover', () => {
  it('names on each axis what is touched and what is not', () => {
    const population = [
      unit('r1', {
        decisions: [decision('1.1'), decision('2.1', { methods: ['work_product'] })],
        records: ['tracking'],
      }),
      unit('r2', {
        location: null,
        records: ['tracking', 'feedback'],
        decisions: [decision('2.2', { assessorId: 'beth', methods: ['assignment'] })],
      }),
    ];
    const cover = cameraCover(population, [{ registrationId: 'r1', criteria: ['1.1'] }]);
    expect(cover.map(({ axis }) => axis)).toEqual([...CAMERA_AXES]);
    expect(Object.fromEntries(cover.map(({ axis, touched, untouched }) => [axis, [touched, untouched]]))).toEqual({
      candidates: [['learner of r1'], ['learner of r2']],
      assessors: [['amir'], ['beth']],
      methods: [['direct_observation'], ['assignment', 'work_product']],
      elements: [['1.1'], ['2.1', '2.2']],
      records: [['tracking'], ['feedback']],
      locations: [['Harbour Lane'], ['not stated']],
    });
  });

  it('touches every assessor, method, element, kind of record and place of a plan that has room for them', () => {
    fc.assert(
      fc.property(units, (population) => {
        const risks = ASSESSORS.map((id) => risk(id, { level: 'high', learnersPercent: 100 }));
        const { cover } = planSample(drawOf(population, { risks }), '2026-06-30');
        expect(cover.flatMap(({ untouched }) => untouched)).toEqual([]);
      }),
    );
  });
});

describe('planned days', () => {
  it('spread from the day of the draw to the end of the period', () => {
    const population = Array.from({ length: 10 }, (_, index) => unit(`r${index}`));
    const risks = [risk('amir', { level: 'high', learnersPercent: 100 })];
    const days = (drawnOn: string) =>
      planSample(drawOf(population, { risks }), drawnOn)
        .choices.map(({ plannedOn }) => plannedOn)
        .sort();
    expect(days('2026-06-20')).toEqual(Array.from({ length: 10 }, (_, index) => `2026-06-${21 + index}`));
    expect(new Set(days('2026-07-15'))).toEqual(new Set(['2026-07-15']));
  });
});

describe('lots', () => {
  it('are spread evenly and depend on seed and name', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) tenths[Math.floor(lotOf('spring', `r${index}`) * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
    expect(lotOf('spring', 'r1')).not.toBe(lotOf('summer', 'r1'));
  });

  it('are what they always were, so that an old draw can be made again', () => {
    expect([lotOf('spring', 'r1'), lotOf('spring', 'r2'), lotOf('', 'é')]).toMatchInlineSnapshot(`
      [
        0.15598965273238719,
        0.6977788058575243,
        0.7650133797433227,
      ]
    `);
  });
});
