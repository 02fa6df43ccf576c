import { Injectable } from '@nestjs/common';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import { AuditReader } from '../audit/audit.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { toCoverageView } from './coverage.dto.js';

/** Registrations whose coverage is remembered; each takes about 20 kB. */
const REMEMBERED_AT_MOST = 1_000;

/** Stands for the moment in a remembered answer. It comes before all words that people wrote. */
const ANY_MOMENT = '{asOf}';

interface Remembered {
  /** Events of the learner's portfolio when it was computed. */
  readonly events: number;
  /** Currency is measured in days (§3.4), so all moments of a day share one answer. */
  readonly day: string;
  /** The answer as it is sent, for any moment of the day. */
  readonly json: string;
}

/**
 * Shows the coverage of a registration, and computes it only when something about the portfolio has changed.
 *
 * Whatever changes a portfolio leaves an event about its learner in the very same transaction (R10), and the trail is
 * only ever added to. So while a learner has as many events as before, every fact that coverage rests on is as before,
 * whichever process may have changed it. The events are counted before the facts are read: a change in between is
 * computed in already, and merely leads to computing once more.
 */
@Injectable()
export class CoveragePresenter {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly facts: CoverageFactsReader,
    private readonly audit: AuditReader,
  ) {}

  /**
   * @param asOf ISO instant that currency is measured at when a criterion is not judged yet
   * @returns the JSON of a `CoverageView`; writing it is most of the work once nothing needs to be computed
   */
  async show(registration: RegistrationRecord, asOf: string): Promise<string> {
    const events = await this.audit.countOfLearner(registration.learnerId);
    const day = asOf.slice(0, 'YYYY-MM-DD'.length);
    let coverage = this.remembered.get(registration.id);
    if (coverage?.events !== events || coverage.day !== day) {
      coverage = { events, day, json: await this.compute(registration, asOf) };
      this.remember(registration.id, coverage);
    }
    return coverage.json.replace(ANY_MOMENT, asOf);
  }

  private async compute(registration: RegistrationRecord, asOf: string): Promise<string> {
    const facts = await this.facts.of(registration, asOf);
    return JSON.stringify({ ...toCoverageView(computeCoverage(facts), facts.unit), asOf: ANY_MOMENT });
  }

  private remember(registrationId: string, coverage: Remembered): void {
    this.remembered.delete(registrationId);
    this.remembered.set(registrationId, coverage);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > REMEMBERED_AT_MOST && oldest !== undefined) this.remembered.delete(oldest);
  }
}
