import type { JudgementView } from '../../src/modules/assessment/assessment.dto.js';
import type { SignOffView, UnitSignOffsView } from '../../src/modules/sign-off/sign-off.dto.js';
import { accept, DISCUSSION, OBSERVATION, signedRecord } from './evidence.js';
import type { Cast, Person } from './people.js';

export const OBSERVED = ['2.1', '2.2', '2.3', '2.6', '2.7', '2.8', '2.9'] as const;
export const DISCUSSED = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '2.4', '2.5'] as const;

const OVERRIDE = 'One long observation; the discussion and the log she talked through leave no doubt.';

export async function judge(
  cast: Cast,
  criterion: string,
  evidenceIds: readonly string[],
  over: { by?: Person; outcome?: string; overrideReason?: string } = {},
): Promise<JudgementView> {
  const { by = cast.assessor, ...rest } = over;
  const answer = await by
    .post(`/api/registrations/${cast.registrationId}/judgements`, {
      criterion,
      outcome: 'met',
      rationale: `Shown in full for ${criterion}.`,
      evidenceIds,
      ...rest,
    })
    .expect(201);
  return answer.body as JudgementView;
}

/** The smallest unit that is ready to sign: one observation, one discussion, all seventeen criteria judged met. */
export async function makeReady(cast: Cast): Promise<{ observation: string; discussion: string }> {
  const observation = await signedRecord(cast, OBSERVATION, OBSERVED);
  const discussion = await signedRecord(cast, DISCUSSION, DISCUSSED);
  await accept(cast, observation, OBSERVED);
  await accept(cast, discussion, DISCUSSED);
  for (const criterion of DISCUSSED) await judge(cast, criterion, [discussion]);
  for (const criterion of OBSERVED) await judge(cast, criterion, [observation], { overrideReason: OVERRIDE });
  return { observation, discussion };
}

export function sign(cast: Cast, person: Person, body: object) {
  return person.post(`/api/registrations/${cast.registrationId}/sign-offs`, body);
}

export const NOT_SELECTED = { stage: 'iqa', route: 'not_selected', note: 'Sampling strategy 2026, low risk' } as const;
export const SAMPLED = { stage: 'iqa', route: 'sampled', decision: 'agreed', note: 'Saw E001 and E002' } as const;

/** Learner and assessor sign. */
export async function signUpToAssessor(cast: Cast): Promise<SignOffView[]> {
  const learner = await sign(cast, cast.learner, { stage: 'learner' }).expect(201);
  const assessor = await sign(cast, cast.assessor, { stage: 'assessor' }).expect(201);
  return [learner.body as SignOffView, assessor.body as SignOffView];
}

/** Everybody signs: the unit is released. */
export async function release(cast: Cast): Promise<void> {
  await signUpToAssessor(cast);
  await sign(cast, cast.iqa, SAMPLED).expect(201);
}

/** The signatures under the unit and its state. */
export async function signatures(cast: Cast): Promise<UnitSignOffsView> {
  const answer = await cast.manager.get(`/api/registrations/${cast.registrationId}/sign-offs`).expect(200);
  return answer.body as UnitSignOffsView;
}
