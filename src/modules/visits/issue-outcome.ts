import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { checkOutcome, type ProposedOutcome } from '../../domain/visit/visit-outcome.js';
import { visitStatement } from '../../domain/visit/visit-statement.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuditReader } from '../audit/audit.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitDesk } from './visit-desk.js';
import { visitLock } from './visit-lock.js';
import type { VisitOutcomeRecord } from './visit-outcome.record.js';
import type { VisitReleaseRecord } from './visit-release.record.js';
import { type VisitSelection, VisitSelectionReader } from './visit-selection.reader.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

export type NewOutcome = ProposedOutcome & { readonly summary: string };

/** A verifier signs what they found, once and with their name. With it the visit is over, and the centre sees all of it. */
@Injectable()
export class IssueOutcome {
  constructor(
    private readonly reader: VisitsReader,
    private readonly desk: VisitDesk,
    private readonly selections: VisitSelectionReader,
    private readonly units: UnitSignatures,
    private readonly audit: AuditReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, visitId: string, said: NewOutcome): Promise<EqaVisitRecord> {
    await this.desk.ownOpen(actor, visitId);
    const input = withoutBlanks(said);
    const { registrations } = await this.selections.of(visitId);
    // Nobody voids an IQA's release while a verifier releases on it.
    const portfolios = registrations
      .filter(({ id }) => input.releases.some(({ registrationId }) => registrationId === id))
      .flatMap(({ learnerId }) => portfolioLock(learnerId));
    return this.unitOfWork.run(async () => {
      const visit = await this.desk.ownOpen(actor, visitId);
      const selection = await this.selections.of(visitId);
      // What a trainee IQA signed is no release before it is countersigned (SOD5).
      const iqaRelease = (registrationId: string): SignOffRecord | null => {
        const signOffs = selection.signOffs.get(registrationId) ?? [];
        const release = releaseOf(signOffs);
        return signOffs.find(({ id }) => id === release?.id) ?? null;
      };
      const selectedIds = selection.registrations.map(({ id }) => id);
      const iqaReleasedIds = selectedIds.filter((id) => iqaRelease(id) !== null);
      checkOutcome({ ...input, selectedIds, iqaReleasedIds, today: this.clock.today() });

      const now = this.clock.now();
      const outcome = await this.signed(actor, visit, input, selection, now);
      const actions = input.actions.map(({ text, severity, dueOn }) => ({
        ...{ id: newId(), visitId, severity, text, dueOn },
        ...{ response: null, respondedById: null, respondedAt: null },
        ...{ closedById: null, closureNote: null, closedAt: null },
      }));
      const releases = input.releases.map(({ registrationId, decision, note }): VisitReleaseRecord => {
        const signOff = iqaRelease(registrationId);
        return {
          ...{ id: newId(), visitId, registrationId, decision, note, decidedAt: now },
          ...{ signOffId: signOff?.id ?? null, snapshotSha256: signOff?.snapshotSha256 ?? null },
        };
      });
      await this.store.addOutcome(outcome, actions, releases);
      const change = { concludedAt: now, revision: visit.revision + 1 };
      await this.store.changeVisit(visitId, change);
      await this.record(actor, outcome, actions.length, selection, releases);
      for (const { registrationId } of releases) await this.units.refreshStatus(registrationId);
      return { ...visit, ...change };
    }, [...visitLock(visitId), ...portfolios]);
  }

  private async signed(
    actor: Actor,
    visit: EqaVisitRecord,
    input: NewOutcome,
    { registrations, signOffs }: VisitSelection,
    signedAt: string,
  ): Promise<VisitOutcomeRecord> {
    const statement = visitStatement({
      ...{ ...input, visitId: visit.id, eqaId: actor.userId },
      selection: registrations.map(({ id, unitKey, specificationVersion, status }) => ({
        ...{ registrationId: id, unit: unitKey, specificationVersion, status },
        signatures: signOffs.get(id) ?? [],
      })),
      notes: await this.reader.notes(visit.id),
      trail: await this.audit.endOf(visit.centreId),
    });
    const { decision, summary, recommendDirectClaims } = input;
    return {
      ...{ id: newId(), visitId: visit.id, decision, summary, recommendDirectClaims, statement },
      statementSha256: createHash('sha256').update(canonicalJson(statement)).digest('hex'),
      ...{ eqaId: actor.userId, eqaName: actor.name, signedAt },
    };
  }

  /** One event for the visit; a decision on a unit stands in the history of that unit as well. */
  private async record(
    actor: Actor,
    { visitId, decision, statementSha256, recommendDirectClaims }: VisitOutcomeRecord,
    actions: number,
    { registrations }: VisitSelection,
    releases: readonly VisitReleaseRecord[],
  ): Promise<void> {
    await this.trail.record(actor, 'visit.outcome_issued', {
      ...{ visitId, decision, statementSha256, recommendDirectClaims, actions },
      releases: releases.map(({ registrationId, decision: released }) => ({ registrationId, decision: released })),
    });
    const learnerOf = new Map(registrations.map(({ id, learnerId }) => [id, learnerId]));
    for (const { registrationId, decision: released, snapshotSha256 } of releases) {
      await this.trail.record(
        actor,
        'unit.externally_decided',
        { visitId, decision: released, snapshotSha256 },
        { registrationId, learnerId: learnerOf.get(registrationId) },
      );
    }
  }
}

/** What is signed is what is kept. */
function withoutBlanks({ summary, actions, releases, ...said }: NewOutcome): NewOutcome {
  return {
    ...said,
    summary: summary.trim(),
    actions: actions.map((action) => ({ ...action, text: action.text.trim() })),
    releases: releases.map((release) => ({ ...release, note: release.note?.trim() || null })),
  };
}
