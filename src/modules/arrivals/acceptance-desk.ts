import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { ArrivingDraftsDoor } from '../evidence/arriving-drafts.door.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { knowsClaim, toArrivingDraft } from './arriving-drafts.js';
import type { ArrivingPackage } from './arriving-package.js';
import { ImportConflictsReader } from './import-conflicts.reader.js';
import type { ImportFacts, PortfolioImportRecord } from './portfolio-import.record.js';
import { refused } from './read-document.js';
import type { TakenFile } from './taking-desk.js';

/** Whose portfolio a package goes to. */
export interface Acceptance {
  readonly registrationId: string;
  readonly isSameLearner: boolean;
}

/** An import that nothing blocks, and where it goes. */
export interface ReadyImport {
  readonly row: PortfolioImportRecord & { readonly facts: ImportFacts };
  readonly registration: RegistrationRecord;
}

/** What is asked before a package is taken in, and once more inside the transaction; and the drafts that come of it. */
@Injectable()
export class AcceptanceDesk {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly conflicts: ImportConflictsReader,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly drafts: ArrivingDraftsDoor,
  ) {}

  /** What the acceptance has to serialise on for its drafts, beside the portfolio. */
  get locks(): readonly string[] {
    return this.drafts.locks;
  }

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED; STATE_CONFLICT; IMPORT_REFUSED with every conflict that blocks */
  async ready(actor: Actor, importId: string, acceptance: Acceptance): Promise<ReadyImport> {
    const row = await this.reader.ofCentre(actor, importId);
    const { state, facts } = row;
    const { registration } = await this.registrations.forOperation(
      actor,
      acceptance.registrationId,
      'registration:change',
    );
    if (state !== 'previewed' || !facts) throw new DomainError('STATE_CONFLICT', `This import is ${state}.`);
    const { isSameLearner } = acceptance;
    const blocking = (await this.conflicts.of(actor, { ...row, facts }, { registration, isSameLearner })).filter(
      ({ blocks }) => blocks,
    );
    if (blocking.length > 0) {
      const errors = blocking.map(({ code, about, message }) => ({
        path: code,
        message: about ? `${message} (${about})` : message,
      }));
      throw refused('The package cannot be taken in for this registration.', errors);
    }
    return { row: { ...row, facts }, registration };
  }

  /** Opens a draft of every item that the preview called one. Inside the unit of work. */
  async openDrafts(
    actor: Actor,
    { row, registration }: ReadyImport,
    { documents }: ArrivingPackage,
    taken: readonly TakenFile[],
  ): Promise<PortfolioImportRecord['drafts']> {
    const { unitKey, specificationVersion } = registration;
    const unit = await this.specifications.version(unitKey, specificationVersion);
    const carried = new Set(
      row.facts.passages.filter(({ becomes }) => becomes === 'draft').map(({ evidenceId }) => evidenceId),
    );
    const filesOf = groupBy(taken, ({ evidenceId }) => evidenceId ?? '');
    const opened: PortfolioImportRecord['drafts'][number][] = [];
    for (const one of documents.evidence.filter(({ id }) => carried.has(id))) {
      // SQLite's driver blocks while it writes: between items other requests get their turn.
      await setImmediate();
      const draft = toArrivingDraft(one, documents.head);
      const claims = draft.claims.filter((claim) => knowsClaim(unit, claim));
      const contents = (filesOf.get(one.id) ?? []).flatMap(({ name, sha256, size, type }) =>
        type ? [{ name, sha256, size, ...type }] : [],
      );
      const { id, ref } = await this.drafts.open(actor, registration, { ...draft, claims }, contents);
      opened.push({ fromId: one.id, evidenceId: id, ref });
    }
    return opened;
  }
}
