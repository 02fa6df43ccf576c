import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { PASSWORD } from './build-app.js';
import { record } from './complaints.js';
import { accept, DISCUSSION, draft, evidenceNow, PRODUCT, signedRecord, submittedProduct } from './evidence.js';
import { addPerson, type Cast, castOf, type Person, signIn } from './people.js';
import { judge } from './ready-unit.js';
import { TusVisitor } from './tus.js';
import { invite, testimonyDraft } from './testimony.js';
import { CPD, endRecord, link, qualify, vouch } from './staff.js';
import { ADVICE, drawPlan, signSample, takeSample } from './sampling.js';

export const FOREIGN_MANAGER = { email: 'manager@other.test', name: 'Olga Other', password: PASSWORD };

/** Everybody who could knock at the door of one registration. */
export interface World extends Cast {
  readonly countersigner: Person;
  readonly leadIqa: Person;
  readonly eqa: Person;
  readonly otherLearner: Person;
  readonly otherAssessor: Person;
  readonly otherIqa: Person;
  /** Runs another centre of the same installation. */
  readonly foreignManager: Person;
  /** An item of the learner's that is withdrawn: whoever may touch it at all is told that it is too late. */
  readonly withdrawn: EvidenceView;
  /** A draft of the learner's. */
  readonly open: EvidenceView;
  /** A judgement by the assessor, who is qualified: it waits for nobody's countersignature. */
  readonly judgementId: string;
  readonly exportId: string;
  /** A complaint case of the learner's, C-001, that has only been received. */
  readonly caseId: string;
  /** A resumable upload of the learner's that is finished. */
  readonly uploadId: string;
  /** An open invitation to a witness, on a draft of the learner's. */
  readonly invitation: { readonly id: string; readonly evidenceId: string };
  /** A signed sample of the registration, with one action that is closed. */
  readonly sampleId: string;
  readonly actionId: string;
  /** The lead IQA's plan, drawn from what there is. */
  readonly planId: string;
  /** What was once on record of staff: everything here has ended. The trainee's link, the rest is the assessor's. */
  readonly ended: {
    readonly qualificationId: string;
    readonly competenceId: string;
    readonly linkId: string;
    readonly cpdId: string;
    /** The other assessor's, in the other learner. */
    readonly interestId: string;
  };
}

/** A second centre, as an installation gets one: by the operator, not by a request. */
export async function foundSecondCentre(app: NestFastifyApplication): Promise<Person> {
  const centre = { name: 'Riverbank College', number: '98765' };
  await app.get(FoundCentre).run({ centre, manager: FOREIGN_MANAGER });
  return signIn(app, FOREIGN_MANAGER.email);
}

export async function buildWorld(app: NestFastifyApplication): Promise<World> {
  const cast = await castOf(app);
  const { manager, learner, registrationId } = cast;
  const countersigner = await addPerson(manager, app, 'Cora Signer', ['assessor']);
  await manager.patch(`/api/registrations/${registrationId}`, { countersignerId: countersigner.id }).expect(200);

  const product = await submittedProduct(cast, ['2.6']);
  await learner.post(`/api/evidence/${product}/withdrawal`, { reason: 'duplicate' }).expect(200);
  const discussion = await signedRecord(cast, DISCUSSION, ['1.1']);
  await accept(cast, discussion, ['1.1']);
  const { id: judgementId } = await judge(cast, '1.1', [discussion]);
  const order = await manager.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });
  const leadIqa = await addPerson(manager, app, 'Lea Lead', ['lead_iqa']);
  const { id: sampleId, actions } = await signSample(cast.iqa, await takeSample(cast.iqa, registrationId), {
    actions: [ADVICE],
  });
  const actionId = actions[0]?.id ?? '';
  await cast.assessor.post(`/api/iqa-actions/${actionId}/response`, { response: 'Times are added.' }).expect(200);
  await cast.iqa.post(`/api/iqa-actions/${actionId}/closure`, { note: 'Seen in E002.' }).expect(200);
  const otherLearner = await addPerson(manager, app, 'Otto Learner', ['learner']);
  const otherAssessor = await addPerson(manager, app, 'Olive Assessor', ['assessor', 'trainee_assessor']);
  return {
    ...cast,
    countersigner,
    leadIqa,
    eqa: await addPerson(manager, app, 'Eric External', ['eqa']),
    ...{ otherLearner, otherAssessor },
    otherIqa: await addPerson(manager, app, 'Oscar Verifier', ['iqa']),
    foreignManager: await foundSecondCentre(app),
    withdrawn: await evidenceNow(learner, product),
    open: await draft(learner, { method: 'reflective_account', ...ENVELOPE }),
    judgementId,
    exportId: (order.body as { id: string }).id,
    caseId: (await record(learner, { caseRef: 'C-001' })).id,
    uploadId: await finishedUpload(app, learner),
    invitation: await invite(cast, await testimonyDraft(cast)),
    ...{ sampleId, actionId },
    planId: (await drawPlan(leadIqa)).id,
    ended: await endedRecords({ ...cast, countersigner, otherLearner, otherAssessor }),
  };
}

async function endedRecords(
  people: Pick<World, 'manager' | 'assessor' | 'trainee' | 'countersigner' | 'otherLearner' | 'otherAssessor'>,
): Promise<World['ended']> {
  const { manager, assessor, trainee, countersigner, otherLearner, otherAssessor } = people;
  const { id: qualificationId } = await qualify(manager, assessor);
  await endRecord(manager, assessor, `qualifications/${qualificationId}`);
  const { id: competenceId } = await vouch(manager, assessor);
  await endRecord(manager, assessor, `competences/${competenceId}`);
  const { id: linkId } = await link(manager, trainee, countersigner);
  await endRecord(manager, trainee, `countersigner-links/${linkId}`);
  const entry = (await assessor.post('/api/me/cpd', CPD).expect(201)).body as { id: string };
  await assessor.post(`/api/me/cpd/${entry.id}/withdrawal`, { reason: 'Logged twice.' }).expect(200);
  const declaration = { learnerId: otherLearner.id, kind: 'family' };
  const interest = (await otherAssessor.post('/api/interests', declaration).expect(201)).body as { id: string };
  await manager.post(`/api/interests/${interest.id}/ending`, { reason: 'A namesake.' }).expect(200);
  return { qualificationId, competenceId, linkId, cpdId: entry.id, interestId: interest.id };
}

async function finishedUpload(app: NestFastifyApplication, learner: Person): Promise<string> {
  const { id } = await draft(learner, PRODUCT);
  const visitor = TusVisitor.of(app, learner);
  const path = await visitor.begun(id, 'words.txt', 5);
  await visitor.piece(path, 0, Buffer.from('words'));
  return path.split('/').at(-1) ?? '';
}

export const ENVELOPE = {
  title: 'Two upset customers',
  contextStatement: 'What I did, and what I would do differently.',
  activityFrom: '2026-03-02',
  setting: 'workplace',
} as const;
