// `npm run bench -- sampling[:SEED]`: a year of forty assessors and two thousand learners on Unit 40, with bad decisions
// planted among them. The strategy of the product, re-drawn every quarter, against a flat 25 % of every assessor's
// learners looked at in full. The IQA of both sees a bad decision for what it is whenever they look at it.
import { assessRisk } from '../../dist/src/domain/sampling/assessor-risk.js';
import { cameraCover } from '../../dist/src/domain/sampling/camera-cover.js';
import { unitsOfPeriod } from '../../dist/src/domain/sampling/draw.js';
import { byLot } from '../../dist/src/domain/sampling/lot.js';
import { planSample } from '../../dist/src/domain/sampling/plan-sample.js';
import { DEFAULT_SAMPLING_POLICY, RISK_LEVELS } from '../../dist/src/domain/sampling/sampling-policy.js';
import { ASSESSORS, assessorsOf, LEARNERS, OUTCOMES, yearOf } from './planted-year.mjs';

const FLAT_PERCENT = 25;
const QUARTERS = [
  { from: '2026-01-01', to: '2026-03-31' },
  { from: '2026-04-01', to: '2026-06-30' },
  { from: '2026-07-01', to: '2026-09-30' },
  { from: '2026-10-01', to: '2026-12-31' },
];

/**
 * @typedef {import('../../src/domain/sampling/sampling-facts.js').SampleableUnit} SampleableUnit
 * @typedef {import('../../src/domain/sampling/sampling-facts.js').SampleResult} SampleResult
 * @typedef {import('./planted-year.mjs').Assessor} Assessor
 * @typedef {{ learners: Set<string>, decisions: Set<string> }} Seen
 */

/** @param {SampleableUnit} unit @param {{ to: string }} quarter a unit counts as complete once its last decision fell */
function asOfQuarter(unit, { to }) {
  const last = unit.decisions.at(-1)?.decidedAt ?? '';
  return { ...unit, isComplete: unit.isComplete && last.slice(0, 10) <= to };
}

/** @param {readonly SampleableUnit[]} units @param {readonly Assessor[]} assessors @param {ReadonlySet<string>} bad @param {string} seed */
function byStrategy(units, assessors, bad, seed) {
  /** @type {SampleResult[]} */
  const results = assessors.flatMap(({ earlier }) => earlier);
  /** @type {Map<string, Set<string>>} */
  const criteriaSeen = new Map();
  const levels = new Map(RISK_LEVELS.map((level) => [level, { learners: 0, sampled: 0, quota: 0 }]));
  /** @type {Seen} */
  const seen = { learners: new Set(), decisions: new Set() };
  for (const period of QUARTERS) {
    const risks = assessors.map(({ id, isTrainee, qualifiedSince, onUnitSince, sites }) =>
      assessRisk(
        {
          ...{ assessorId: id, unitKey: 'U40', isTrainee, qualifiedSince, onUnitSince, sites },
          unitSince: '2018-09-03',
          samples: results.filter(({ assessorId }) => assessorId === id),
          openActions: 0,
        },
        DEFAULT_SAMPLING_POLICY,
        period.from,
      ),
    );
    const population = units.map((unit) => asOfQuarter(unit, period));
    const facts = { policy: DEFAULT_SAMPLING_POLICY, outcomes: OUTCOMES, units: population, risks, alreadySampled: [] };
    const { choices, shares } = planSample({ seed: `${seed} ${period.from}`, period, ...facts }, period.to);
    for (const { level, learners, sampled, quota } of shares) {
      const sum = levels.get(level);
      if (sum)
        Object.assign(sum, {
          learners: sum.learners + learners,
          sampled: sum.sampled + sampled,
          quota: sum.quota + quota,
        });
    }
    for (const { registrationId, criteria } of choices) {
      seen.learners.add(registrationId);
      const known = criteriaSeen.get(registrationId) ?? new Set();
      criteriaSeen.set(registrationId, new Set([...known, ...criteria]));
      const decisions = criteria.map((criterion) => {
        const name = `${registrationId} ${criterion}`;
        seen.decisions.add(name);
        return {
          criterion,
          decision: bad.has(name) ? /** @type {const} */ ('not_agreed') : /** @type {const} */ ('agreed'),
        };
      });
      const assessorId =
        population.find((unit) => unit.registrationId === registrationId)?.decisions[0]?.assessorId ?? '';
      results.push({ signedAt: `${period.to}T12:00:00.000Z`, assessorId, unitKey: 'U40', decisions });
    }
  }
  const parts = [...criteriaSeen].map(([registrationId, criteria]) => ({ registrationId, criteria: [...criteria] }));
  return { seen, levels, cover: cameraCover(units, parts) };
}

/** @param {readonly SampleableUnit[]} units @param {readonly Assessor[]} assessors @param {string} seed */
function flat(units, assessors, seed) {
  const parts = assessors.flatMap(({ id }) => {
    const group = units.filter(({ decisions }) => decisions[0]?.assessorId === id);
    const drawn = byLot(group, `flat ${seed}`, ({ registrationId }) => registrationId);
    return drawn.slice(0, Math.ceil((group.length * FLAT_PERCENT) / 100)).map(({ registrationId, decisions }) => ({
      registrationId,
      criteria: decisions.map(({ criterion }) => criterion),
    }));
  });
  const seen = {
    learners: new Set(parts.map(({ registrationId }) => registrationId)),
    decisions: new Set(
      parts.flatMap(({ registrationId, criteria }) => criteria.map((one) => `${registrationId} ${one}`)),
    ),
  };
  return { seen, cover: cameraCover(units, parts) };
}

/**
 * Runs the year and says everything it found; the same seed tells the same year.
 * @param {string} seed
 */
export function simulateYear(seed) {
  const assessors = assessorsOf(seed);
  const { units, bad } = yearOf(seed, assessors);
  const inYear = unitsOfPeriod(units, { from: '2026-01-01', to: '2026-12-31' });
  const ours = byStrategy(inYear, assessors, bad, seed);
  const theirs = flat(inYear, assessors, seed);
  const found = (/** @type {Seen} */ { decisions }) => [...bad].filter((name) => decisions.has(name)).length;
  const badByKind = new Map(
    [...new Set(assessors.map(({ kind }) => kind))].map((kind) => {
      const ids = new Set(assessors.filter((assessor) => assessor.kind === kind).map(({ id }) => id));
      const names = new Set(
        inYear.flatMap(({ registrationId, decisions }) =>
          decisions
            .filter(({ assessorId }) => ids.has(assessorId))
            .map(({ criterion }) => `${registrationId} ${criterion}`),
        ),
      );
      const planted = [...bad].filter((name) => names.has(name));
      const count = (/** @type {Seen} */ { decisions }) => planted.filter((name) => decisions.has(name)).length;
      return [kind, { planted: planted.length, ours: count(ours.seen), flat: count(theirs.seen) }];
    }),
  );
  return {
    decisions: inYear.reduce((sum, { decisions }) => sum + decisions.length, 0),
    planted: bad.size,
    ours: { ...ours, found: found(ours.seen) },
    flat: { ...theirs, found: found(theirs.seen) },
    badByKind,
  };
}

/** @param {string} seed */
export function printYear(seed) {
  const year = simulateYear(seed);
  const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${((100 * part) / whole).toFixed(1)} %`;
  const line = (/** @type {string[]} */ ...cells) =>
    console.log(`  ${cells.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(16))).join('')}`);
  console.log(
    `\nsampling: one year, ${ASSESSORS} assessors, ${LEARNERS} learners, ${year.decisions} decisions, seed "${seed}"`,
  );
  line('', 'strategy', `flat ${FLAT_PERCENT} %`);
  line('learners sampled', `${year.ours.seen.learners.size}`, `${year.flat.seen.learners.size}`);
  line('decisions looked at', `${year.ours.seen.decisions.size}`, `${year.flat.seen.decisions.size}`);
  line(`bad decisions found of ${year.planted}`, `${year.ours.found}`, `${year.flat.found}`);
  line('', percent(year.ours.found, year.planted), percent(year.flat.found, year.planted));
  line(
    'found per 100 decisions looked at',
    ((100 * year.ours.found) / year.ours.seen.decisions.size).toFixed(2),
    ((100 * year.flat.found) / year.flat.seen.decisions.size).toFixed(2),
  );
  console.log('\n  CAMERA cover (touched of all)');
  for (const [place, { axis, touched, untouched }] of year.ours.cover.entries()) {
    const other = year.flat.cover[place];
    line(
      `  ${axis}`,
      `${touched.length} of ${touched.length + untouched.length}`,
      `${other?.touched.length} of ${(other?.touched.length ?? 0) + (other?.untouched.length ?? 0)}`,
    );
    if (axis !== 'candidates' && untouched.length > 0) console.log(`      untouched: ${untouched.join(', ')}`);
  }
  console.log('\n  Share sampled by risk (learners with decisions in a quarter, four quarters)');
  for (const [level, { learners, sampled, quota }] of year.ours.levels) {
    line(
      `  ${level}`,
      learners === 0 ? 'nobody' : `${sampled} of ${learners}`,
      learners === 0 ? '' : percent(sampled, learners),
      `quota ${quota}`,
    );
  }
  console.log('\n  Bad decisions by kind of assessor (planted: strategy, flat)');
  for (const [kind, { planted, ours, flat: other }] of year.badByKind)
    line(`  ${kind}`, `${planted}:`, `${ours}`, `${other}`);
}
