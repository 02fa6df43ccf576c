import { Injectable } from '@nestjs/common';
import { type JudgementEntry, JudgementsReader } from '../assessment/judgements.reader.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import { AuditReader } from '../audit/audit.reader.js';
import { type PlanningHistory, PlanningReader } from '../planning/planning.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';
import type { IqaActionRecord } from '../verification/iqa-action.record.js';
import type { IqaSampleRecord } from '../verification/iqa-sample.record.js';
import { SamplesReader } from '../verification/samples.reader.js';

const EVENTS_AT_A_TIME = 1_000;

/** What was decided and said on one learner's unit. */
export interface PackageHistory {
  readonly judgements: readonly JudgementEntry[];
  readonly signOffs: readonly SignOffRecord[];
  readonly planning: PlanningHistory;
  /** Signed ones. */
  readonly samples: readonly IqaSampleRecord[];
  readonly actions: readonly IqaActionRecord[];
  readonly events: readonly AuditEventRecord[];
  readonly auditEnd: { readonly sequence: number; readonly sha256: string };
}

@Injectable()
export class PackageHistoryReader {
  constructor(
    private readonly judgements: JudgementsReader,
    private readonly signOffs: SignOffReader,
    private readonly planning: PlanningReader,
    private readonly samples: SamplesReader,
    private readonly audit: AuditReader,
  ) {}

  async of(registration: RegistrationRecord, withSamples: boolean): Promise<PackageHistory> {
    const { id, centreId } = registration;
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const judgements = await this.judgements.ofRegistration(id);
    const signOffs = await this.signOffs.signOffs(id);
    const planning = await this.planning.history(id);
    const samples = withSamples ? await this.samples.ofRegistration(id, false) : [];
    const actions = await this.samples.actionsOf(samples.map((sample) => sample.id));
    const events = await this.eventsOf(registration);
    const auditEnd = await this.audit.endOf(centreId);
    return { judgements, signOffs, planning, samples, actions, events, auditEnd };
  }

  private async eventsOf(registration: RegistrationRecord): Promise<AuditEventRecord[]> {
    const events: AuditEventRecord[] = [];
    for (;;) {
      const after = events.at(-1)?.id ?? null;
      const more = await this.audit.ofRegistration(registration, EVENTS_AT_A_TIME, after);
      events.push(...more);
      if (more.length < EVENTS_AT_A_TIME) return events;
    }
  }
}
