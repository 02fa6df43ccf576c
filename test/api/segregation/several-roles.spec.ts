import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Role, ROLES } from '../../../src/domain/access/actor.js';
import { buildApp, type TestApp } from '../../support/build-app.js';
import { addPerson } from '../../support/people.js';
import { storyClock } from '../../support/running-clock.js';
import { type Deed, DEEDS, STATUSES } from '../../support/segregation-attempts.js';
import { ledgersNow } from '../../support/segregation-ledgers.js';
import { attempt, readyUnit, saidBy, type Staff, staffOf } from '../../support/segregation-staff.js';
import { EVERY_STAFF_ROLE, type Part, sceneOf, type Story } from '../../support/segregation-scene.js';
import { STORIES } from '../../support/segregation-stories.js';
import { release } from '../../support/ready-unit.js';
import { openVisit, outcomeOf, planVisit } from '../../support/visits.js';

jest.setTimeout(180_000);

type Hat = Part | 'lead_iqa' | 'centre_manager';

/** What each part takes to be held at all (§3.1); a learner is one by being registered. */
const TAKES: Readonly<Record<Part, readonly Role[] | null>> = {
  learner: null,
  assessor: ['assessor', 'trainee_assessor'],
  countersigner: ['assessor'],
  iqa: ['iqa', 'trainee_iqa', 'lead_iqa'],
  countersigning_iqa: ['iqa', 'lead_iqa'],
  none: [],
};

const VERIFIER: readonly Hat[] = ['iqa', 'lead_iqa'];
const SIGNER: readonly Hat[] = ['learner', 'assessor', 'countersigner', 'iqa', 'countersigning_iqa', 'lead_iqa'];
/** Under which hats somebody comes as far as their duties (assurance.md B1); under any other they are not let in. */
const DOORS: Readonly<Record<Deed, readonly Hat[]>> = {
  ...{ accept: ['assessor'], return: ['assessor'], judge: ['assessor'], judge_batch: ['assessor'], plan: ['assessor'] },
  ...{ countersign: ['countersigner', 'assessor'], countersign_batch: ['countersigner', 'assessor'] },
  ...{ take_sample: VERIFIER, record_sample: VERIFIER, close_action: VERIFIER, approve_rpl: VERIFIER },
  // Stage 2 is the verifiers'; an assessor spoke at stage 1.
  ...{ decide_appeal: VERIFIER, release_judgement: ['lead_iqa'] },
  ...{ sign_learner: SIGNER, sign_assessor: SIGNER, sign_countersigner: SIGNER, sign_iqa: SIGNER },
  ...{ sign_countersigning_iqa: SIGNER, hold: ['assessor', ...VERIFIER], lift_hold: ['assessor', ...VERIFIER] },
  reopen: ['iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager'],
  ...{ feedback: [], claim: ['centre_manager'], visit_outcome: [] },
};

const STAFF_ROLES = ROLES.filter((role) => role !== 'eqa');
const PAIRS = STAFF_ROLES.flatMap((one, index) => STAFF_ROLES.slice(index + 1).map((other): Role[] => [one, other]));
const ROLE_SETS: readonly (readonly Role[])[] = [
  ...PAIRS,
  ['assessor', 'iqa', 'lead_iqa'],
  ['assessor', 'lead_iqa', 'centre_manager'],
  ['iqa', 'lead_iqa', 'centre_manager'],
  ['trainee_assessor', 'trainee_iqa', 'centre_manager'],
  EVERY_STAFF_ROLE,
];

function expected(deed: Deed, { part, rule }: Story, roles: readonly Role[]): string {
  const takes = TAKES[part];
  const hats: Hat[] = [
    ...(takes === null || takes.some((role) => roles.includes(role)) ? [part] : []),
    ...(['lead_iqa', 'centre_manager'] as const).filter((office) => roles.includes(office)),
  ];
  if (deed === 'claim' && !roles.includes('centre_manager')) return 'NOT_ALLOWED';
  if (hats.length === 0) return 'NOT_FOUND';
  if (!hats.some((hat) => DOORS[deed].includes(hat))) return 'NOT_ALLOWED';
  // Whoever assesses lifts what they held themselves, so this is no duty but not their hold.
  if (deed === 'lift_hold' && rule === 'SOD2') return 'NOT_ALLOWED';
  return 'SEGREGATION_OF_DUTIES';
}

describe('a duty holds whatever other hats somebody wears', () => {
  let test: TestApp;
  let staff: Staff;
  const cells = new Map<string, number>();
  const count = (rule: string) => cells.set(rule, (cells.get(rule) ?? 0) + 1);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await staffOf(test.app);
  });
  afterAll(() => test.close());

  it.each(STORIES.map((story, index) => ({ ...story, index })))(
    '$rule: whoever $title',
    async ({ index, ...story }) => {
      const { person, target } = await sceneOf(test.app, staff, story, index);
      const before = await ledgersNow(test.app);
      const wrong: string[] = [];
      for (const roles of ROLE_SETS.filter((each) => story.concerns?.(each) ?? true)) {
        await staff.manager.patch(`/api/users/${person.id}`, { roles }).expect(200);
        for (const deed of story.deeds) {
          const answer = await attempt(person, deed, target);
          const wanted = expected(deed, story, roles);
          const named = wanted !== 'SEGREGATION_OF_DUTIES' || /SOD\d/.test(answer.text);
          if (`${saidBy(answer)} ${answer.status}` !== `${wanted} ${STATUSES[wanted]}` || !named) {
            wrong.push(`${deed} as ${roles.join(' and ')}: ${saidBy(answer)} instead of ${wanted}: ${answer.text}`);
          }
          count(deed === 'sign_learner' ? 'SOD10' : story.rule);
        }
      }
      expect(wrong).toEqual([]);
      expect(await ledgersNow(test.app)).toEqual(before);
    },
  );

  it('SOD9: an external verifier writes nothing but the records of their own visit', async () => {
    const unit = await readyUnit(test.app, staff, 'Visited Learner');
    const eqa = await addPerson(staff.manager, test.app, 'Eric External', ['eqa']);
    const { id: visitId } = await planVisit(staff.manager, eqa);
    const before = await ledgersNow(test.app);
    const said: Record<string, string> = {};
    for (const deed of DEEDS.filter((each) => each !== 'decide_appeal')) {
      // Each tries the other one's visit.
      const theirs = { ...unit.target, visitId };
      said[`${deed} inside`] = saidBy(await attempt(staff.visiting, deed, theirs));
      said[`${deed} outside`] = saidBy(await attempt(eqa, deed, unit.target));
      count('SOD9');
      count('SOD9');
    }
    for (const [cell, answer] of Object.entries(said)) {
      const isOfCentre = cell.startsWith('claim');
      const isOther = cell.endsWith('outside') || cell.startsWith('visit_outcome');
      expect([cell, answer]).toEqual([cell, isOther && !isOfCentre ? 'NOT_FOUND' : 'NOT_ALLOWED']);
    }
    for (const role of STAFF_ROLES) {
      const answer = await staff.manager.patch(`/api/users/${eqa.id}`, { roles: ['eqa', role] });
      expect([role, saidBy(answer)]).toEqual([role, 'SEGREGATION_OF_DUTIES']);
      count('SOD9');
    }
    expect(await ledgersNow(test.app)).toEqual(before);
  });

  it('SOD6: an external verifier releases no unit of a learner in whom an interest of theirs came to light', async () => {
    const unit = await readyUnit(test.app, staff, 'Niece of a Verifier');
    await release(unit);
    const uncle = await addPerson(staff.manager, test.app, 'Uncle External', ['eqa']);
    const { registrationId, learner } = unit;
    const { id: visitId } = await openVisit(staff.manager, uncle, [registrationId]);
    const interest = { personId: uncle.id, learnerId: learner.id, kind: 'family' };
    await staff.manager.post('/api/interests', interest).expect(201);
    const before = await ledgersNow(test.app);
    const releases = [{ registrationId, decision: 'released' }];
    const answer = await uncle.post(`/api/eqa-visits/${visitId}/outcome`, outcomeOf({ releases }));
    expect(saidBy(answer)).toBe('SEGREGATION_OF_DUTIES');
    expect(await ledgersNow(test.app)).toEqual(before);
    await uncle.post(`/api/eqa-visits/${visitId}/outcome`, outcomeOf()).expect(201);
  });

  it('makes well over a thousand cells, some for each of the ten rules', () => {
    expect(Object.fromEntries(cells)).toEqual({
      ...{ SOD1: 546, SOD2: 2418, SOD3: 104, SOD4: 172, SOD5: 334 },
      ...{ SOD6: 1066, SOD7: 260, SOD8: 114, SOD9: 53, SOD10: 162 },
    });
    expect([...cells.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(1_000);
  });
});
