import { Injectable } from '@nestjs/common';
import type { Evidence } from '../../domain/evidence/evidence.js';
import { isDay } from '../../domain/kernel/day.js';
import type {
  DocumentKind,
  PortfolioEvidence,
  PortfolioPerson,
  UnitFacts,
} from '../../domain/portfolio/portfolio-facts.js';
import type { PortfolioFile } from '../../domain/portfolio/portfolio-file.js';
import { portfolioReference } from '../../domain/portfolio/portfolio-reference.js';
import { formatDate } from '../../domain/portfolio/wording.js';
import { productVersion } from '../../platform/config/product-version.js';
import { AuditReader } from '../audit/audit.reader.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { PlanningReader } from '../planning/planning.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { type SignableUnit, SignOffReader } from '../sign-off/sign-off.reader.js';
import { SamplesReader } from '../verification/samples.reader.js';
import { type PortfolioFiles, PortfolioFilesReader } from './portfolio-files.reader.js';
import { auditSentence, KEY_EVENTS } from './audit-sentences.js';
import { planners, toPortfolioPlanning } from './to-portfolio-planning.js';
import { toPortfolioSamples } from './to-portfolio-samples.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import type { StoredPicture } from './portfolio-manifest.record.js';

const WITHHELD = 'withheld from this copy';

const STAGE_ROLES = {
  learner: 'Learner',
  assessor: 'Assessor',
  countersigner: 'Countersigning assessor',
  iqa: 'Internal quality assurer',
  countersigning_iqa: 'Countersigning internal quality assurer',
};

/** What of an order its facts depend on: `releaseId` is that of the unit in question. */
export type FactsOrder<Kind extends DocumentKind> = Pick<
  PortfolioExportRecord,
  'createdAt' | 'verificationCode' | 'releaseId'
> & { readonly kind: Kind };

/** What a document may say, by who ordered it. */
export interface PortfolioAudience {
  /** Whether they may read the learner's number (assurance.md B1, row 5). */
  readonly showsUln: boolean;
  /** An external verifier sees what was handed in. */
  readonly showsDrafts: boolean;
}

/** Gathers everything one portfolio says, in a fixed number of queries. Call it under the portfolio's lock. */
@Injectable()
export class PortfolioFactsReader {
  constructor(
    private readonly identity: IdentityReader,
    private readonly signOffs: SignOffReader,
    private readonly planning: PlanningReader,
    private readonly files: PortfolioFilesReader,
    private readonly audit: AuditReader,
    private readonly samples: SamplesReader,
  ) {}

  /**
   * @param publicUrl address of this installation, where a signed-off portfolio is checked
   */
  async of<Kind extends DocumentKind>(
    order: FactsOrder<Kind>,
    registration: RegistrationRecord,
    { showsUln, showsDrafts, publicUrl }: PortfolioAudience & { readonly publicUrl: string },
  ): Promise<{ facts: UnitFacts & { readonly kind: Kind }; pictures: StoredPicture[] }> {
    const signOffs = await this.signOffs.signOffs(registration.id);
    const release = signOffs.find((signOff) => signOff.id === order.releaseId);
    const unit = await this.signOffs.signable(registration, order.createdAt);
    const centre = await this.identity.centre(registration.centreId);
    const ledger = unit.facts.judgements;
    const planning = await this.planning.history(registration.id);
    const claims = unit.facts.evidence.flatMap((evidence) => evidence.claims);
    const { files, pictures } = await this.files.of(unit.evidence, claims);
    const events = await this.audit.ofTypes(registration, KEY_EVENTS);
    const counts = await this.audit.countsByType(registration);
    const end = await this.audit.endOf(registration.centreId);
    const samples = await this.samples.ofRegistration(registration.id, false);
    const actions = await this.samples.actionsOf(samples.map(({ id }) => id));
    const names = await this.identity.names([
      registration.learnerId,
      registration.assessorId,
      registration.coAssessorId,
      registration.countersignerId,
      registration.iqaId,
      registration.countersigningIqaId,
      ...unit.evidence.flatMap(({ authorId, decidedById, redactionConfirmedById, witnessVerification }) => [
        ...[authorId, decidedById, redactionConfirmedById, witnessVerification?.byId ?? null],
      ]),
      ...ledger.flatMap(({ assessorId, countersignature }) => [assessorId, countersignature?.countersignerId ?? null]),
      ...events.map(({ actorId }) => actorId),
      ...samples.flatMap(({ iqaId, decisions }) => [iqaId, ...(decisions ?? []).map(({ assessorId }) => assessorId)]),
      ...actions.flatMap(({ ownerId, closedById }) => [ownerId, closedById]),
      ...planners(planning),
    ]);
    const nameOf = (id: string): string => names.get(id) ?? '';
    const person = (id: string, role: string): PortfolioPerson => ({ name: nameOf(id), role });
    const releases = signOffs.filter(({ stage }) => stage === 'iqa').length;

    return {
      pictures,
      facts: {
        kind: order.kind,
        portfolioId: this.portfolioId(
          registration,
          centre.number,
          unit,
          order.kind !== 'draft' && releases > 0 ? String(releases) : 'draft',
        ),
        exportedAt: order.createdAt,
        generatorVersion: productVersion(),
        verificationCode: order.verificationCode,
        verificationUrl: order.verificationCode && `${publicUrl}/api/verifications/${order.verificationCode}`,
        snapshotSha256: release?.snapshotSha256 ?? null,
        centre: { name: centre.name, number: centre.number },
        learner: {
          name: nameOf(registration.learnerId),
          uln: registration.uln && (showsUln ? registration.uln : WITHHELD),
        },
        registration,
        people: {
          assessors: [
            person(registration.assessorId, 'Assessor'),
            ...(registration.coAssessorId === null ? [] : [person(registration.coAssessorId, 'Second assessor')]),
          ],
          countersigner:
            registration.countersignerId === null
              ? null
              : person(registration.countersignerId, STAGE_ROLES.countersigner),
          iqas: [person(registration.iqaId, STAGE_ROLES.iqa)],
          countersigningIqa:
            registration.countersigningIqaId === null
              ? null
              : person(registration.countersigningIqaId, STAGE_ROLES.countersigning_iqa),
        },
        // Whoever orders the centre's own copy adds them.
        witnessContacts: null,
        unit: unit.facts.unit,
        coverage: unit.coverage,
        evidence: this.printable(unit, files, nameOf).filter(({ status }) => showsDrafts || status !== 'draft'),
        judgements: ledger.map((judgement) => ({
          ...judgement,
          assessorName: nameOf(judgement.assessorId),
          countersignerName: judgement.countersignature && nameOf(judgement.countersignature.countersignerId),
        })),
        signOffs: signOffs.map((signOff) => ({ ...signOff, role: STAGE_ROLES[signOff.stage] })),
        planning: toPortfolioPlanning(planning, nameOf),
        samples: toPortfolioSamples(samples, actions, nameOf),
        audit: {
          events: events.map((event) => ({
            at: event.at,
            type: event.type,
            by: event.actorId === null ? whoeverHasNoAccount(event.type) : nameOf(event.actorId),
            summary: auditSentence(event),
          })),
          counts,
          end,
        },
      },
    };
  }

  private printable(
    unit: SignableUnit,
    files: PortfolioFiles['files'],
    nameOf: (id: string) => string,
  ): PortfolioEvidence[] {
    const facts = new Map<string, Evidence>(unit.facts.evidence.map((evidence) => [evidence.id, evidence]));
    return unit.evidence.flatMap((row) => {
      const evidence = facts.get(row.id);
      return evidence ? [this.withWords(evidence, row, files.get(row.id) ?? [], nameOf)] : [];
    });
  }

  private withWords(
    evidence: Evidence,
    row: EvidenceRecord,
    files: readonly PortfolioFile[],
    nameOf: (id: string) => string,
  ): PortfolioEvidence {
    const { version, title, contextStatement, customerType, storage, redaction, aoReference } = row;
    const { contentSha256, submittedAt, decidedAt, decisionComment, returnReasons } = row;
    const { redactionConfirmedById: confirmedById, redactionConfirmedAt: confirmedAt } = row;
    const witness = row.signatures.find(({ role }) => role === 'witness');
    const check = row.witnessVerification;
    return {
      ...evidence,
      ...{ version, title, contextStatement, customerType, storage, redaction, aoReference },
      ...{ contentSha256, submittedAt, decidedAt, decisionComment, returnReasons },
      redactionConfirmed: confirmedById && confirmedAt ? { byName: nameOf(confirmedById), at: confirmedAt } : null,
      inSituStatement: storage === 'in_situ' ? inSituStatement(row) : null,
      record: row.record ?? {},
      files,
      authorName: evidence.authorRole === 'witness' ? (witness?.personName ?? 'Witness') : nameOf(row.authorId),
      witnessCheck: check && { method: check.method, verifiedOn: check.verifiedOn, byName: nameOf(check.byId) },
      decidedByName: row.decidedById === null ? null : nameOf(row.decidedById),
    };
  }

  /** `{centre}-{learnerRef}-{urn}-{seq}` (§5.3); a centre without a number is left out. */
  private portfolioId(
    registration: RegistrationRecord,
    centreNumber: string | null,
    unit: SignableUnit,
    seq: string,
  ): string {
    const { unitReference, key } = unit.facts.unit;
    const learnerRef = registration.registrationNumber ?? registration.id.slice(-8);
    return portfolioReference([centreNumber, learnerRef, unitReference ?? key, seq]);
  }
}

const whoeverHasNoAccount = (eventType: string): string => (eventType === 'testimony.given' ? 'Witness' : 'System');

/** Where the original is held and by whom, from the form that describes evidence kept by the employer (§2.1). */
function inSituStatement(row: EvidenceRecord): string {
  const inSitu = (row.record?.inSitu ?? {}) as Readonly<Record<string, unknown>>;
  const word = (field: string): string => (typeof inSitu[field] === 'string' ? inSitu[field] : 'not stated');
  const seenOn = isDay(word('seenOn')) ? formatDate(word('seenOn')) : word('seenOn');
  return `Held at ${word('location')} by ${word('custodian')}. Shows: ${word('shows')}. Seen by ${word('seenBy')} on ${seenOn}.`;
}
