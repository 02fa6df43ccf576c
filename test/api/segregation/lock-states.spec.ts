import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { lodged } from '../../support/appeals.js';
import { certificated, offer, prepared, sayDirectClaims, step, SUBMITTED } from '../../support/certification.js';
import { buildApp, type TestApp } from '../../support/build-app.js';
import { judge, release, sign, signUpToAssessor } from '../../support/ready-unit.js';
import { storyClock } from '../../support/running-clock.js';
import { DEEDS as ALL, type Deed, STATUSES } from '../../support/segregation-attempts.js';
import { attempt, readyUnit, saidBy, type Staff, staffOf, type Unit } from '../../support/segregation-staff.js';

jest.setTimeout(180_000);

const STATES = [
  ...(['in_progress', 'ready', 'learner_declared', 'assessor_signed', 'frozen'] as const),
  ...(['released', 'reopened', 'claimed', 'certificated'] as const),
];
type State = (typeof STATES)[number];
/** An appeal has a ladder of its own, whatever becomes of the unit. */
const DEEDS = ALL.filter((deed) => deed !== 'decide_appeal');

const VISITORS = [
  ...(['learner', 'assessor', 'trainee', 'countersigner', 'iqa', 'countersigningIqa', 'leadIqa'] as const),
  ...(['manager', 'visiting', 'otherLearner', 'otherAssessor', 'otherIqa', 'traineeIqa'] as const),
];
type Visitor = (typeof VISITORS)[number];
/** Who is nothing to these units: to them there is no such unit. */
const STRANGERS: readonly Visitor[] = ['otherLearner', 'otherAssessor', 'otherIqa', 'traineeIqa'];
/** Decisions that are the centre's or a visit's: there the role answers before anybody looks for the unit. */
const BY_ROLE: readonly Deed[] = ['claim', 'visit_outcome'];

const SIGNERS: readonly Visitor[] = [
  ...(['learner', 'assessor', 'trainee', 'countersigner', 'iqa', 'countersigningIqa', 'leadIqa'] as const),
];
/** Who comes through the door at all (domain.md §3.1, assurance.md B1), and who of them is kept back by a duty (§3.2). */
const DOORS: Readonly<Record<Deed, { in: readonly Visitor[]; barred?: readonly Visitor[] }>> = {
  accept: { in: ['assessor', 'trainee'] },
  return: { in: ['assessor', 'trainee'] },
  judge: { in: ['assessor', 'trainee'] },
  judge_batch: { in: ['assessor', 'trainee'] },
  // SOD4: neither whoever made the judgement nor a trainee.
  countersign: { in: ['countersigner', 'assessor', 'trainee'], barred: ['assessor', 'trainee'] },
  countersign_batch: { in: ['countersigner', 'assessor', 'trainee'], barred: ['assessor', 'trainee'] },
  release_judgement: { in: ['leadIqa'] },
  // SOD7, SOD10: everybody signs for themselves and nobody for anybody else.
  sign_learner: { in: SIGNERS, barred: SIGNERS.filter((who) => who !== 'learner') },
  sign_assessor: { in: SIGNERS, barred: SIGNERS.filter((who) => who !== 'assessor') },
  sign_countersigner: { in: SIGNERS, barred: SIGNERS.filter((who) => who !== 'countersigner') },
  sign_iqa: { in: SIGNERS, barred: SIGNERS.filter((who) => who !== 'iqa') },
  sign_countersigning_iqa: {
    in: SIGNERS,
    barred: SIGNERS.filter((who) => !['countersigningIqa', 'leadIqa'].includes(who)),
  },
  take_sample: { in: ['iqa', 'leadIqa'] },
  // SOD7: a sample is recorded by whoever took it.
  record_sample: { in: ['iqa', 'leadIqa'], barred: ['leadIqa'] },
  close_action: { in: ['iqa', 'leadIqa'] },
  approve_rpl: { in: ['iqa', 'leadIqa'] },
  hold: { in: ['assessor', 'trainee', 'iqa', 'leadIqa'] },
  lift_hold: { in: ['assessor', 'trainee', 'iqa', 'leadIqa'] },
  plan: { in: ['assessor', 'trainee'] },
  feedback: { in: ['learner', 'assessor', 'trainee', 'countersigner', 'iqa', 'leadIqa'] },
  decide_appeal: { in: [] },
  claim: { in: ['manager'] },
  visit_outcome: { in: ['visiting'] },
  reopen: { in: ['iqa', 'countersigningIqa', 'leadIqa', 'manager'] },
};

/** Whose signature is due (§3.7); all these assessors and IQAs are qualified. */
const DUE: Readonly<Record<State, Deed | null>> = {
  ...{ in_progress: 'sign_learner', ready: 'sign_learner', learner_declared: 'sign_assessor' },
  ...{ assessor_signed: 'sign_iqa', frozen: 'sign_iqa', reopened: 'sign_learner' },
  ...{ released: null, claimed: null, certificated: null },
};
const RELEASED: readonly State[] = ['released', 'claimed', 'certificated'];
const UNREADY: readonly State[] = ['in_progress', 'frozen'];
const UNSIGNED: readonly State[] = ['in_progress', 'ready', 'reopened'];

/** What the rule behind the door answers to whoever may ask. */
function afterwards(deed: Deed, state: State, isOpenedAgain: boolean): string {
  if (deed.startsWith('sign_')) {
    if (DUE[state] !== deed) return 'STAGE_OUT_OF_ORDER';
    return UNREADY.includes(state) ? 'NOT_READY_FOR_SIGN_OFF' : 'VALIDATION_FAILED';
  }
  if (deed === 'judge' || deed === 'judge_batch') {
    return RELEASED.includes(state) ? 'STATE_CONFLICT' : 'CRITERION_UNKNOWN';
  }
  if (deed === 'reopen') return UNSIGNED.includes(state) || isOpenedAgain ? 'STATE_CONFLICT' : 'done';
  const later: Partial<Record<Deed, string>> = {
    ...{ accept: 'CLAIM_UNKNOWN', return: 'RETURN_REASON_REQUIRED', record_sample: 'CRITERION_UNKNOWN' },
    ...{ take_sample: 'CRITERION_UNKNOWN', plan: 'CRITERION_UNKNOWN', feedback: 'CRITERION_UNKNOWN' },
    ...{ claim: 'NOT_CLAIMABLE', visit_outcome: 'VALIDATION_FAILED' },
  };
  return later[deed] ?? 'STATE_CONFLICT';
}

function expected(deed: Deed, who: Visitor, state: State, isOpenedAgain: boolean): string {
  const door = DOORS[deed];
  if (door.barred?.includes(who)) return 'SEGREGATION_OF_DUTIES';
  if (door.in.includes(who)) return afterwards(deed, state, isOpenedAgain);
  return STRANGERS.includes(who) && !BY_ROLE.includes(deed) ? 'NOT_FOUND' : 'NOT_ALLOWED';
}

describe('decisions on a unit, whatever its state', () => {
  let test: TestApp;
  let staff: Staff;
  let cells = 0;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await staffOf(test.app);
  });
  afterAll(() => test.close());

  /** Leads a unit that is ready to the state that is asked for. */
  const LEAD: Readonly<Record<State, (unit: Unit) => Promise<unknown>>> = {
    in_progress: (unit) => judge(unit, '1.1', [], { outcome: 'not_yet_met' }),
    ready: () => Promise.resolve(),
    learner_declared: (unit) => sign(unit, unit.learner, { stage: 'learner' }).expect(201),
    assessor_signed: (unit) => signUpToAssessor(unit),
    frozen: async (unit) => {
      await signUpToAssessor(unit);
      await lodged(unit);
    },
    released: (unit) => release(unit),
    reopened: async (unit) => {
      await release(unit);
      await attempt(unit.iqa, 'reopen', unit.target).expect(200);
    },
    claimed: async (unit) => {
      const { id } = await prepared(unit.manager, await claimable(), [await released(unit)]);
      await step(unit.manager, id, 'submission', SUBMITTED).expect(200);
    },
    certificated: async (unit) => {
      await certificated(unit.manager, await claimable(), [await released(unit)]);
    },
  };
  let granted: string | null = null;
  async function claimable(): Promise<string> {
    if (granted !== null) return granted;
    const { id } = await offer(staff.manager);
    await sayDirectClaims(staff.manager, id).expect(200);
    return (granted = id);
  }
  async function released(unit: Unit): Promise<Unit> {
    await release(unit);
    return unit;
  }

  it.each(STATES)('are made by whom the rules let and nobody else: %s', async (state) => {
    const unit = await readyUnit(test.app, staff, `Learner of ${state}`);
    await LEAD[state](unit);
    const people = { ...staff, ...unit };
    const wrong: string[] = [];
    let isOpenedAgain = false;
    // Opening the unit again comes last: the first who may does it, and the others find nothing signed.
    for (const deed of DEEDS) {
      for (const who of VISITORS) {
        const answer = await attempt(people[who], deed, unit.target);
        const wanted = expected(deed, who, state, isOpenedAgain);
        const said = `${saidBy(answer)} ${answer.status}`;
        if (said !== `${wanted} ${STATUSES[wanted]}`) wrong.push(`${deed} by ${who}: ${said} instead of ${wanted}`);
        if (deed === 'reopen' && saidBy(answer) === 'done') isOpenedAgain = true;
        cells += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(isOpenedAgain).toBe(!UNSIGNED.includes(state));
  });

  it('make well over a thousand cells', () => {
    expect(cells).toBe(STATES.length * DEEDS.length * VISITORS.length);
    expect(cells).toBeGreaterThanOrEqual(2_600);
  });
});
