import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { EVIDENCE_METHODS } from '../../domain/evidence/evidence-method.js';
import { type ImportConflict, importConflict } from '../../domain/portfolio/import-conflict.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { ComplaintsReader } from '../complaints/complaints.reader.js';
import { HeldContentsReader } from '../evidence/held-contents.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { knowsClaim } from './arriving-drafts.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { hashOfUnit } from './import-facts.js';
import type { ImportFacts, PortfolioImportRecord } from './portfolio-import.record.js';

type Package = Pick<PortfolioImportRecord, 'packageId' | 'contentSha256'> & { readonly facts: ImportFacts };

/** Whose portfolio a package is to go to. */
export interface Destination {
  readonly registration: RegistrationRecord;
  /** Somebody has made sure who it is, although the name is another. */
  readonly isSameLearner: boolean;
}

/** Finds what stands between a package and this centre, or one registration of it. */
@Injectable()
export class ImportConflictsReader {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly specifications: SpecificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
    private readonly contents: HeldContentsReader,
    private readonly complaints: ComplaintsReader,
  ) {}

  /** Everything that is to be said of taking the package in, what blocks first. */
  async of(actor: Actor, found: Package, destination: Destination | null): Promise<ImportConflict[]> {
    const conflicts = [
      ...(await this.ofUnit(found.facts, destination)),
      ...(await this.ofRepetition(actor, found)),
      ...(destination ? await this.ofLearner(actor, found.facts, destination) : await this.ofHere(actor, found.facts)),
      ...(await this.ofContents(actor, found.facts, destination)),
    ];
    return conflicts.sort((a, b) => Number(b.blocks) - Number(a.blocks));
  }

  private async ofUnit(facts: ImportFacts, destination: Destination | null): Promise<ImportConflict[]> {
    const { key, version } = facts.head.unit;
    const current = await this.specifications.currentOf(key);
    if (!current) return [importConflict('UNIT_UNKNOWN', key)];
    const same = await this.specifications.find(key, version);
    const told = same
      ? hashOfUnit(same) === facts.unitSha256
        ? []
        : [importConflict('SPECIFICATION_DIFFERS', `${key} ${version}`)]
      : [importConflict('SPECIFICATION_UNKNOWN', `${key} ${version}`)];
    if (destination && destination.registration.unitKey !== key) return [...told, importConflict('OTHER_UNIT', key)];
    const unit = destination ? await this.unitOf(destination.registration) : (same ?? current);
    const unknown = facts.claims.filter((claim) => !knowsClaim(unit, claim));
    return [...told, ...unknown.map(({ ref, criterion }) => importConflict('CLAIM_UNKNOWN', `${ref} ${criterion}`))];
  }

  private unitOf({ unitKey, specificationVersion }: RegistrationRecord): Promise<UnitSpecification> {
    return this.specifications.version(unitKey, specificationVersion);
  }

  private async ofRepetition(actor: Actor, found: Package): Promise<ImportConflict[]> {
    const earlier = await this.reader.acceptedLike(actor.centreId, found);
    if (earlier.some(({ packageId }) => packageId === found.packageId)) {
      return [importConflict('ALREADY_IMPORTED', found.packageId)];
    }
    return earlier.slice(0, 1).map(({ packageId }) => importConflict('SAME_CONTENT', packageId));
  }

  private async ofHere(actor: Actor, { head, uln }: ImportFacts): Promise<ImportConflict[]> {
    if (uln === null) return [];
    const here = await this.registrations.onUnit(actor.centreId, head.unit.key);
    return here
      .filter((registration) => registration.uln === uln)
      .map(({ id }) => importConflict('REGISTRATION_EXISTS', id));
  }

  private async ofLearner(
    actor: Actor,
    facts: ImportFacts,
    { registration, isSameLearner }: Destination,
  ): Promise<ImportConflict[]> {
    const { learnerId, uln } = registration;
    const conflicts: ImportConflict[] = [];
    if (uln !== null && facts.uln !== null && uln !== facts.uln) conflicts.push(importConflict('ULN_DIFFERS'));
    const name = (await this.identity.names([learnerId])).get(learnerId) ?? '';
    // One number is one learner, whatever their name is by now.
    const isKnown = isSameLearner || (uln !== null && uln === facts.uln);
    if (!isKnown && folded(name) !== folded(facts.head.learner.name)) {
      conflicts.push(importConflict('NAME_DIFFERS', name));
    }
    if ((await this.registrations.conflictedPersonIds(learnerId)).includes(actor.userId)) {
      conflicts.push(importConflict('INTEREST_DECLARED'));
    }
    const labels = new Set((await this.complaints.factsOf(learnerId)).map(({ fact }) => fact.caseRef));
    const used = facts.caseRefs.filter((label) => labels.has(label));
    return [...conflicts, ...used.map((label) => importConflict('CASE_LABEL_IN_USE', label))];
  }

  private async ofContents(
    actor: Actor,
    { passages, absent, contents }: ImportFacts,
    destination: Destination | null,
  ): Promise<ImportConflict[]> {
    const methods = passages.filter(({ method }) => !(EVIDENCE_METHODS as readonly string[]).includes(method));
    const sha256s = contents.map(({ sha256 }) => sha256);
    const learnerId = destination?.registration.learnerId ?? null;
    const refOf = new Map(contents.map(({ sha256, ref }) => [sha256, ref]));
    const held = await this.contents.heldByOthers(actor.centreId, sha256s, learnerId);
    return [
      ...methods.map(({ ref, method }) => importConflict('METHOD_UNKNOWN', `${ref} ${method}`)),
      ...absent.map(({ ref, absence }) => importConflict('FILE_ABSENT', `${ref} ${absence}`)),
      ...held.map(({ sha256, ref }) => importConflict('FILE_IN_OTHER_PORTFOLIO', `${refOf.get(sha256)} is ${ref}`)),
    ];
  }
}

/** Names as people compare them: no difference of case, form or blanks. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
