import { Injectable } from '@nestjs/common';
import { METHOD_CARDS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import type { EventParties } from '../../domain/workload/who-to-tell.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { NOBODY_OUTSIDE, OutsidePartiesReader } from './outside-parties.reader.js';

interface EvidenceRow {
  readonly id: string;
  readonly authorId: string;
  readonly method: EvidenceMethod;
  readonly signatures: string;
}
interface ActionRow {
  readonly id: string;
  readonly ownerId: string;
  readonly raisedById: string;
}

/** Who has to do with some events of the trail, in a fixed number of queries. */
@Injectable()
export class EventPartiesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly outside: OutsidePartiesReader,
  ) {}

  async of(centreId: string, events: readonly AuditEventRecord[]): Promise<Map<string, EventParties>> {
    const evidenceIds = idsOf(events.map(({ evidenceId }) => evidenceId));
    const evidence = byId(await this.evidence(evidenceIds));
    const claims = await this.claims(evidenceIds);
    const actions = byId(await this.actions(idsOf(events.map(({ facts }) => facts.actionId))));
    const judges = await this.judges(idsOf(events.map(({ facts }) => facts.judgementId)));
    const named = idsOf(events.map(({ registrationId }) => registrationId));
    const rows = await this.registrations.byIds([...named, ...claims.map(({ registrationId }) => registrationId)]);
    const registrations = byId(rows);
    const outside = await this.outside.of(centreId, events, registrations);
    const trainees = await this.signedByTrainee(named);
    return new Map(
      events.map(({ id, learnerId, registrationId, evidenceId, facts }) => {
        const piece = evidence.get(evidenceId ?? '');
        const action = actions.get(String(facts.actionId));
        const own = registrations.get(registrationId ?? '');
        const claimed = claims.filter((claim) => claim.evidenceId === evidenceId).map((claim) => claim.registrationId);
        const about = own ? [own] : claimed.flatMap((each) => registrations.get(each) ?? []);
        const parties: EventParties = {
          registrations: about,
          learnerId: learnerId ?? own?.learnerId ?? null,
          authorId: piece?.authorId ?? null,
          wantsLearner: piece !== undefined && wantsLearner(piece),
          judgeId: judges.get(String(facts.judgementId)) ?? null,
          ownerId: action?.ownerId ?? null,
          raisedById: action?.raisedById ?? null,
          nextSignerId: own ? nextSigner(own, trainees.has(own.id)) : null,
          ...(outside.get(id) ?? NOBODY_OUTSIDE),
        };
        return [id, parties];
      }),
    );
  }

  private evidence(ids: readonly string[]): Promise<EvidenceRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.sql<EvidenceRow[]>`
      SELECT id, "authorId", method, signatures FROM evidence WHERE id IN (${() => [...ids]})`;
  }

  private claims(ids: readonly string[]): Promise<{ evidenceId: string; registrationId: string }[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.sql<{ evidenceId: string; registrationId: string }[]>`
      SELECT DISTINCT "evidenceId", "registrationId" FROM evidence_claims WHERE "evidenceId" IN (${() => [...ids]})`;
  }

  private actions(ids: readonly string[]): Promise<ActionRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.sql<ActionRow[]>`
      SELECT id, "ownerId", "raisedById" FROM iqa_actions WHERE id IN (${() => [...ids]})`;
  }

  private async judges(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.sql<{ id: string; assessorId: string }[]>`
      SELECT id, "assessorId" FROM judgements WHERE id IN (${() => [...ids]})`;
    return new Map(rows.map(({ id, assessorId }) => [id, assessorId]));
  }

  /** Registrations whose unit a trainee has signed as assessor: a countersigner comes next. */
  private async signedByTrainee(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.unitOfWork.reader.sql<{ registrationId: string }[]>`
      SELECT "registrationId" FROM sign_offs WHERE "registrationId" IN (${() => [...ids]})
        AND stage = 'assessor' AND "signerStatus" = 'trainee' AND "voidedAt" IS NULL`;
    return new Set(rows.map(({ registrationId }) => registrationId));
  }
}

function wantsLearner({ method, signatures }: EvidenceRow): boolean {
  if (METHOD_CARDS[method].coSigner !== 'learner') return false;
  return !(JSON.parse(signatures) as EvidenceSignature[]).some(({ role }) => role === 'learner');
}

function nextSigner(registration: RegistrationRecord, isSignedByTrainee: boolean): string | null {
  const { status, assessorId, countersignerId, iqaId } = registration;
  if (status === 'learner_declared') return assessorId;
  if (status === 'assessor_signed') return isSignedByTrainee ? countersignerId : iqaId;
  return status === 'countersigned' ? iqaId : null;
}

const idsOf = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value) => typeof value === 'string')),
];

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));
