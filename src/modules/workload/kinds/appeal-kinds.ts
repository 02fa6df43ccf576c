import { verifierStanding } from '../../../domain/access/actor.js';
import type { AppealStatus } from '../../../domain/appeal/appeal.js';
import { waitsForLearner } from '../../../domain/appeal/ladder.js';
import type { QueueKindCode } from '../../../domain/workload/queue-kinds.js';
import { type Addressee, type FoundWork, holders, type LearnerScope, type QueueKind } from './queue-kind.js';

interface AppealRow {
  readonly id: string;
  readonly registrationId: string;
  readonly status: AppealStatus;
  readonly criterion: string | null;
  readonly stage1DeciderId: string;
  readonly dueOn: string | null;
  /** When it came to where it stands. */
  readonly since: string;
}

function appealsOf({ reader, units }: LearnerScope): Promise<AppealRow[]> {
  if (units.length === 0) return Promise.resolve([]);
  return reader.sql<AppealRow[]>`
    SELECT appeal.id, appeal."registrationId", appeal.status, appeal.criterion, appeal."stage1DeciderId", appeal."dueOn",
      step.at AS since
    FROM appeals appeal JOIN appeal_steps step ON step."appealId" = appeal.id AND step.sequence = appeal."lastStep"
    WHERE appeal."registrationId" IN (${() => units.map(({ registration }) => registration.id)})
      AND appeal."openSubject" IS NOT NULL
    ORDER BY appeal.id`;
}

function panelOf({ reader }: LearnerScope, appealId: string): Promise<{ memberId: string }[]> {
  return reader.sql<{ memberId: string }[]>`
    SELECT "memberId" FROM appeal_panel_members WHERE "appealId" = ${appealId} AND "stoodDownAt" IS NULL ORDER BY id`;
}

type Addressees = (scope: LearnerScope, appeal: AppealRow) => Promise<readonly Addressee[]> | readonly Addressee[];

function appealKind(kind: QueueKindCode, addressees: Addressees): QueueKind {
  return {
    kind,
    find: async (scope) => {
      const found: FoundWork[] = [];
      for (const appeal of await appealsOf(scope)) {
        const { id: subjectId, registrationId, criterion, since, dueOn } = appeal;
        const unit = scope.units.find(({ registration }) => registration.id === registrationId);
        found.push({
          ...{ subjectId, registrationId, since, dueOn, unitKey: unit?.registration.unitKey ?? null },
          ...{ detail: { subject: criterion }, waitsFor: await addressees(scope, appeal) },
        });
      }
      return found;
    },
  };
}

/** They may be named by no registration any more, and reconsider all the same. */
const decider = ({ barredIds }: LearnerScope, { stage1DeciderId }: AppealRow): Addressee[] =>
  barredIds.has(stage1DeciderId) ? [] : [{ id: stage1DeciderId, part: 'owner' }];

/** The qualified IQA of the registration, or a lead IQA. */
function reviewers(scope: LearnerScope, { registrationId }: AppealRow): Addressee[] {
  const unit = scope.units.find(({ registration }) => registration.id === registrationId);
  const named = unit ? holders(unit.registration, ['iqaId'], scope) : [];
  const able = named.filter(({ id }) => verifierStanding(scope.people.get(id)?.roles ?? []) === 'qualified');
  return able.length > 0 ? able : [{ id: scope.centreId, part: 'lead_iqa' }];
}

export const APPEAL_KINDS_OF_WORK: readonly QueueKind[] = [
  appealKind('appeal_to_acknowledge', (scope, appeal) => (appeal.status === 'lodged' ? decider(scope, appeal) : [])),
  appealKind('appeal_to_decide', async (scope, appeal) => {
    if (appeal.status === 'stage1') return decider(scope, appeal);
    if (appeal.status === 'stage2') return reviewers(scope, appeal);
    if (appeal.status !== 'stage3') return [];
    return (await panelOf(scope, appeal.id)).map(({ memberId }) => ({ id: memberId, part: 'owner' }));
  }),
  appealKind('appeal_to_answer', ({ learnerId }, { status }) =>
    waitsForLearner(status) ? [{ id: learnerId, part: 'learnerId' }] : [],
  ),
  appealKind('appeal_panel_to_appoint', async (scope, { id, status }) => {
    if (status !== 'stage3' || (await panelOf(scope, id)).length > 0) return [];
    return [{ id: scope.centreId, part: 'centre_manager' }];
  }),
];
