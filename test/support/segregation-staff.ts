import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Response } from 'supertest';
import { DIPLOMA, offer } from './certification.js';
import { submittedProduct } from './evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from './people.js';
import { makeReady } from './ready-unit.js';
import { ADVICE, signSample, takeSample } from './sampling.js';
import { ATTEMPTS, type Deed, type Target } from './segregation-attempts.js';
import { openVisit, select } from './visits.js';

/** Everybody who has a part in the units of these stories, and those who have none. */
export interface Staff extends Cast {
  readonly countersigner: Person;
  readonly countersigningIqa: Person;
  readonly leadIqa: Person;
  readonly visiting: Person;
  readonly otherLearner: Person;
  readonly otherAssessor: Person;
  readonly otherIqa: Person;
  readonly traineeIqa: Person;
  readonly visitId: string;
  /** One with Unit 40 that the centre may not claim directly, so that nothing can be claimed for it. */
  readonly qualificationId: string;
}

export async function staffOf(app: NestFastifyApplication): Promise<Staff> {
  const cast = await castOf(app);
  const add = (name: string, role: Parameters<typeof addPerson>[3][number]) =>
    addPerson(cast.manager, app, name, [role]);
  const visiting = await add('Vera Visitor', 'eqa');
  return {
    ...cast,
    countersigner: await add('Cora Signer', 'assessor'),
    countersigningIqa: await add('Ines Hale', 'iqa'),
    leadIqa: await add('Lea Lead', 'lead_iqa'),
    otherLearner: await add('Otto Learner', 'learner'),
    otherAssessor: await add('Olive Assessor', 'assessor'),
    otherIqa: await add('Oscar Verifier', 'iqa'),
    traineeIqa: await add('Tariq Trainee', 'trainee_iqa'),
    visiting,
    visitId: (await openVisit(cast.manager, visiting, [cast.registrationId])).id,
    qualificationId: (await offer(cast.manager, { ...DIPLOMA, number: '600/0001/1' })).id,
  };
}

export interface Unit extends Cast {
  readonly target: Target;
}

/** A unit of another learner with everybody allocated, ready to sign, and something of each kind to decide about. */
export async function readyUnit(app: NestFastifyApplication, staff: Staff, name: string): Promise<Unit> {
  const cast = await anotherLearner(app, staff, name);
  const { registrationId, manager, iqa, assessor, learner } = cast;
  await manager
    .patch(`/api/registrations/${registrationId}`, {
      countersignerId: staff.countersigner.id,
      countersigningIqaId: staff.countersigningIqa.id,
      registrationNumber: 'AO-1',
    })
    .expect(200);
  await select(staff.visiting, staff.visitId, [registrationId]);
  await makeReady(cast);
  const itemId = await submittedProduct(cast, ['2.6']);
  const questionedId = await submittedProduct(cast, ['2.9']);
  await learner.post(`/api/evidence/${questionedId}/withdrawal`, { reason: 'duplicate' }).expect(200);
  const { actions } = await signSample(iqa, await takeSample(iqa, registrationId), { actions: [ADVICE] });
  const actionId = actions[0]?.id ?? '';
  await assessor.post(`/api/iqa-actions/${actionId}/response`, { response: 'Done.' }).expect(200);
  await iqa.post(`/api/iqa-actions/${actionId}/closure`, { note: 'Seen.' }).expect(200);
  const { id: sampleId } = await takeSample(iqa, registrationId);
  const judgements = await assessor.get(`/api/registrations/${registrationId}/judgements`).expect(200);
  const judgementId = (judgements.body as { items: { id: string }[] }).items[0]?.id ?? '';
  const { visitId, qualificationId } = staff;
  return {
    ...cast,
    target: { registrationId, itemId, questionedId, judgementId, sampleId, actionId, visitId, qualificationId },
  };
}

export function attempt(by: Person, deed: Deed, target: Target) {
  const { path, body } = ATTEMPTS[deed](target);
  return by.post(path, body);
}

/** What an answer says: the code of the refusal, or that it is done. */
export const saidBy = ({ status, text }: Response): string =>
  status < 300 ? 'done' : ((JSON.parse(text || '{}') as { code?: string }).code ?? 'no code');
