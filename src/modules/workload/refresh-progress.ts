import { Injectable } from '@nestjs/common';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import type { QueueKindCode } from '../../domain/workload/queue-kinds.js';
import { changeOf, contributionOf } from '../../domain/workload/tallies.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { followingLock } from './followed-events.js';
import { CENTRE_KINDS, LEARNER_KINDS } from './kinds/all-kinds.js';
import type { FollowedUnit, FoundWork, LearnerScope } from './kinds/queue-kind.js';
import { LearnerScopeReader } from './learner-scope.reader.js';
import type { ProgressMarkRecord } from './progress-mark.record.js';
import { ProgressReader } from './progress.reader.js';
import { NOTHING_WAITS, type RegistrationProgressRecord } from './registration-progress.record.js';
import type { WaitingWorkRecord } from './waiting-work.record.js';
import { keyOf, WorkloadStore } from './workload.store.js';

interface WorkOfKind {
  readonly kind: QueueKindCode;
  readonly work: FoundWork;
}

/**
 * Computes everything derived about one learner, or about the centre itself, from what is true now: what waits for whom,
 * how far each registration has come, and by difference the counts of the centre. Doing it again changes nothing.
 */
@Injectable()
export class RefreshProgress {
  constructor(
    private readonly scopes: LearnerScopeReader,
    private readonly reader: ProgressReader,
    private readonly store: WorkloadStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(mark: ProgressMarkRecord): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (mark.scope === 'centre') await this.refreshCentre(mark.centreId);
      else await this.refreshLearner(mark);
      await this.store.unmark(mark);
    }, followingLock(mark.centreId));
  }

  private async refreshCentre(centreId: string): Promise<void> {
    const scope = { reader: this.unitOfWork.reader, centreId, today: this.clock.today() };
    const found: WorkOfKind[] = [];
    for (const { kind, find } of CENTRE_KINDS) {
      for (const work of await find(scope)) found.push({ kind, work });
    }
    await this.keepWaiting({ centreId, learnerId: null }, found);
  }

  private async refreshLearner(mark: ProgressMarkRecord): Promise<void> {
    const scope = await this.scopes.of(mark.centreId, mark.id, this.clock.now());
    const found: WorkOfKind[] = [];
    for (const { kind, find } of LEARNER_KINDS) {
      for (const work of await find(scope)) found.push({ kind, work });
    }
    await this.keepWaiting({ centreId: mark.centreId, learnerId: mark.id }, found);
    const before = new Map((await this.reader.ofLearner(mark.id)).map((row) => [row.id, row]));
    for (const unit of scope.units) {
      const row = this.progressRow(scope, unit, found, mark.sequence);
      const old = before.get(row.id);
      await this.store.keepProgress(row, old === undefined);
      await this.store.addToTallies(row.centreId, row.unitKey, changeOf(old?.contribution ?? {}, row.contribution));
    }
  }

  private async keepWaiting(
    scope: { centreId: string; learnerId: string | null },
    found: readonly WorkOfKind[],
  ): Promise<void> {
    const before = await this.reader.waitingOf(scope);
    const known = new Map(before.map((row) => [keyOf(row), row]));
    const wanted = new Map<string, WaitingWorkRecord>();
    for (const { kind, work } of found) {
      for (const { id: waitsForId, part } of work.waitsFor) {
        const { subjectId, since, dueOn = null, registrationId = null, evidenceId = null, unitKey = null } = work;
        const row: WaitingWorkRecord = {
          id: newId(),
          ...scope,
          ...{ kind, subjectId, waitsForId, part, since: since ?? '', dueOn, registrationId, evidenceId, unitKey },
          detail: work.detail ?? {},
        };
        const key = keyOf(row);
        // One piece of evidence on two registrations of the same assessor is one thing to do.
        if (!wanted.has(key)) wanted.set(key, { ...row, since: since ?? known.get(key)?.since ?? this.clock.now() });
      }
    }
    await this.store.replaceWaiting(before, [...wanted.values()]);
  }

  private progressRow(
    scope: LearnerScope,
    { registration, progress }: FollowedUnit,
    found: readonly WorkOfKind[],
    sequence: number,
  ): RegistrationProgressRecord {
    const { id, centreId, unitKey, learnerId, assessorId, coAssessorId, countersignerId, iqaId, status } = registration;
    const own = found.filter(({ work }) => work.registrationId === id);
    const undecided = own.flatMap(({ kind, work }) =>
      kind === 'evidence_to_decide' && work.since ? [work.since] : [],
    );
    const due = own.flatMap(({ work }) => work.dueOn ?? []);
    return {
      ...{ id, centreId, unitKey, learnerId, assessorId, coAssessorId, countersignerId, iqaId, state: status },
      ...progress.totals,
      ...{ counts: progress.counts, statuses: progress.statuses, ready: progress.ready, nextStage: progress.nextStage },
      waitingSince: undecided.sort()[0] ?? NOTHING_WAITS,
      nextDueOn: due.sort()[0] ?? null,
      lastActivityAt: scope.lastActivityAt || registration.createdAt,
      contribution: contributionOf(counted(scope, { registration, progress }, status, own)),
      sequence,
      computedAt: this.clock.now(),
    };
  }
}

/** What a registration is counted by. */
function counted(
  { evidence, choices, samples, actions }: LearnerScope,
  { registration: { id, assessorId }, progress }: FollowedUnit,
  state: UnitState,
  own: readonly WorkOfKind[],
) {
  const here = <Row extends { registrationId: string }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ registrationId }) => registrationId === id);
  return {
    state,
    progress,
    waiting: own.map(({ kind, work }) => ({ kind, dueOn: work.dueOn ?? null })),
    // Evidence for two units is counted with the first, so that the centre counts it once.
    decisions: evidence
      .filter(({ claims }) => claims[0]?.registrationId === id)
      .flatMap(({ submittedAt, firstDecidedAt }) =>
        submittedAt === null || firstDecidedAt === null || firstDecidedAt < submittedAt
          ? []
          : [{ submittedAt, decidedAt: firstDecidedAt }],
      ),
    planned: here(choices).map(({ assessorIds, plannedOn, sampleId }) => ({
      ...{ assessorIds, plannedOn, isTaken: sampleId !== null },
    })),
    signedSamples: here(samples).flatMap(({ assessorIds, signedAt }) =>
      signedAt === null ? [] : [{ assessorIds: assessorIds.length > 0 ? assessorIds : [assessorId], signedAt }],
    ),
    openActions: here(actions).filter(({ closedAt }) => closedAt === null),
  };
}
