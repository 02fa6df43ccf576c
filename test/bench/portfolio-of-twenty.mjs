// A portfolio on Unit 40 as it looks on the way: 17 criteria, 20 items of evidence, most of them accepted, some criteria
// judged. Made over HTTP, as people make it.
import { acceptanceOf, assembleCast, claimsOn, workProduct } from '../reliability/people.mjs';

const ITEMS = 20;
const CLAIMS_EACH = 4;
const RECORD = { account: 'I rang the customer back, listened, and wrote down what she wanted from us. '.repeat(12) };

/** Who authors the item, and whether the learner must sign it. */
const METHODS = [
  { method: 'direct_observation', author: 'assessor', isSigned: true },
  { method: 'professional_discussion', author: 'assessor', isSigned: true },
  { method: 'work_product', author: 'learner', isSigned: false },
  { method: 'reflective_account', author: 'learner', isSigned: false },
];

/** @param {string} url of a server that has only its manager */
export async function fillPortfolio(url) {
  const cast = await assembleCast(url);
  const unit = await cast.learner.get('/api/units/U40');
  /** @type {string[]} */
  const criteria = unit.outcomes.flatMap((/** @type {{ criteria: { code: string }[] }} */ outcome) =>
    outcome.criteria.map(({ code }) => code),
  );
  for (let number = 0; number < ITEMS; number++) await addEvidence(cast, criteria, number);
  for (const criterion of criteria.filter((_, index) => index % 2 === 0)) await judge(cast, criterion);
  return cast;
}

/**
 * @param {import('../reliability/people.mjs').Cast} cast
 * @param {readonly string[]} criteria
 * @param {number} number
 */
async function addEvidence({ learner, assessor, registrationId }, criteria, number) {
  const { method, author, isSigned } = METHODS[number % METHODS.length];
  const person = author === 'learner' ? learner : assessor;
  const claimed = Array.from({ length: CLAIMS_EACH }, (_, step) => criteria[(number * 3 + step) % criteria.length]);
  const envelope = { ...workProduct(`Complaint ${number + 1}`), caseRefs: [`C-00${(number % 5) + 1}`] };
  const { id } = await person.post('/api/evidence', { ...envelope, learnerId: learner.id, method, record: RECORD });
  if (author === 'learner') await person.upload(`/api/evidence/${id}/files`, 'letter.txt', `Letter ${number}`);
  await person.put(`/api/evidence/${id}/claims`, claimsOn(registrationId, claimed));
  // One of each kind is still a draft, or handed in and not looked at.
  if (number === ITEMS - 1) return;
  await person.post(`/api/evidence/${id}/submission`, { declaration: true });
  if (number === ITEMS - 2) return;
  if (isSigned) await learner.post(`/api/evidence/${id}/signatures`, {});
  await assessor.post(`/api/evidence/${id}/decision`, acceptanceOf(registrationId, claimed));
}

/**
 * Met where the evidence allows it.
 * @param {import('../reliability/people.mjs').Cast} cast
 * @param {string} criterion
 */
async function judge({ assessor, registrationId }, criterion) {
  const coverage = await assessor.get(`/api/registrations/${registrationId}/coverage`);
  const { claims, status } = coverage.criteria.find((/** @type {{ code: string }} */ { code }) => code === criterion);
  await assessor.post(`/api/registrations/${registrationId}/judgements`, {
    criterion,
    outcome: status === 'evidenced' ? 'met' : 'not_yet_met',
    rationale: 'Judged on the evidence named.',
    evidenceIds: claims
      .filter((/** @type {{ counts: string }} */ { counts }) => counts !== 'none')
      .map((/** @type {{ evidenceId: string }} */ { evidenceId }) => evidenceId),
    overrideReason: 'The standard is shown beyond doubt by the evidence named.',
  });
}
