import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, type ErrorCode } from '../../domain/kernel/domain-error.js';
import { audienceOf, type FeedbackAudience, readsAssessorsSide } from '../../domain/planning/feedback.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { FeedbackReader } from './feedback.reader.js';
import type { FeedbackRecord } from './feedback.record.js';
import { type OpenedUnit, PlanningDesk } from './planning-desk.js';
import { PlanningStore } from './planning.store.js';

export interface NewFeedback {
  readonly text: string;
  readonly audience: FeedbackAudience | null;
  readonly criterion: string | null;
  readonly evidenceId: string | null;
  readonly inReplyTo: string | null;
}

/** Somebody writes in the thread about a learner's unit. Nothing is edited there, and IQAs' notes stay from the learner. */
@Injectable()
export class WriteFeedback {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: FeedbackReader,
    private readonly evidence: EvidenceReader,
    private readonly store: PlanningStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, registrationId: string, input: NewFeedback): Promise<FeedbackRecord> {
    return this.desk.change(actor, registrationId, 'feedback:write', async (opened) => {
      const { registration, relations } = opened;
      await this.assertSubject(opened, input);
      const answered = await this.answered(opened, input.inReplyTo);
      const message: FeedbackRecord = {
        id: newId(),
        registrationId,
        authorId: actor.userId,
        audience: audienceOf({ relations, asked: input.audience, answered: answered?.audience ?? null }),
        text: input.text.trim(),
        criterion: input.criterion,
        evidenceId: input.evidenceId,
        inReplyTo: answered?.id ?? null,
        writtenAt: this.clock.now(),
      };
      await this.store.addFeedback(message);
      const subject = { registrationId, learnerId: registration.learnerId };
      await this.trail.record(actor, 'feedback.written', { messageId: message.id }, subject);
      return message;
    });
  }

  private async assertSubject({ unit, registration }: OpenedUnit, input: NewFeedback): Promise<void> {
    const { criterion, evidenceId } = input;
    if (criterion !== null && !findCriterion(unit, criterion)) {
      throw refusal('CRITERION_UNKNOWN', 'criterion', `is not a criterion of ${unit.key}`);
    }
    if (evidenceId !== null && !(await this.evidence.ofLearner(registration.learnerId, evidenceId))) {
      throw refusal('VALIDATION_FAILED', 'evidenceId', 'is no evidence of this learner’s');
    }
  }

  /** A message that the author may not read is for them as if there were none. */
  private async answered({ registration, relations }: OpenedUnit, id: string | null): Promise<FeedbackRecord | null> {
    if (id === null) return null;
    const message = await this.reader.one(registration.id, id);
    if (message && (message.audience === 'learner' || readsAssessorsSide(relations))) return message;
    throw refusal('VALIDATION_FAILED', 'inReplyTo', 'is no message of this thread');
  }
}

function refusal(code: ErrorCode, path: string, message: string): DomainError {
  return new DomainError(code, 'The message is about something that is not here.', [{ path, message }]);
}
