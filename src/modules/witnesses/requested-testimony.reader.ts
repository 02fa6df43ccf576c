import { Injectable } from '@nestjs/common';
import { notFound } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { Clock } from '../../platform/time/clock.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { assertOpen, notAskedAnyMore } from './invitation-standing.js';
import type { WitnessInvitationRecord } from './witness-invitation.record.js';
import { WitnessesReader } from './witnesses.reader.js';

/** A criterion in the words of its unit. */
export interface AskedCriterion {
  readonly unit: string;
  readonly code: string;
  readonly statement: string;
}

/** What somebody is asked to testify about. */
export interface RequestedTestimony {
  readonly invitation: WitnessInvitationRecord;
  readonly evidence: EvidenceRecord;
  readonly learnerName: string;
  readonly inviterName: string;
  readonly centreName: string;
}

/** What a token is made of (`LinkSecret`); anything else opens nothing and is not even looked up. */
const TOKEN = /^[\w-]{27}$/;

/** Reads what one link is about. Nothing here changes anything: mail scanners open links too (S7). */
@Injectable()
export class RequestedTestimonyReader {
  constructor(
    private readonly reader: WitnessesReader,
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  /**
   * The invitation behind a link, whatever has become of it. Guesses are not counted: there are 2¹⁶⁰ tokens.
   * @throws DomainError NOT_FOUND
   */
  async behind(token: string): Promise<WitnessInvitationRecord> {
    const invitation = TOKEN.test(token) ? await this.reader.byToken(token) : null;
    if (!invitation) throw notFound();
    return invitation;
  }

  /**
   * What a link asks for, if it may still be answered.
   * @throws DomainError NOT_FOUND, STATE_CONFLICT
   */
  async opened(token: string): Promise<RequestedTestimony> {
    const invitation = await this.behind(token);
    assertOpen(invitation, this.clock.now());
    const requested = await this.of(invitation);
    if (requested.evidence.status !== 'draft') throw notAskedAnyMore();
    return requested;
  }

  private async of(invitation: WitnessInvitationRecord): Promise<RequestedTestimony> {
    const evidence = await this.evidence.byId(invitation.evidenceId);
    const names = await this.identity.names([invitation.learnerId, invitation.invitedById]);
    const centre = await this.identity.centre(invitation.centreId);
    return {
      invitation,
      evidence,
      learnerName: names.get(invitation.learnerId) ?? '',
      inviterName: names.get(invitation.invitedById) ?? '',
      centreName: centre.name,
    };
  }

  /** What an invitation asks for, whatever has become of it; `null` when there is none. */
  async ofId(invitationId: string): Promise<RequestedTestimony | null> {
    const invitation = await this.reader.byId(invitationId);
    return invitation && this.of(invitation);
  }

  /** The criteria that the testimony may touch, so that the witness knows what matters; an assessor confirms them. */
  async criteria(evidenceId: string): Promise<AskedCriterion[]> {
    const claims = await this.evidence.claims([evidenceId]);
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    const asked: AskedCriterion[] = [];
    for (const { registrationId, criterion: code } of claims) {
      const registration = registrations.find(({ id }) => id === registrationId);
      if (!registration) continue;
      const unit = await this.specifications.version(registration.unitKey, registration.specificationVersion);
      const criterion = findCriterion(unit, code);
      if (criterion) asked.push({ unit: unit.title, code, statement: criterion.statement });
    }
    return asked;
  }
}
