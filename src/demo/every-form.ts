import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EVERY_METHOD } from '../../templates/samples/every-method.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import type { SampleEvidence } from '../../templates/samples/story-types.js';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../domain/evidence/evidence-method.js';
import type { FileTextView } from '../modules/evidence/evidence-contents.dto.js';
import type { EvidenceFileView } from '../modules/evidence/evidence-file-view.dto.js';
import type { EvidenceView } from '../modules/evidence/evidence-view.dto.js';
import type { RedactionView } from '../modules/redactions/redactions.dto.js';
import type { RequestedTestimonyView } from '../modules/witnesses/testimony.dto.js';
import type { NewWitnessInvitationView } from '../modules/witnesses/witnesses.dto.js';
import { CUSTOMER_NAME, customerLetter } from './customer-letter.js';
import { ACCOUNTS, addAccount, type Cast, register, signIn } from './demo-people.js';
import { type Person, StepRefused, Visitor } from './person.js';
import { type Narrate, PortfolioStory } from './portfolio-story.js';
import { uploadWithABreak } from './resumed-upload.js';
import { sampleFile } from './sample-file.js';
import { overNetwork } from './transport.js';

const READING_PATIENCE_MS = 60_000;

/**
 * Evidence in every form a workplace produces, on a second learner of a centre whose story has been told: one item of every
 * method, a witness without an account, an upload over a connection that breaks, a letter without its customer's name.
 * @param today day from which the story is told backwards, YYYY-MM-DD
 */
export async function captureEveryForm(origin: string, today: string, narrate: Narrate): Promise<void> {
  narrate('\n7. Evidence in every form, from a learner who has just begun');
  const transport = overNetwork(origin);
  const manager = await signIn(transport, ACCOUNTS.manager);
  await addAccount(manager, ACCOUNTS.newLearner);
  const cast: Cast = {
    assessor: await signIn(transport, ACCOUNTS.assessor),
    trainee: await signIn(transport, ACCOUNTS.trainee),
    iqa: await signIn(transport, ACCOUNTS.iqa),
    learner: await signIn(transport, ACCOUNTS.newLearner),
  };
  const registeredOn = resolveDates({ on: { daysAgo: 120 } }, today).on;
  const registrationId = await register(manager, cast.learner.id, cast, { registeredOn });

  const story = new PortfolioStory(cast, registrationId, today, narrate);
  for (const method of EVIDENCE_METHODS.filter((one) => one !== 'witness_testimony')) {
    await story.capture(sampleOf(method));
  }
  const walk = new CapturingWalk(cast, registrationId, today, narrate);
  await walk.witnessWithoutAccount(new Visitor(transport));
  await walk.brokenUpload(origin);
  await walk.redactedLetter();
}

/** As an item of the story; nobody decides on it here. */
function sampleOf(method: EvidenceMethod): SampleEvidence {
  const { claims, ...sample } = EVERY_METHOD[method];
  return {
    ...(sample as unknown as SampleEvidence),
    key: method,
    claims: claims.map((claim) => ({ ...claim, decision: 'confirmed' })),
    progress: { stage: 'submitted' },
  };
}

class CapturingWalk {
  constructor(
    private readonly cast: Cast,
    private readonly registrationId: string,
    private readonly today: string,
    private readonly narrate: Narrate,
  ) {}

  async witnessWithoutAccount(witness: Visitor): Promise<void> {
    const { assessor, learner } = this.cast;
    const { body, claims } = EVERY_METHOD.witness_testimony;
    const { id, ref } = await this.draft(learner, {
      ...body,
      title: 'What the warehouse lead saw of C-008',
      record: null,
    });
    await this.claim(learner, id, claims[0]?.criterion ?? '');
    const { link, sentTo } = await assessor.post<NewWitnessInvitationView>(`/api/evidence/${id}/witness-invitations`, {
      ...{ name: 'Tomasz Zielinski', email: 'tomasz@harbour-lane.invalid', role: 'Warehouse lead' },
      ...{ relationship: 'colleague', status: 3, organisation: 'Harbour Lane Kitchens' },
    });
    this.narrate(`${ref}  ${assessor.name} asks a witness, who has no account; the link is mailed to ${sentTo}.`);
    const path = new URL(link ?? '').pathname;
    const asked = await witness.get<RequestedTestimonyView>(path);
    this.narrate(`      The witness reads what is asked: ${asked.criteria.map(({ code }) => code).join(', ')}.`);
    const testimony = {
      name: 'Tomasz Zielinski',
      statement: true,
      account: ['Maya came to the bench with the packing slip and asked me to show her how we check small parts.'],
    };
    await witness.post(path, testimony);
    this.narrate('      The witness gives, signs and dates the testimony.');
    for (const again of [() => witness.post(path, testimony), () => witness.get(path)]) {
      this.narrate(`      Used again, the link is refused: ${await refusalOf(again)}`);
    }
  }

  async brokenUpload(origin: string): Promise<void> {
    const { learner } = this.cast;
    const { id, ref } = await this.draft(learner, { ...EVERY_METHOD.work_product.body, title: 'The procedure I used' });
    this.narrate(`${ref}  ${learner.name} uploads a file over a connection that breaks.`);
    const file = await sampleFile('procedure-cp-07-annotated.pdf');
    const content = Buffer.from(await file.arrayBuffer());
    const fileId = await uploadWithABreak(origin, learner, id, { name: file.name, content }, (line) =>
      this.narrate(`      ${line}`),
    );
    const kept = await learner.bytes(`/api/evidence/${id}/files/${fileId}`);
    if (!kept.equals(content)) throw new Error('The resumed upload is not the file that was sent.');
    this.narrate('      What is kept is byte for byte what was sent.');
  }

  async redactedLetter(): Promise<void> {
    const { assessor, learner } = this.cast;
    const envelope = {
      ...EVERY_METHOD.work_product.body,
      title: 'Letter to Customer H',
      redaction: 'pending' as const,
    };
    const { id, ref } = await this.draft(learner, envelope);
    const original = await learner.upload<EvidenceFileView>(`/api/evidence/${id}/files`, await customerLetter());
    const before = await this.textOf(learner, id, original.id);
    this.narrate(`${ref}  ${learner.name} attaches a letter. The name in it is found ${timesNamed(before)} times.`);
    const { file, words } = await learner.post<RedactionView>(`/api/evidence/${id}/files/${original.id}/redactions`, {
      words: [CUSTOMER_NAME, 'Finch', '14 Quay Row'],
    });
    const removed = words.map(({ word, replaced }) => `“${word}” ${replaced}×`).join(', ');
    this.narrate(`      A redacted copy is made: ${removed}.`);
    const copy = await assessor.bytes(`/api/evidence/${id}/files/${file.id}`);
    const left = timesNamed(copy.toString('latin1')) + timesNamed(printedText(copy));
    if (left > 0) throw new Error('The redacted copy still names the customer.');
    this.narrate('      Neither pdftotext nor a look into its bytes finds the name in the copy.');
    const sealed = await refusalOf(() => assessor.bytes(`/api/evidence/${id}/files/${original.id}`));
    this.narrate(`      The original is sealed: ${sealed}`);
  }

  private draft(author: Person, body: object): Promise<EvidenceView> {
    const envelope = { ...resolveDates(body, this.today), learnerId: this.cast.learner.id };
    return author.post<EvidenceView>('/api/evidence', envelope);
  }

  private claim(author: Person, id: string, criterion: string): Promise<void> {
    return author.put(`/api/evidence/${id}`, 'claims', [{ registrationId: this.registrationId, criterion }]);
  }

  private async textOf(person: Person, id: string, fileId: string): Promise<string> {
    for (let waited = 0; waited < READING_PATIENCE_MS; waited += 100) {
      const { state, passages } = await person.get<FileTextView>(`/api/evidence/${id}/files/${fileId}/text`);
      if (state !== 'waiting') return passages.map(({ text }) => text).join('\n');
      await pause(100);
    }
    throw new Error('The letter was not read within a minute.');
  }
}

const timesNamed = (words: string): number => words.split('Finch').length - 1;

/** What `pdftotext` reads; on a machine without it, nothing, and the line that says so. */
function printedText(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-redacted-'));
  try {
    const path = join(folder, 'copy.pdf');
    writeFileSync(path, pdf);
    return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.log('      (pdftotext is not installed here.)');
    return '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the server says when it refuses a step that it has to refuse. */
async function refusalOf(step: () => Promise<unknown>): Promise<string> {
  try {
    await step();
  } catch (error) {
    if (error instanceof StepRefused) return error.reason;
    throw error;
  }
  throw new Error('A step that must be refused was taken.');
}
