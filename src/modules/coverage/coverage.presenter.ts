import { Injectable } from '@nestjs/common';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import { AuditReader } from '../audit/audit.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { type CoverageView, toCoverageView } from './coverage.dto.js';

/** Registrations whose coverage is remembered; each takes about 50 kB. */
const REMEMBERED_AT_MOST = 200;

interface Remembered {
  /** Events of the learner's portfolio when it was computed. */
  readonly events: number;
  /** Currency is measured in days (§3.4), so all instants of a day share one answer. */
  readonly day: string;
  readonly view: CoverageView;
}

/**
 * Shows the coverage of a registration, and computes it only when something about the portfolio has changed.
 *
 * Whatever changes a portfolio leaves an event about its learner in the very same transaction (R10), and the trail is
 * only ever added to. So while a learner has as many events as before, every fact that coverage rests on is as before,
 * whichever process changed it. The events are counted before the facts are read: a change in between is computed in
 * already and merely leads to computing once more.
 */
@Injectable()
export class CoveragePresenter {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly facts: CoverageFactsReader,
    private readonly audit: AuditReader,
  ) {}

  /** @param asOf ISO instant that currency is measured at when a criterion is not judged yet */
  async show(registration: RegistrationRecord, asOf: string): Promise<CoverageView> {
    const events = await this.audit.countOfLearner(registration.learnerId);
    const day = asOf.slice(0, 'YYYY-MM-DD'.length);
    const known = this.remembered.get(registration.id);
    if (known?.events === events && known.day === day) return { ...known.view, asOf };

    const facts = await this.facts.of(registration, asOf);
    const view = toCoverageView(computeCoverage(facts), facts.unit);
    this.remember(registration.id, { events, day, view });
    return view;
  }

  private remember(registrationId: string, coverage: Remembered): void {
    this.remembered.delete(registrationId);
    this.remembered.set(registrationId, coverage);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > REMEMBERED_AT_MOST && oldest !== undefined) this.remembered.delete(oldest);
  }
}
