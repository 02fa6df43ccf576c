import { ASSURANCE } from '../../templates/samples/assurance.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import type {
  SampleClaim,
  SampleEvidence,
  SampleJudgement,
  SampleProgress,
} from '../../templates/samples/story-types.js';
import { METHOD_CARDS } from '../domain/evidence/evidence-method.js';
import type { JudgementOutcome } from '../domain/judgement/judgement.js';
import type { EvidenceView } from '../modules/evidence/evidence-view.dto.js';
import type { AssessmentPlanView } from '../modules/planning/planning-view.dto.js';
import type { Cast } from './demo-people.js';
import type { Person } from './person.js';
import { sampleFile } from './sample-file.js';

/** Takes one line for people: who did what. */
export type Narrate = (line: string) => void;

const OUTCOME_WORDS: Readonly<Record<JudgementOutcome, string>> = {
  met: 'met',
  not_yet_met: 'not yet met',
  referred: 'referred',
};

const listed = (claims: readonly SampleClaim[]): string => claims.map(({ criterion }) => criterion).join(', ');

/**
 * Tells a sample portfolio through the HTTP API and nothing else, each step in the name of whoever takes it. The first
 * step that the server refuses ends the story.
 */
export class PortfolioStory {
  /** What the server called each item told so far. */
  private readonly told = new Map<string, { id: string; ref: string }>();

  constructor(
    private readonly cast: Cast,
    private readonly registrationId: string,
    /** The day from which the story is told backwards, YYYY-MM-DD. */
    private readonly today: string,
    private readonly narrate: Narrate,
  ) {}

  /** Assessor and learner agree what is to be shown how, before anything is collected. */
  async plan(): Promise<void> {
    const { assessor, learner } = this.cast;
    const path = `/api/registrations/${this.registrationId}/assessment-plans`;
    const plan = resolveDates(ASSURANCE.plan, this.today);
    const { id } = await assessor.post<AssessmentPlanView>(path, plan);
    await learner.post(`${path}/${id}/agreement`, {}, 200);
    this.narrate(`${assessor.name} plans ${plan.targets.length} activities with ${learner.name}, who agrees.`);
  }

  /** An item with its files and claims; submitted and signed where the story goes that far. */
  async capture({ key, author, files, body, claims, learnerSignature, progress }: SampleEvidence): Promise<void> {
    const { learner } = this.cast;
    const writer: Person = this.cast[author];
    const envelope = { ...resolveDates(body, this.today), learnerId: learner.id };
    const { id, ref } = await writer.post<EvidenceView>('/api/evidence', envelope);
    this.told.set(key, { id, ref });
    for (const file of files) await writer.upload(`/api/evidence/${id}/files`, await sampleFile(file));
    await writer.put(
      `/api/evidence/${id}`,
      'claims',
      claims.map(({ criterion, facets, locator, rationale }) => ({
        ...{ registrationId: this.registrationId, criterion, facets, locator, rationale },
      })),
    );
    this.narrate(`${ref}  ${writer.name}: ${METHOD_CARDS[body.method].label}, “${body.title}”.`);
    this.narrate(`      Claims ${listed(claims)}${files.length > 0 ? `; files ${files.join(', ')}` : ''}.`);

    if (progress.stage === 'draft') return;
    await writer.post(`/api/evidence/${id}/submission`, { declaration: true }, 200);
    if (learnerSignature === null) return;
    await learner.post(`/api/evidence/${id}/signatures`, { statement: learnerSignature });
    this.narrate(`      ${learner.name} signs: “${learnerSignature}”`);
  }

  /** The assessor accepts or returns the item, with a word on each claim; nothing where the story stops before that. */
  async decide({ key, claims, progress }: SampleEvidence): Promise<void> {
    if (progress.stage === 'draft' || progress.stage === 'submitted') return;
    const { assessor } = this.cast;
    await assessor.post(`/api/evidence/${this.named(key).id}/decision`, this.decision(claims, progress), 200);
    const of = (outcome: SampleClaim['decision']): string =>
      listed(claims.filter(({ decision }) => decision === outcome));
    this.narrate(
      progress.stage === 'returned'
        ? `      ${assessor.name} returns it: ${progress.reasons.join(', ')}.`
        : `      ${assessor.name} accepts it. Confirmed: ${of('confirmed')}. Declined: ${of('declined') || 'none'}.`,
    );
  }

  async judge({ criterion, outcome, by, rationale, evidence }: SampleJudgement): Promise<void> {
    const relied = evidence.map((key) => this.named(key));
    await this.cast[by].post(`/api/registrations/${this.registrationId}/judgements`, {
      ...{ criterion, outcome, rationale },
      evidenceIds: relied.map(({ id }) => id),
    });
    const refs = relied.map(({ ref }) => ref).join(', ');
    this.narrate(`${criterion}   ${this.cast[by].name}: ${OUTCOME_WORDS[outcome]}, on ${refs}.`);
  }

  private decision(claims: readonly SampleClaim[], progress: Extract<SampleProgress, { varcs: unknown }>): object {
    const { stage, varcs, comment } = progress;
    if (stage === 'returned') return { outcome: stage, varcs, comment, reasons: progress.reasons };
    const { witnessVerification } = resolveDates(progress, this.today);
    return {
      ...{ outcome: stage, varcs, comment, witnessVerification },
      claims: claims.map(({ criterion, facets, decision, depthMet }) => ({
        ...{ registrationId: this.registrationId, criterion, outcome: decision, facets, depthMet },
      })),
    };
  }

  private named(key: string): { id: string; ref: string } {
    const evidence = this.told.get(key);
    if (!evidence) throw new Error(`The story relies on ${key}, which it does not tell.`);
    return evidence;
  }
}
