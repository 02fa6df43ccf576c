import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ArrivalsView } from '../../src/modules/arrivals/arrivals.dto.js';
import type { ExerciseView } from '../../src/modules/standardisation/standardisation-view.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { PASSWORD } from './build-app.js';
import { record } from './complaints.js';
import { accept, DISCUSSION, draft, evidenceNow, PRODUCT, signedRecord, submittedProduct } from './evidence.js';
import { plannedAndReviewed } from './planning.js';
import { conclude, decide, openedExercise, whenRead } from './standardisation.js';
import { dueAbout, offer, prepared, sayDirectClaims, step, SUBMITTED, TOLD } from './certification.js';
import { fetched, previewed } from './packages.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from './people.js';
import { judge, makeReady, release } from './ready-unit.js';
import { TusVisitor } from './tus.js';
import { invite, testimonyDraft } from './testimony.js';
import { conclude as concludeVisit, DEMAND, openVisit, planVisit } from './visits.js';
import { appealBeforePanel, withdraw } from './appeals.js';
import { CPD, endRecord, link, qualify, vouch } from './staff.js';
import { ADVICE, drawPlan, signSample, takeSample } from './sampling.js';

export const FOREIGN_MANAGER = { email: 'manager@other.test', name: 'Olga Other', password: PASSWORD };

/** Everybody who could knock at the door of one registration. */
export interface World extends Cast {
  readonly countersigner: Person;
  readonly leadIqa: Person;
  /** A qualified IQA, named to countersign should the IQA of the registration be a trainee. */
  readonly countersigningIqa: Person;
  /** Has no part in the registration. */
  readonly traineeIqa: Person;
  /** An external verifier whom nobody has let in. */
  readonly eqa: Person;
  /** One whose visit is open, with the one registration selected. */
  readonly visiting: Person;
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
  readonly packageId: string;
  /** That package, taken into the very portfolio it came from: nothing in it is a draft. */
  readonly arrived: { readonly importId: string; readonly fileId: string };
  /** A complaint case of the learner's, C-001, that has only been received. */
  readonly caseId: string;
  /** A resumable upload of the learner's that is finished. */
  readonly uploadId: string;
  /** An open invitation to a witness, on a draft of the learner's. */
  readonly invitation: { readonly id: string; readonly evidenceId: string };
  /** A signed sample of the registration, with one action that is closed. */
  readonly sampleId: string;
  readonly actionId: string;
  /** An appeal of the learner's about AC2.6 that came before its panel and was then withdrawn. */
  readonly appealId: string;
  /** Sits on that panel and is nothing else to the learner. */
  readonly panelMember: Person;
  /** The lead IQA's plan, drawn from what there is. */
  readonly planId: string;
  /** A concluded exercise on a product of the learner's in which all staff decided, and its one action, which is closed. */
  readonly exerciseId: string;
  readonly exerciseActionId: string;
  /** The assessment plan in force and a review, both signed by the learner, and an action of theirs that is closed. */
  readonly planned: { readonly planId: string; readonly reviewId: string; readonly actionId: string };
  readonly visitId: string;
  /** An earlier visit of the same verifier, with its outcome and one action that is closed. */
  readonly earlierVisit: { readonly id: string; readonly actionId: string };
  /** A qualification with Unit 40, which the centre may claim directly. */
  readonly qualificationId: string;
  /** A claim of another learner's unit that was withdrawn, after the unit had changed and the AO was told of it. */
  readonly claimId: string;
  readonly notificationId: string;
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
  const countersigningIqa = await addPerson(manager, app, 'Ines Hale', ['iqa']);
  const parts = { countersignerId: countersigner.id, countersigningIqaId: countersigningIqa.id };
  await manager.patch(`/api/registrations/${registrationId}`, parts).expect(200);

  const product = await submittedProduct(cast, ['2.6']);
  await learner.post(`/api/evidence/${product}/withdrawal`, { reason: 'duplicate' }).expect(200);
  const discussion = await signedRecord(cast, DISCUSSION, ['1.1']);
  await accept(cast, discussion, ['1.1']);
  const { id: judgementId } = await judge(cast, '1.1', [discussion]);
  const order = await manager.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });
  // A learner's own says the least, so that everybody who may have one may have it.
  const packed = await learner.post(`/api/registrations/${registrationId}/packages`);
  const { id: packageId } = packed.body as { id: string };
  const leadIqa = await addPerson(manager, app, 'Lea Lead', ['lead_iqa']);
  const { id: sampleId, actions } = await signSample(cast.iqa, await takeSample(cast.iqa, registrationId), {
    actions: [ADVICE],
  });
  const actionId = actions[0]?.id ?? '';
  const visiting = await addPerson(manager, app, 'Vera Visitor', ['eqa']);
  const earlierVisit = await finishedVisit(manager, visiting);
  await cast.assessor.post(`/api/iqa-actions/${actionId}/response`, { response: 'Times are added.' }).expect(200);
  await cast.iqa.post(`/api/iqa-actions/${actionId}/closure`, { note: 'Seen in E002.' }).expect(200);
  const otherAssessor = await addPerson(manager, app, 'Olive Assessor', ['assessor', 'trainee_assessor']);
  const otherIqa = await addPerson(manager, app, 'Oscar Verifier', ['iqa']);
  const { assessor, trainee, iqa } = cast;
  const deciders = [leadIqa, assessor, trainee, iqa, countersigner, otherAssessor, otherIqa];
  const exercise = await concludedExercise(cast, leadIqa, deciders);
  const panelMember = await addPerson(manager, app, 'Pia Panel', ['iqa']);
  const colleague = await addPerson(manager, app, 'Paul Panel', ['iqa']);
  const appeal = await appealBeforePanel(cast, [panelMember, colleague], { kind: 'process_failing', criterion: '2.6' });
  await withdraw(cast, appeal.id);
  const otherLearner = await addPerson(manager, app, 'Otto Learner', ['learner']);
  return {
    ...cast,
    countersigner,
    countersigningIqa,
    leadIqa,
    otherAssessor,
    otherIqa,
    traineeIqa: await addPerson(manager, app, 'Tariq Trainee', ['trainee_iqa']),
    eqa: await addPerson(manager, app, 'Eric External', ['eqa']),
    otherLearner,
    ...{ panelMember, appealId: appeal.id },
    foreignManager: await foundSecondCentre(app),
    withdrawn: await evidenceNow(learner, product),
    open: await draft(learner, { method: 'reflective_account', ...ENVELOPE }),
    judgementId,
    exportId: (order.body as { id: string }).id,
    packageId,
    arrived: await takenIn(manager, learner, registrationId, packageId),
    caseId: (await record(learner, { caseRef: 'C-001' })).id,
    uploadId: await finishedUpload(app, learner),
    invitation: await invite(cast, await testimonyDraft(cast)),
    ...{ sampleId, actionId },
    planId: (await drawPlan(leadIqa)).id,
    exerciseId: exercise.id,
    exerciseActionId: exercise.actions[0]?.id ?? '',
    planned: await plannedAndReviewed(cast),
    ...(await withdrawnClaim(app, cast)),
    ended: await endedRecords({ ...cast, countersigner, otherLearner, otherAssessor }),
    ...{ visiting, earlierVisit, visitId: (await openVisit(manager, visiting, [cast.registrationId])).id },
  };
}

async function concludedExercise(cast: Cast, lead: Person, deciders: readonly Person[]): Promise<ExerciseView> {
  const product = await submittedProduct(cast, ['2.6']);
  await whenRead(cast.learner, [product]);
  const arrangement = { evidenceIds: [product], participants: deciders, criteria: ['2.6'] };
  const exercise = await openedExercise(lead, arrangement);
  for (const person of deciders) await decide(person, exercise, ['met']).expect(201);
  const actions = [{ text: 'Write it down.', ownerId: cast.manager.id, dueOn: '2026-07-01' }];
  const concluded = (await conclude(lead, exercise, ['met'], { actions }).expect(201)).body as ExerciseView;
  await lead.post(`/api/standardisation-actions/${concluded.actions[0]?.id}/closure`, { note: 'Seen.' }).expect(200);
  return concluded;
}

async function finishedVisit(manager: Person, eqa: Person): Promise<World['earlierVisit']> {
  const { id } = await planVisit(manager, eqa);
  const { actions } = await concludeVisit(eqa, id, { decision: 'action_required', actions: [DEMAND] });
  const actionId = actions[0]?.id ?? '';
  const path = `/api/eqa-visits/${id}/actions/${actionId}`;
  await manager.post(`${path}/response`, { response: 'They are dated now.' }).expect(200);
  await eqa.post(`${path}/closure`, { note: 'Seen.' }).expect(200);
  return { id, actionId };
}

/** A claim whose story is over: nothing more can happen to it, nor to what the awarding organisation was told. */
async function withdrawnClaim(app: NestFastifyApplication, { manager, ...cast }: Cast) {
  const { id: qualificationId } = await offer(manager);
  await sayDirectClaims(manager, qualificationId).expect(200);
  const claimed = await anotherLearner(app, { manager, ...cast }, 'Clara Claimed');
  const at = `/api/registrations/${claimed.registrationId}`;
  await manager.patch(at, { registrationNumber: 'AO-1' }).expect(200);
  await makeReady(claimed);
  await release(claimed);
  const { id: claimId } = await prepared(manager, qualificationId, [claimed]);
  await step(manager, claimId, 'submission', SUBMITTED).expect(200);
  await claimed.iqa.post(`${at}/reopening`, { reason: 'AC1.1 was overlooked.' }).expect(200);
  const [due] = await dueAbout(manager, claimed);
  const notificationId = due?.id ?? '';
  await manager.post(`/api/ao-notifications/${notificationId}/sending`, TOLD).expect(200);
  await step(manager, claimId, 'withdrawal', { reason: 'It does not stand.' }).expect(200);
  return { qualificationId, claimId, notificationId };
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

/** Every file of it is one that whoever reads the registration may have. */
async function takenIn(
  manager: Person,
  learner: Person,
  registrationId: string,
  packageId: string,
): Promise<World['arrived']> {
  const { id: importId } = await previewed(manager, await fetched(learner, packageId));
  await manager.post(`/api/portfolio-imports/${importId}/acceptance`, { registrationId }).expect(200);
  const { body } = await manager.get(`/api/registrations/${registrationId}/arrivals`).expect(200);
  const [arrival] = (body as ArrivalsView).items;
  return { importId, fileId: arrival?.files.find(({ path }) => path === 'evidence.json')?.id ?? '' };
}
