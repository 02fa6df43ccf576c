import { ASSURANCE } from '../../templates/samples/assurance.js';
import { dateOf } from '../../templates/samples/resolve-dates.js';
import type { QualificationView } from '../modules/certification/qualifications.dto.js';
import type { CertificateClaimView, ClaimReadinessView } from '../modules/certification/certificate-claim-view.dto.js';
import type { CriterionTrailView } from '../modules/criterion-trail/criterion-trail.dto.js';
import type { EqaVisitView, VisitViewPage } from '../modules/visits/visit-views.dto.js';
import type { Person } from './person.js';
import type { Narrate } from './portfolio-story.js';

const { visit, qualification, claim } = ASSURANCE;

/** The qualification that the unit counts towards; nothing is said of direct claims. */
export async function offerQualification(manager: Person): Promise<string> {
  return (await manager.post<QualificationView>('/api/qualifications', qualification)).id;
}

/**
 * The manager lets an external verifier in from today on and opens one registration for them.
 * @param today YYYY-MM-DD
 * @returns the visit's id
 */
export async function openVisit(
  manager: Person,
  eqaId: string,
  registrationId: string,
  today: string,
): Promise<string> {
  const { awardingOrganisation, kind, units, agenda, days, selection } = visit;
  const opensAt = `${today}T00:00:00.000Z`;
  const closesAt = `${dateOf({ daysAgo: -days }, today)}T00:00:00.000Z`;
  const plan = { eqaId, awardingOrganisation, kind, units, agenda, opensAt, closesAt };
  const { id } = await manager.post<EqaVisitView>('/api/eqa-visits', plan);
  await manager.post(`/api/eqa-visits/${id}/selections`, { registrationIds: [registrationId], reason: selection });
  return id;
}

/** A released unit on its last stretch: not claimable, looked at from outside, claimed and certificated. */
export class ExternalVerification {
  constructor(
    private readonly manager: Person,
    private readonly eqa: Person,
    private readonly registrationId: string,
    /** YYYY-MM-DD */
    private readonly today: string,
    private readonly narrate: Narrate,
  ) {}

  async run(): Promise<void> {
    const { manager, narrate } = this;
    const qualificationId = await offerQualification(manager);
    const readiness = `/api/registrations/${this.registrationId}/claim-readiness?qualificationId=${qualificationId}`;
    const { lines } = await manager.get<ClaimReadinessView>(readiness);
    for (const { open, explanation } of lines) if (!open) narrate(`Not to be claimed yet: ${explanation}`);
    const visitId = await openVisit(manager, this.eqa.id, this.registrationId, this.today);
    narrate(
      `The centre manager lets ${this.eqa.name}, external verifier, in for ${visit.days} days, to this one portfolio.`,
    );
    await this.look(visitId);
    const { id } = await manager.post<CertificateClaimView>('/api/certificate-claims', {
      ...{ qualificationId, registrationIds: [this.registrationId], eqaReleaseReference: `EQA visit of ${this.today}` },
    });
    const step = (name: string, body: object): Promise<unknown> =>
      manager.post(`/api/certificate-claims/${id}/${name}`, body, 200);
    await step('submission', { aoReference: claim.aoReference, claimedOn: this.today });
    await step('certificate', { number: claim.certificate, issuedOn: this.today });
    narrate(`The centre manager claims the certificate as ${claim.aoReference}; ${claim.certificate} comes.`);
  }

  private async look(visitId: string): Promise<void> {
    const { eqa, manager, registrationId, narrate } = this;
    const { criterion } = visit.note;
    const trail = await eqa.get<CriterionTrailView>(`/api/registrations/${registrationId}/criteria/${criterion}/trail`);
    const count = (things: readonly unknown[], word: string): string => `${things.length} ${word}`;
    const parts = [count(trail.claims, 'claims'), count(trail.judgements, 'judgement'), count(trail.samples, 'sample')];
    narrate(`${eqa.name} opens the trail of ${criterion} (${parts.join(', ')}) and notes: “${visit.note.text}”`);
    await eqa.post(`/api/eqa-visits/${visitId}/notes`, { registrationId, ...visit.note });
    const releases = [{ registrationId, decision: 'released' }];
    const outcome = { decision: 'satisfactory', summary: visit.summary, actions: [], releases };
    await eqa.post(`/api/eqa-visits/${visitId}/outcome`, outcome);
    const { items } = await manager.get<VisitViewPage>(`/api/eqa-visits/${visitId}/views`);
    narrate(`      and releases the unit: “${visit.summary}” ${items.length} requests of the visit are on its log.`);
  }
}
