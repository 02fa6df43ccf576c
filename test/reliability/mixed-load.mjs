// A day at the centre in a second: people create, upload, claim, submit, decide, judge and export, all at once, and
// whatever the server acknowledges is written down outside of it.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { acceptanceOf, claimsOn, workProduct } from './people.mjs';

/** @typedef {import('./people.mjs').Cast} Cast */

const LEARNERS_HANDS = 5;
const CRITERIA = ['2.4', '2.5', '2.6'];

/** How far the server said an item had come; each step includes those before. */
export const STEPS = /** @type {const} */ (['created', 'filed', 'claimed', 'submitted', 'accepted']);

/**
 * @typedef {object} PromisedEvidence
 * @property {string} title also the Idempotency-Key of its creation
 * @property {string | null} id `null` until its creation was acknowledged
 * @property {(typeof STEPS)[number] | null} step
 * @property {string | null} sha256 of its file, once acknowledged
 */

/** What the server has said, kept where its death cannot reach. */
export class Promises {
  /** @type {PromisedEvidence[]} */
  evidence = [];
  /** @type {string[]} */
  judgementIds = [];
  /** @type {string[]} */
  exportIds = [];
  /** Answers that nobody should have got. @type {string[]} */
  faults = [];

  get count() {
    const steps = this.evidence.reduce((sum, { step }) => sum + (step === null ? 0 : STEPS.indexOf(step) + 1), 0);
    return steps + this.judgementIds.length + this.exportIds.length;
  }
}

/**
 * Works until the server is gone.
 * @param {Cast} cast
 * @param {Promises} promises
 */
export async function workUntilCut(cast, promises) {
  const hands = Array.from({ length: LEARNERS_HANDS }, () => handInEvidence);
  await Promise.all([...hands, orderPortfolios].map((work) => repeatUntilCut(() => work(cast, promises), promises)));
}

/**
 * @param {() => Promise<void>} work
 * @param {Promises} promises
 */
async function repeatUntilCut(work, promises) {
  for (;;) {
    try {
      await work();
    } catch (error) {
      // No answer: the server was killed. Whether the request took effect is what nobody can know.
      if (error instanceof TypeError) return;
      promises.faults.push(String(error));
    }
  }
}

/**
 * @param {Cast} cast
 * @param {Promises} promises
 */
async function handInEvidence({ learner, assessor, registrationId }, promises) {
  /** @type {PromisedEvidence} */
  const promised = { title: `Closing letter ${randomUUID()}`, id: null, step: null, sha256: null };
  // Before it is sent: an unanswered creation must be asked about after the restart.
  promises.evidence.push(promised);
  const { id } = await learner.must('POST', '/api/evidence', workProduct(promised.title), {
    'idempotency-key': promised.title,
  });
  Object.assign(promised, { id, step: 'created' });

  const letter = randomBytes(20_000).toString('base64');
  const file = await learner.upload(`/api/evidence/${id}/files`, 'letter.txt', letter);
  const sha256 = createHash('sha256').update(letter).digest('hex');
  if (file.sha256 !== sha256) promises.faults.push(`the hash of an upload to ${id} is wrong`);
  Object.assign(promised, { sha256, step: 'filed' });

  await learner.put(`/api/evidence/${id}/claims`, claimsOn(registrationId, CRITERIA));
  promised.step = 'claimed';
  await learner.post(`/api/evidence/${id}/submission`, { declaration: true });
  promised.step = 'submitted';
  await assessor.post(`/api/evidence/${id}/decision`, acceptanceOf(registrationId, CRITERIA));
  promised.step = 'accepted';

  const judgement = await assessor.post(`/api/registrations/${registrationId}/judgements`, {
    criterion: CRITERIA[0],
    outcome: 'not_yet_met',
    rationale: 'The letter does not say when the customer will hear again.',
    evidenceIds: [id],
  });
  promises.judgementIds.push(judgement.id);
}

/**
 * One draft after the other, so that a kill falls into one now and then.
 * @param {Cast} cast
 * @param {Promises} promises
 */
async function orderPortfolios({ iqa, registrationId }, promises) {
  const { status, body } = await iqa.send('POST', `/api/registrations/${registrationId}/portfolio-exports`, {
    kind: 'draft',
  });
  // Two that a kill interrupted are being drawn again, and nobody gets more than two at once.
  if (body.code === 'EXPORT_LIMIT_REACHED') return void (await wait(20));
  if (status !== 202) throw new Error(`an order of a portfolio answered ${status}`);
  promises.exportIds.push(body.id);
  for (;;) {
    const { status } = await iqa.get(`/api/portfolio-exports/${body.id}`);
    if (status === 'ready') return;
    if (status === 'failed') throw new Error(`export ${body.id} failed while the server was well`);
    await wait(20);
  }
}
