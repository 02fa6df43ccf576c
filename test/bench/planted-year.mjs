// The planted year of `sampling.mjs`: who assesses, what they decide, and which decisions are bad.
import { firstDecisions } from '../../dist/src/domain/sampling/first-decisions.js';
import { lotOf } from '../../dist/src/domain/sampling/lot.js';

export const ASSESSORS = 40;
export const LEARNERS = 2000;
export const OUTCOMES = [
  ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8'],
  ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'],
];
const SITES = ['Harbour Lane', 'Quay Street', 'Mill Road', 'North Depot', 'Online', null];
const DAY_MS = 86_400_000;

/**
 * @typedef {import('../../src/domain/sampling/sampling-facts.js').SampleableUnit} SampleableUnit
 * @typedef {import('../../src/domain/sampling/sampling-facts.js').SampleResult} SampleResult
 * @typedef {import('../../src/domain/evidence/evidence-method.js').EvidenceMethod} EvidenceMethod
 * @typedef {Pick<import('../../src/domain/sampling/assessor-risk.js').AssessorFacts, 'isTrainee' | 'qualifiedSince' |
 *   'onUnitSince' | 'sites'> & { id: string, kind: string, badShare: number, earlier: SampleResult[] }} Assessor
 */

/**
 * The forty: seven of ten are old hands, the others the kinds that §4.1 names. How often each errs is planted.
 * @param {string} seed
 * @returns {Assessor[]}
 */
export function assessorsOf(seed) {
  return Array.from({ length: ASSESSORS }, (_, index) => {
    const id = `assessor ${String(index + 1).padStart(2, '0')}`;
    const clean = ['2025-03-10', '2025-09-15', '2025-12-10'].map((day) => ({
      signedAt: `${day}T12:00:00.000Z`,
      assessorId: id,
      unitKey: 'U40',
      decisions: [{ criterion: '1.1', decision: /** @type {const} */ ('agreed') }],
    }));
    const old = { isTrainee: false, qualifiedSince: '2019-09-02', onUnitSince: '2019-09-02', earlier: clean };
    const sites = [{ site: 'Harbour Lane', since: '2018-09-03' }];
    if (index < 4) {
      const onUnitSince = '2025-11-03';
      return {
        id,
        kind: 'trainee',
        badShare: 0.06,
        isTrainee: true,
        qualifiedSince: null,
        onUnitSince,
        sites,
        earlier: [],
      };
    }
    if (index < 8) return { id, kind: 'newly qualified', badShare: 0.04, ...old, qualifiedSince: '2025-10-01', sites };
    if (index < 12) {
      return { id, kind: 'new site', badShare: 0.02, ...old, sites: [{ site: 'North Depot', since: '2025-12-01' }] };
    }
    // One old hand has grown careless: nothing on paper says so, only the lot can find them.
    const isCareless = Math.floor(lotOf(seed, 'careless') * 28) + 12 === index;
    return { id, kind: isCareless ? 'careless' : 'stable', badShare: isCareless ? 0.08 : 0.004, ...old, sites };
  });
}

/**
 * Two thousand learners and every decision about them; `bad` names those that no IQA would agree with.
 * @param {string} seed
 * @param {readonly Assessor[]} assessors
 */
export function yearOf(seed, assessors) {
  const bad = new Set();
  const chance = (/** @type {string} */ name) => lotOf(seed, name);
  const rows = Array.from({ length: LEARNERS }, (_, index) => {
    const registrationId = `learner ${String(index + 1).padStart(4, '0')}`;
    const assessor = assessors[index % ASSESSORS];
    if (!assessor) throw new Error('no assessor');
    const start = Date.parse('2026-01-05') + Math.floor(chance(`${registrationId} start`) * 300) * DAY_MS;
    const isComplete = chance(`${registrationId} complete`) < 0.7;
    const isHasty = chance(`${registrationId} sitting`) < 0.01;
    const criteria = OUTCOMES.flat().slice(0, isComplete ? 17 : 4 + Math.floor(chance(`${registrationId} done`) * 12));
    const decisions = criteria.map((criterion, place) => {
      const name = `${registrationId} ${criterion}`;
      const isOverride = chance(`${name} override`) < 0.003;
      const methods = methodsOf(criterion, chance(`${name} method`));
      // Haste and overrides go with mistakes, which is why they are always sampled.
      const risk = assessor.badShare * (isOverride || isHasty || methods.includes('rpl_claim') ? 5 : 1);
      if (chance(`${name} bad`) < risk) bad.add(name);
      const decidedAt = start + (isHasty ? place * 60_000 : place * 2 * DAY_MS) + 10 * 3_600_000;
      return {
        judgementId: name,
        criterion,
        assessorId: assessor.id,
        decidedAt: new Date(Math.min(decidedAt, Date.parse('2026-12-31T20:00:00Z'))).toISOString(),
        methods,
        isOverride,
        wasHeld: chance(`${name} held`) < 0.0005,
      };
    });
    return { registrationId, assessor, isComplete, decisions };
  });
  const before = assessors
    .filter(({ onUnitSince }) => onUnitSince !== null)
    .map(({ id, onUnitSince }) => ({
      ...{ judgementId: `before ${id}`, assessorId: id, decidedAt: `${onUnitSince}T09:00:00.000Z` },
      methods: /** @type {EvidenceMethod[]} */ (['direct_observation', 'professional_discussion', 'work_product']),
    }));
  const firsts = firstDecisions([...before, ...rows.flatMap(({ decisions }) => decisions)]);
  const units = rows.map(
    ({ registrationId, assessor, isComplete, decisions }, index) =>
      /** @type {SampleableUnit} */ ({
        registrationId,
        learnerId: registrationId,
        iqaId: 'iqa',
        location: assessor.kind === 'new site' ? 'North Depot' : (SITES[index % SITES.length] ?? null),
        isComplete,
        decisions: decisions.map((decision) => ({
          ...decision,
          isFirstOnUnit: firsts.get(decision.judgementId)?.isFirstOnUnit ?? false,
          newMethods: firsts.get(decision.judgementId)?.newMethods ?? [],
        })),
        records: ['tracking', 'feedback', ...(assessor.isTrainee ? ['countersignatures'] : []), 'declarations'],
      }),
  );
  return { units, bad };
}

/** @param {string} criterion @param {number} chance @returns {EvidenceMethod[]} */
function methodsOf(criterion, chance) {
  if (chance < 0.005) return ['rpl_claim'];
  if (chance < 0.01) return ['expert_witness_testimony', 'work_product'];
  if (criterion.startsWith('1.')) return chance < 0.7 ? ['professional_discussion'] : ['written_questioning'];
  return chance < 0.6 ? ['direct_observation', 'work_product'] : ['direct_observation', 'witness_testimony'];
}
