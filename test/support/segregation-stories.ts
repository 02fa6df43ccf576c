import { accept, OBSERVATION, signedRecord, submittedProduct } from './evidence.js';
import { judge } from './ready-unit.js';
import { signSample, takeSample } from './sampling.js';
import type { Deed } from './segregation-attempts.js';
import type { Scene, Story } from './segregation-scene.js';
import { give, invite, testimonyDraft } from './testimony.js';

const JUDGING: readonly Deed[] = ['accept', 'return', 'judge', 'judge_batch'];
const COUNTERSIGNING: readonly Deed[] = ['countersign', 'countersign_batch'];
const VERIFYING: readonly Deed[] = ['take_sample', 'record_sample', 'close_action', 'sign_iqa'];
const FURTHER: readonly Deed[] = ['approve_rpl', 'sign_countersigning_iqa', 'release_judgement', 'decide_appeal'];
/** What somebody with a hand in the decisions leaves to others. */
const UPWARD: readonly Deed[] = [...VERIFYING, ...FURTHER, 'reopen', 'claim', 'sign_learner', 'lift_hold'];

const allocate = (scene: Scene, parts: object) =>
  scene.manager.patch(`/api/registrations/${scene.registrationId}`, parts).expect(200);
const asCoAssessor = (scene: Scene) => allocate(scene, { coAssessorId: scene.person.id });
const thenIqa = (scene: Scene) =>
  allocate(scene, { coAssessorId: null, countersignerId: null, iqaId: scene.person.id });
const declare = ({ manager, learner, person }: Scene) =>
  manager
    .post('/api/interests', { personId: person.id, learnerId: learner.id, kind: 'family' })
    .expect(201)
    .then(() => undefined);
const done = (): undefined => undefined;

export const STORIES: readonly Story[] = [
  {
    ...{ title: 'is the learner', rule: 'SOD1', part: 'learner' },
    deeds: [
      ...[...JUDGING, ...COUNTERSIGNING, ...VERIFYING, ...FURTHER, 'sign_assessor', 'sign_countersigner'],
      ...(['hold', 'lift_hold', 'plan', 'reopen', 'claim'] as const),
    ] as Deed[],
    arrange: () => Promise.resolve(),
  },
  {
    ...{ title: 'is the assessor', rule: 'SOD2', part: 'assessor' },
    deeds: [...UPWARD, 'sign_countersigner'],
    arrange: (scene) => allocate(scene, { assessorId: scene.person.id }).then(done),
  },
  {
    ...{ title: 'is the second assessor', rule: 'SOD2', part: 'assessor' },
    deeds: [...UPWARD, 'sign_assessor', 'sign_countersigner'],
    arrange: (scene) => asCoAssessor(scene).then(done),
  },
  {
    ...{ title: 'is the countersigner', rule: 'SOD2', part: 'countersigner' },
    deeds: [...UPWARD, ...JUDGING, 'sign_assessor'],
    arrange: (scene) => allocate(scene, { countersignerId: scene.person.id }).then(done),
  },
  {
    ...{ title: 'is the IQA', rule: 'SOD2', part: 'iqa' },
    deeds: [...JUDGING, ...COUNTERSIGNING, 'release_judgement', 'sign_learner', 'sign_assessor', 'claim', 'plan'],
    arrange: (scene) => thenIqa(scene).then(done),
  },
  {
    ...{ title: 'is the IQA and would countersign their own release', rule: 'SOD5', part: 'iqa' },
    deeds: ['sign_countersigning_iqa', 'sign_countersigner'],
    arrange: (scene) => thenIqa(scene).then(done),
  },
  {
    ...{ title: 'countersigns the release', rule: 'SOD5', part: 'countersigning_iqa' },
    deeds: [...JUDGING, ...COUNTERSIGNING, 'release_judgement', 'sign_iqa', 'sign_assessor', 'sign_learner', 'claim'],
    arrange: (scene) => allocate(scene, { countersigningIqaId: scene.person.id }).then(done),
  },
  {
    ...{ title: 'is the IQA now and wrote some of the evidence', rule: 'SOD2', part: 'iqa' },
    deeds: [...VERIFYING, 'hold', 'claim', 'decide_appeal', 'release_judgement'],
    arrange: async (scene) => {
      await asCoAssessor(scene);
      const questionedId = await signedRecord(scene, OBSERVATION, ['2.1'], scene.person);
      await thenIqa(scene);
      return { questionedId };
    },
  },
  {
    ...{ title: 'is the IQA now and once judged', rule: 'SOD2', part: 'iqa' },
    deeds: [...VERIFYING, ...JUDGING, 'claim', 'decide_appeal', 'release_judgement'],
    arrange: async (scene) => {
      await asCoAssessor(scene);
      await judge(scene, '1.3', [], { by: scene.person, outcome: 'not_yet_met' });
      await thenIqa(scene);
    },
  },
  {
    ...{ title: 'is the IQA now and once countersigned', rule: 'SOD2', part: 'iqa' },
    deeds: [...VERIFYING, ...COUNTERSIGNING, 'claim', 'decide_appeal', 'release_judgement'],
    arrange: async (scene) => {
      await allocate(scene, { countersignerId: scene.person.id });
      const { id } = await judge(scene, '1.4', [], { by: scene.trainee, outcome: 'not_yet_met' });
      const path = `/api/registrations/${scene.registrationId}/judgements/${id}/countersignature`;
      await scene.person.post(path, { result: 'agreed' }).expect(200);
      await thenIqa(scene);
    },
  },
  {
    ...{ title: 'is the IQA now and once accepted what prior learning rests on', rule: 'SOD2', part: 'iqa' },
    deeds: [...VERIFYING, 'approve_rpl', 'claim', 'decide_appeal'],
    arrange: async (scene) => {
      await asCoAssessor(scene);
      const questionedId = await submittedProduct(scene, ['2.9'], { method: 'rpl_claim', activityFrom: '2025-03-02' });
      await accept(scene, questionedId, ['2.9'], scene.person);
      await thenIqa(scene);
      return { questionedId };
    },
  },
  {
    ...{ title: 'countersigns now and once signed a sample', rule: 'SOD2', part: 'countersigner' },
    deeds: [...COUNTERSIGNING, 'release_judgement', ...VERIFYING],
    arrange: async (scene) => {
      const { manager, person, registrationId, iqa } = scene;
      await allocate(scene, { coAssessorId: scene.trainee.id, countersignerId: null, iqaId: person.id });
      await signSample(person, await takeSample(person, registrationId), {});
      await manager
        .patch(`/api/registrations/${registrationId}`, { iqaId: iqa.id, countersignerId: person.id })
        .expect(200);
    },
  },
  {
    ...{ title: 'assesses now and is the witness', rule: 'SOD3', part: 'assessor' },
    deeds: JUDGING,
    arrange: async (scene) => {
      const itemId = await testimonyDraft(scene);
      const { email } = scene.person;
      const { token } = await invite(scene, itemId, { name: 'Wanda Witness', email });
      await give(scene.app, token ?? '', { name: 'Wanda Witness' }).expect(201);
      await asCoAssessor(scene);
      return { itemId };
    },
  },
  {
    ...{ title: 'judged as a trainee', rule: 'SOD4', part: 'assessor' },
    deeds: [...COUNTERSIGNING, 'release_judgement', 'sign_countersigner'],
    arrange: async (scene) => {
      await asCoAssessor(scene);
      await scene.manager.patch(`/api/users/${scene.person.id}`, { roles: ['trainee_assessor'] }).expect(200);
      const { id } = await judge(scene, '1.5', [], { by: scene.person, outcome: 'not_yet_met' });
      return { judgementId: id };
    },
  },
  {
    ...{ title: 'is still a trainee', rule: 'SOD4', part: 'assessor' },
    deeds: [...COUNTERSIGNING, 'sign_countersigner', 'release_judgement'],
    concerns: (roles) => !roles.includes('assessor'),
    arrange: (scene) => asCoAssessor(scene).then(done),
  },
  {
    ...{ title: 'is still a trainee IQA', rule: 'SOD5', part: 'iqa' },
    deeds: ['approve_rpl', 'sign_countersigning_iqa'],
    concerns: (roles) => !roles.includes('iqa') && !roles.includes('lead_iqa'),
    arrange: (scene) => thenIqa(scene).then(done),
  },
  {
    ...{ title: 'assesses and has a declared interest', rule: 'SOD6', part: 'assessor' },
    deeds: [
      ...JUDGING,
      ...COUNTERSIGNING,
      ...VERIFYING,
      ...FURTHER,
      'plan',
      'hold',
      'lift_hold',
      'sign_assessor',
      'claim',
    ],
    arrange: async (scene) => {
      await allocate(scene, { assessorId: scene.person.id });
      await declare(scene);
    },
  },
  {
    ...{ title: 'is the IQA and has a declared interest', rule: 'SOD6', part: 'iqa' },
    deeds: [...VERIFYING, ...FURTHER, 'hold', 'lift_hold', 'claim'],
    arrange: async (scene) => {
      await thenIqa(scene);
      await declare(scene);
    },
  },
  {
    ...{ title: 'has an office and a declared interest', rule: 'SOD6', part: 'none' },
    deeds: [...VERIFYING, ...FURTHER, 'hold', 'lift_hold', 'claim'],
    arrange: (scene) => declare(scene),
  },
  {
    ...{ title: 'has roles and no part', rule: 'SOD7', part: 'none' },
    deeds: [...JUDGING, ...COUNTERSIGNING, 'plan', 'sign_learner', 'sign_assessor', 'sign_countersigner', 'sign_iqa'],
    arrange: () => Promise.resolve(),
  },
  {
    ...{ title: 'manages the centre', rule: 'SOD8', part: 'none' },
    deeds: [
      ...[...JUDGING, ...COUNTERSIGNING, ...VERIFYING, ...FURTHER, 'plan', 'hold', 'lift_hold'],
      ...(['sign_learner', 'sign_assessor', 'sign_countersigner'] as const),
    ] as Deed[],
    concerns: (roles) => roles.includes('centre_manager') && !roles.includes('lead_iqa'),
    arrange: () => Promise.resolve(),
  },
];
