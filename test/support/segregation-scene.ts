import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '../../src/domain/access/actor.js';
import { atStage2 } from './appeals.js';
import { accept, DISCUSSION, signedRecord, submittedProduct } from './evidence.js';
import { addPerson, type Cast, type Person } from './people.js';
import { judge } from './ready-unit.js';
import { ADVICE, signSample, takeSample } from './sampling.js';
import type { Deed, Target } from './segregation-attempts.js';
import type { Staff } from './segregation-staff.js';

/** Which part somebody holds in the unit now; a role opens it, and without the role they are nobody to it. */
export type Part = 'learner' | 'assessor' | 'countersigner' | 'iqa' | 'countersigning_iqa' | 'none';

export interface Story {
  readonly title: string;
  readonly rule: string;
  readonly part: Part;
  /** What must be refused to this person, whatever their roles. */
  readonly deeds: readonly Deed[];
  /** The sets of roles the story is about; left out, all. */
  readonly concerns?: (roles: readonly Role[]) => boolean;
  /** Makes the person what the story says; answers what of the target is theirs. */
  readonly arrange: (scene: Scene) => Promise<Partial<Target> | void>;
}

export interface Scene extends Cast {
  readonly app: NestFastifyApplication;
  readonly person: Person;
  readonly target: Target;
}

export const EVERY_STAFF_ROLE: readonly Role[] = ['assessor', 'iqa', 'lead_iqa', 'centre_manager'];

/** A unit in the middle, with something of each kind to decide about, and the person of the story. */
export async function sceneOf(app: NestFastifyApplication, staff: Staff, story: Story, number: number): Promise<Scene> {
  const { manager, assessor, trainee, iqa, countersigner, countersigningIqa, visitId, qualificationId } = staff;
  const person = await addPerson(manager, app, `Person ${number}`, [
    ...(story.part === 'learner' ? (['learner'] as const) : []),
    ...EVERY_STAFF_ROLE,
  ]);
  const learner = story.part === 'learner' ? person : await addPerson(manager, app, `Learner ${number}`, ['learner']);
  const registration = {
    ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', registrationNumber: `AO-${number}` },
    ...{ assessorId: assessor.id, coAssessorId: trainee.id, iqaId: iqa.id },
    ...{ countersignerId: countersigner.id, countersigningIqaId: countersigningIqa.id },
  };
  const { body } = await manager.post('/api/registrations', registration).expect(201);
  const registrationId = (body as { id: string }).id;
  const cast: Cast = { manager, learner, assessor, trainee, iqa, registrationId };

  const discussion = await signedRecord(cast, DISCUSSION, ['1.1', '1.2']);
  await accept(cast, discussion, ['1.1', '1.2']);
  await judge(cast, '1.1', [discussion]);
  const { id: judgementId } = await judge(cast, '1.2', [discussion], { by: trainee });
  const itemId = await submittedProduct(cast, ['2.6']);
  const heldId = await submittedProduct(cast, ['2.7']);
  await iqa.post(`/api/evidence/${heldId}/hold`, { reason: 'Whose is it?' }).expect(200);
  const questionedId = await submittedProduct(cast, ['2.9'], { method: 'rpl_claim', activityFrom: '2025-03-02' });
  await accept(cast, questionedId, ['2.9']);
  const { actions } = await signSample(iqa, await takeSample(iqa, registrationId), { actions: [ADVICE] });
  const { id: sampleId } = await takeSample(iqa, registrationId);
  const { id: appealId } = await atStage2(cast);
  const target = {
    ...{ registrationId, itemId, questionedId, heldId, judgementId, sampleId, appealId },
    ...{ actionId: actions[0]?.id ?? '', visitId, qualificationId },
  };
  const scene = { ...cast, app, person, target };
  const own = await story.arrange(scene);
  return { ...scene, target: { ...target, ...(own ?? {}) } };
}
