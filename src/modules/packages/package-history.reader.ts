import { Injectable } from '@nestjs/common';
import { type JudgementEntry, JudgementsReader } from '../assessment/judgements.reader.js';
import type { Operation } from '../../domain/access/permissions.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import type { ArrivedFileRecord } from '../arrivals/arrived-file.record.js';
import { type Arrival, ArrivalsReader } from '../arrivals/arrivals.reader.js';
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

/** A package that came earlier, with as much of it as somebody may read. */
export interface ArrivedPackage {
  readonly arrival: Arrival;
  readonly files: readonly ArrivedFileRecord[];
  /** What of it they may not read. */
  readonly withheld: readonly ArrivedFileRecord[];
}

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
  /** Oldest first. */
  readonly arrived: readonly ArrivedPackage[];
}

/** What is kept even from some who may have a package of everything else. */
const GUARDED: readonly Operation[] = ['learner_identity:read', 'sample:read'];

@Injectable()
export class PackageHistoryReader {
  constructor(
    private readonly judgements: JudgementsReader,
    private readonly signOffs: SignOffReader,
    private readonly planning: PlanningReader,
    private readonly samples: SamplesReader,
    private readonly audit: AuditReader,
    private readonly arrivals: ArrivalsReader,
  ) {}

  /** @param allowed what whoever asks may do on the registration */
  async of(
    registration: RegistrationRecord,
    withSamples: boolean,
    allowed: readonly Operation[],
  ): Promise<PackageHistory> {
    const { id, centreId } = registration;
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const judgements = await this.judgements.ofRegistration(id);
    const signOffs = await this.signOffs.signOffs(id);
    const planning = await this.planning.history(id);
    const samples = withSamples ? await this.samples.ofRegistration(id, false) : [];
    const actions = await this.samples.actionsOf(samples.map((sample) => sample.id));
    const events = await this.eventsOf(registration);
    const auditEnd = await this.audit.endOf(centreId);
    const arrived = await this.arrivedFor(id, allowed);
    return { judgements, signOffs, planning, samples, actions, events, auditEnd, arrived };
  }

  private async arrivedFor(registrationId: string, allowed: readonly Operation[]): Promise<ArrivedPackage[]> {
    const arrivals = await this.arrivals.ofRegistration(registrationId);
    const files = groupBy(await this.arrivals.filesOf(arrivals.map(({ id }) => id)), ({ importId }) => importId);
    const isOpen = ({ needs }: ArrivedFileRecord): boolean =>
      needs.every((operation) => !GUARDED.includes(operation) || allowed.includes(operation));
    return arrivals.map((arrival) => {
      const all = files.get(arrival.id) ?? [];
      return { arrival, files: all.filter(isOpen), withheld: all.filter((file) => !isOpen(file)) };
    });
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
