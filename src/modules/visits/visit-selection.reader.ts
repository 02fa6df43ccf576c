import { Injectable } from '@nestjs/common';
import { groupBy } from '../../domain/kernel/group-by.js';
import { isInForce } from '../../domain/sign-off/sign-off.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { VisitsReader } from './visits.reader.js';

/** What was selected for a visit, and what stands under it now. */
export interface VisitSelection {
  readonly registrations: readonly RegistrationRecord[];
  /** Signatures in force, by registration. */
  readonly signOffs: ReadonlyMap<string, readonly SignOffRecord[]>;
}

@Injectable()
export class VisitSelectionReader {
  constructor(
    private readonly visits: VisitsReader,
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
  ) {}

  async of(visitId: string): Promise<VisitSelection> {
    const ids = (await this.visits.selections(visitId)).map(({ registrationId }) => registrationId);
    const signOffs = (await this.signOffs.signOffsOf(ids)).filter(isInForce);
    return {
      registrations: await this.registrations.byIds(ids),
      signOffs: groupBy(signOffs, ({ registrationId }) => registrationId),
    };
  }
}
