import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { appealWarnings } from '../../domain/appeal/appeal-warnings.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import type { AppealStepRecord } from './appeal-step.record.js';
import { type AppealSummaryView, type AppealView, toAppealSummaryView, toAppealView } from './appeal-view.dto.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsReader, type ScopedAppeal } from './appeals.reader.js';

/** Shows appeals with the names of the people in them, and to each what is theirs to see. */
@Injectable()
export class AppealsPresenter {
  constructor(
    private readonly reader: AppealsReader,
    private readonly policies: AppealPoliciesReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  async summaries(rows: readonly AppealRecord[]): Promise<AppealSummaryView[]> {
    const names = await this.identity.names(rows.map(({ learnerId }) => learnerId));
    return rows.map((row) => toAppealSummaryView(row, names, this.clock.today()));
  }

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED */
  async show(actor: Actor, id: string): Promise<AppealView> {
    const scoped = await this.reader.forOperation(actor, id, 'appeal:read');
    const { appeal, relations } = scoped;
    const [steps, panel, { policy }] = await Promise.all([
      this.reader.steps(id),
      this.reader.panel(id),
      this.policies.current(appeal.centreId),
    ]);
    const names = await this.identity.names([
      ...[appeal.learnerId, appeal.decidedById, appeal.stage1DeciderId],
      ...[...steps.map(({ actorId }) => actorId), ...panel.map(({ memberId }) => memberId)],
    ]);
    const today = this.clock.today();
    const { dueOn } = appeal;
    const { panelMembers } = policy;
    return toAppealView(appeal, {
      steps: visibleSteps(actor, scoped, steps),
      warnings: appealWarnings({ dueOn, today, steps, panelSize: panel.length, panelMembers }),
      ...{ panel, relations, names, today },
    });
  }
}

/**
 * Votes and their notes are the panel's own and of those who oversee it; what the tracing found speaks of other learners.
 * Whoever is a party sees neither, whatever else they are.
 */
function visibleSteps(
  actor: Actor,
  { appeal, relations }: ScopedAppeal,
  steps: readonly AppealStepRecord[],
): AppealStepRecord[] {
  const { learnerId, decidedById, countersignedById, stage1DeciderId } = appeal;
  const isParty = [learnerId, decidedById, countersignedById, stage1DeciderId].includes(actor.userId);
  const oversees = !isParty && (relations.includes('lead_iqa') || relations.includes('centre_manager'));
  const seesVotes = oversees || (!isParty && relations.includes('appeal_panel'));
  return steps.filter(({ event }) => (event === 'voted' ? seesVotes : event === 'traced' ? oversees : true));
}
