import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ASSURANCE } from '../../templates/samples/assurance.js';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { dateOf, resolveDates } from '../../templates/samples/resolve-dates.js';
import { STAGE_WORDS } from '../domain/sign-off/sign-off.js';
import type { CoverageView } from '../modules/coverage/coverage.dto.js';
import type { PortfolioExportView } from '../modules/portfolio/portfolio.dto.js';
import type { SampleView } from '../modules/verification/sample-view.dto.js';
import type { SignOffView } from '../modules/sign-off/sign-off.dto.js';
import { coverageLine, coverageMatrix, LEGEND } from './coverage-matrix.js';
import { ACCOUNTS, addAccount, type Cast, openCast, register, ROLE_WORDS, signIn } from './demo-people.js';
import { ExternalVerification } from './external-verification.js';
import type { Person } from './person.js';
import { type Narrate, PortfolioStory } from './portfolio-story.js';
import { recordStaff } from './staff-register.js';
import type { Transport } from './transport.js';

const POLL_MS = 200;
/** Far more than a portfolio of fourteen items takes. */
const EXPORT_PATIENCE_MS = 60_000;

export interface SignedOffPortfolio {
  readonly registrationId: string;
  readonly exportId: string;
  readonly pdf: Buffer;
  /** PEM of the certificate that it is signed with, as the centre gives it out. */
  readonly certificate: string;
}

/**
 * The main job on Unit 40, from a centre that has only its manager to the signed-off PDF: every step over HTTP, in the
 * name of whoever takes it.
 * @param today day from which the story is told backwards, YYYY-MM-DD
 */
export async function doMainJob(transport: Transport, today: string, narrate: Narrate): Promise<SignedOffPortfolio> {
  const { complete, registration, employer, learnerJobRole: jobRole } = SAMPLE_PORTFOLIO;
  const chapter = (title: string): void => narrate(`\n${title}`);

  chapter('1. The centre manager adds people and registers a learner');
  const manager = await signIn(transport, ACCOUNTS.manager);
  const cast = await openCast(transport, manager);
  for (const role of ['assessor', 'trainee', 'iqa', 'learner'] as const)
    narrate(`${cast[role].name}, ${ROLE_WORDS[ACCOUNTS[role].role]}, joins.`);
  await recordStaff(manager, cast, today);
  narrate('What each of the staff holds is on record: the centre manager has seen the originals.');
  const registeredOn = dateOf(registration.registeredOn, today);
  const { registrationNumber, unit } = registration;
  const registrationId = await register(manager, cast.learner.id, cast, {
    ...{ registeredOn, registrationNumber, employer, jobRole },
  });
  narrate(`${cast.learner.name} is registered on ${unit} since ${registeredOn}.`);
  const coverage = (): Promise<CoverageView> =>
    cast.learner.get<CoverageView>(`/api/registrations/${registrationId}/coverage`);
  const showMatrix = async (): Promise<void> => coverageMatrix(await coverage()).forEach(narrate);
  await showMatrix();

  const story = new PortfolioStory(cast, registrationId, today, narrate);
  await story.plan();
  chapter('2. Evidence is captured, mapped to criteria, submitted and decided on');
  narrate(LEGEND);
  for (const evidence of complete.evidence) {
    await story.capture(evidence);
    await story.decide(evidence);
    narrate(`      ${coverageLine(await coverage())}`);
  }
  await showMatrix();
  chapter('3. The assessor judges the criteria');
  for (const judgement of complete.judgements) await story.judge(judgement);
  await showMatrix();
  chapter('4. The unit is signed off');
  await signOff(cast, registrationId, today, narrate);
  chapter('5. The signed-off portfolio');
  const portfolio = await exportPortfolio(cast.iqa, registrationId, narrate);
  chapter('6. An external verifier looks, and the certificate is claimed');
  await addAccount(manager, ACCOUNTS.eqa);
  const eqa = await signIn(transport, ACCOUNTS.eqa);
  await new ExternalVerification(manager, eqa, registrationId, today, narrate).run();
  return portfolio;
}

async function signOff(cast: Cast, registrationId: string, today: string, narrate: Narrate): Promise<void> {
  const { learner, assessor, iqa } = cast;
  const sign = async (person: Person, signature: object): Promise<void> => {
    const path = `/api/registrations/${registrationId}/sign-offs`;
    const { stage, statement, snapshotSha256 } = await person.post<SignOffView>(path, signature);
    narrate(`${person.name}, ${STAGE_WORDS[stage]}, signs: “${statement}”`);
    narrate(`      over the state of the unit with SHA-256 ${snapshotSha256}`);
  };
  await sign(learner, { stage: 'learner' });
  await sign(assessor, { stage: 'assessor' });
  await sample(cast, registrationId, today, narrate);
  await sign(iqa, { stage: 'iqa', ...SAMPLE_PORTFOLIO.release });
  narrate(`      ${SAMPLE_PORTFOLIO.release.note}`);
}

/** The IQA looks at some decisions and asks for something, which is done before they release the unit. */
async function sample({ assessor, iqa }: Cast, registrationId: string, today: string, narrate: Narrate): Promise<void> {
  const { taken, response, closure, ...record } = resolveDates(ASSURANCE.sample, today);
  const { id } = await iqa.post<SampleView>(`/api/registrations/${registrationId}/samples`, taken);
  const decisions = taken.criteria.map((criterion) => ({ criterion, decision: 'agreed' }));
  const signed = await iqa.post<SampleView>(`/api/samples/${id}/record`, { ...record, decisions }, 200);
  narrate(`${iqa.name}, IQA, samples ${taken.criteria.join(', ')} and agrees: “${record.feedback}”`);
  for (const action of signed.actions) {
    await assessor.post(`/api/iqa-actions/${action.id}/response`, { response }, 200);
    await iqa.post(`/api/iqa-actions/${action.id}/closure`, { note: closure }, 200);
    narrate(`      Asked for, ${action.severity}: ${action.text} ${assessor.name}: “${response}” Closed.`);
  }
}

async function exportPortfolio(person: Person, registrationId: string, narrate: Narrate): Promise<SignedOffPortfolio> {
  const orders = `/api/registrations/${registrationId}/portfolio-exports`;
  const ordered = await person.post<PortfolioExportView>(orders, { kind: 'signed_off' }, 202);
  narrate(`${person.name} orders the portfolio.`);
  const { id: exportId, sha256, verificationCode } = await finished(person, ordered, narrate);
  const pdf = await person.bytes(`/api/portfolio-exports/${exportId}/file`);
  const received = createHash('sha256').update(pdf).digest('hex');
  if (received !== sha256) throw new Error(`The PDF has SHA-256 ${received}, but the API says ${sha256}.`);
  narrate(`${pdf.length} bytes, SHA-256 ${received} as the API says, verification code ${verificationCode}.`);
  const certificate = (await person.bytes(`/api/verifications/${verificationCode}/certificate`)).toString();
  return { registrationId, exportId, pdf, certificate };
}

async function finished(person: Person, ordered: PortfolioExportView, narrate: Narrate): Promise<PortfolioExportView> {
  let order = ordered;
  let seen = '';
  for (let waited = 0; order.status !== 'ready'; waited += POLL_MS) {
    if (order.status === 'failed') throw new Error(`The export failed: ${order.failure}`);
    if (waited >= EXPORT_PATIENCE_MS) throw new Error(`The export is still ${order.status} after a minute.`);
    await pause(POLL_MS);
    order = await person.get<PortfolioExportView>(`/api/portfolio-exports/${order.id}`);
    const { status, progress } = order;
    const now = `${status}, ${progress.done} of ${progress.total} pages`;
    if (now !== seen) narrate(now);
    seen = now;
  }
  return order;
}
