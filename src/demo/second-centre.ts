import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { historyFolder } from '../domain/portfolio/check-package.js';
import type { ArrivalsView } from '../modules/arrivals/arrivals.dto.js';
import type { PortfolioImportView } from '../modules/arrivals/portfolio-imports.dto.js';
import type { EvidenceView } from '../modules/evidence/evidence-view.dto.js';
import type { PortfolioPackageView } from '../modules/packages/packages.dto.js';
import { type BagFinding, verifyBag } from '../platform/bag/verify-bag.js';
import { type Account, ACCOUNTS, addAccount, type Cast, register, signIn } from './demo-people.js';
import type { Person } from './person.js';
import type { Narrate } from './portfolio-story.js';
import type { Transport } from './transport.js';

/** Who works there; the learner is the same. */
const STAFF = {
  assessor: { email: 'assessor@riverbank.test', name: 'Priya Nair', role: 'assessor' },
  trainee: { email: 'trainee@riverbank.test', name: 'Sam Doyle', role: 'trainee_assessor' },
  iqa: { email: 'iqa@riverbank.test', name: 'Ruth Adler', role: 'iqa' },
  learner: ACCOUNTS.learner,
} as const satisfies Readonly<Record<keyof Cast, Account>>;

const POLL_MS = 200;
const PATIENCE_MS = 60_000;

/** Two servers that know nothing of each other, and a folder for what is carried between them. */
export interface TwoCentres {
  readonly first: Transport;
  /** Empty but for its manager. */
  readonly second: Transport;
  readonly folder: string;
}

/**
 * The learner moves: their portfolio leaves the first centre as a package, comes into an empty second one, and leaves that
 * again. Everything that lay in the first package must lie in the second.
 * @throws Error when something was lost or says something else
 */
export async function moveToSecondCentre(
  { first, second, folder }: TwoCentres,
  registrationId: string,
  today: string,
  narrate: Narrate,
): Promise<void> {
  narrate('\n8. The learner moves to another centre, with the portfolio as a package');
  const manager = await signIn(first, ACCOUNTS.manager);
  const sent = await packageOf(manager, registrationId, join(folder, 'sent.zip'));
  narrate(`${manager.name} exports the package: ${wordsOf(sent.found)}.`);

  const receiver = await signIn(second, ACCOUNTS.manager);
  const zip = new File([new Uint8Array(sent.zip)], 'package.zip', { type: 'application/zip' });
  const { id, packageId, preview } = await receiver.upload<PortfolioImportView>('/api/portfolio-imports', zip);
  if (!preview) throw new Error('The second centre shows no preview.');
  const { counts, learnerName, centreName, signature, conflicts } = preview;
  narrate(`A second centre, empty but for its manager, looks through it: ${learnerName}, from ${centreName}.`);
  narrate(
    `      The signature of its portfolio is ${signature?.state ?? 'not there'}, by ${signature?.certificate ?? 'nobody'}`,
  );
  narrate(
    `      ${counts.evidence} items: ${counts.drafts} become drafts, the others and ${counts.judgements} judgements stay history.`,
  );
  for (const { message, about } of conflicts) narrate(`      ${message}${about === null ? '' : ` (${about})`}`);

  const open = async (account: Account): Promise<Person> => {
    await addAccount(receiver, account);
    return signIn(second, account);
  };
  const cast: Cast = {
    ...{ assessor: await open(STAFF.assessor), trainee: await open(STAFF.trainee) },
    ...{ iqa: await open(STAFF.iqa), learner: await open(STAFF.learner) },
  };
  const there = await register(receiver, cast.learner.id, cast, { registeredOn: today });
  const path = `/api/portfolio-imports/${id}/acceptance`;
  const accepted = await receiver.post<PortfolioImportView>(path, { registrationId: there }, 200);
  narrate(`${receiver.name} registers ${cast.learner.name} and accepts it: ${accepted.evidenceIds.length} drafts.`);
  await checkDrafts(cast.learner, accepted.evidenceIds, packageId);
  const { items } = await cast.assessor.get<ArrivalsView>(`/api/registrations/${there}/arrivals`);
  narrate(
    `${cast.assessor.name} can read what ${items[0]?.judgements.length ?? 0} judgements said there; none counts here.`,
  );

  const again = await packageOf(receiver, there, join(folder, 'sent-on.zip'));
  narrate(`${receiver.name} exports the package again: ${wordsOf(again.found)}.`);
  narrate(difference(sent.found, again.found, historyFolder(packageId)));
}

interface SentPackage {
  readonly zip: Buffer;
  readonly found: BagFinding;
}

async function packageOf(by: Person, registrationId: string, path: string): Promise<SentPackage> {
  let order = await by.post<PortfolioPackageView>(`/api/registrations/${registrationId}/packages`, {}, 202);
  for (let waited = 0; order.status !== 'ready'; waited += POLL_MS) {
    if (order.status === 'failed') throw new Error(`The package failed: ${order.failure}`);
    if (waited >= PATIENCE_MS) throw new Error(`The package is still ${order.status} after a minute.`);
    await pause(POLL_MS);
    order = await by.get<PortfolioPackageView>(`/api/packages/${order.id}`);
  }
  const zip = await by.bytes(`/api/packages/${order.id}/file`);
  await writeFile(path, zip);
  const found = await verifyBag(path);
  const [fault] = found.faults;
  if (fault) throw new Error(`The package is not whole: ${fault.message}`);
  return { zip, found };
}

/** Every draft says where it comes from, and has its claims as proposals. */
async function checkDrafts(learner: Person, ids: readonly string[], packageId: string): Promise<void> {
  for (const id of ids) {
    const { ref, status, origin, claims } = await learner.get<EvidenceView>(`/api/evidence/${id}`);
    const isFaithful =
      status === 'draft' && origin?.packageId === packageId && claims.every(({ state }) => state === 'proposed');
    if (!isFaithful) throw new Error(`${ref} did not arrive as a draft of the learner’s.`);
  }
}

const isDocument = (path: string): boolean => /^[^/]+\.(json|html)$/.test(path);

function wordsOf({ files, bytes }: BagFinding): string {
  return `${files} files, ${bytes} bytes, every hash as it says`;
}

/** @throws Error naming everything of the first package that is not in the second, byte for byte */
function difference(sent: BagFinding, again: BagFinding, folder: string): string {
  const paths = [...sent.contents.keys()];
  const lost = paths.filter(
    (path) => sent.contents.get(path)?.sha256 !== again.contents.get(`${folder}/${path}`)?.sha256,
  );
  if (lost.length > 0) throw new Error(`Lost on the way:\n${lost.join('\n')}`);
  const documents = paths.filter(isDocument).length;
  return `Nothing lost: ${documents} documents, ${paths.length - documents} files identical.`;
}
