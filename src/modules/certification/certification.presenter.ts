import { Injectable } from '@nestjs/common';
import { notFound } from '../../domain/kernel/domain-error.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { AoNotificationRecord } from './ao-notification.record.js';
import { type AoNotificationView, toNotificationView } from './ao-notifications.dto.js';
import { type CertificateClaimView, toClaimView } from './certificate-claim-view.dto.js';
import { CertificationReader, type QualificationWithHistory, type WholeClaim } from './certification.reader.js';
import { type QualificationView, toQualificationView } from './qualifications.dto.js';

/** Shows qualifications, claims and notifications with the names of the people in them. */
@Injectable()
export class CertificationPresenter {
  constructor(
    private readonly reader: CertificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
  ) {}

  async qualifications(rows: readonly QualificationWithHistory[]): Promise<QualificationView[]> {
    const names = await this.identity.names(
      rows.flatMap(({ history }) => history.map(({ recordedById }) => recordedById)),
    );
    return rows.map((row) => toQualificationView(row, names));
  }

  async qualification(row: QualificationWithHistory): Promise<QualificationView> {
    const [view] = await this.qualifications([row]);
    if (!view) throw notFound();
    return view;
  }

  async claims(rows: readonly WholeClaim[]): Promise<CertificateClaimView[]> {
    const offered = await this.reader.qualificationsById(rows.map(({ claim }) => claim.qualificationId));
    const registrations = await this.registrationsOf(
      rows.flatMap(({ units }) => units.map(({ registrationId }) => registrationId)),
    );
    const names = await this.identity.names([
      ...[...registrations.values()].map(({ learnerId }) => learnerId),
      ...rows.flatMap(({ steps }) => steps.map(({ byId }) => byId)),
    ]);
    return rows.map((row) => {
      const qualification = offered.get(row.claim.qualificationId);
      if (!qualification) throw notFound();
      return toClaimView(row, qualification, registrations, names);
    });
  }

  async claim(row: WholeClaim): Promise<CertificateClaimView> {
    const [view] = await this.claims([row]);
    if (!view) throw notFound();
    return view;
  }

  async notifications(rows: readonly AoNotificationRecord[]): Promise<AoNotificationView[]> {
    const registrations = await this.registrationsOf(rows.map(({ registrationId }) => registrationId));
    const names = await this.identity.names([
      ...[...registrations.values()].map(({ learnerId }) => learnerId),
      ...rows.map(({ sentById }) => sentById),
    ]);
    return rows.map((row) => toNotificationView(row, registrations, names));
  }

  async notification(row: AoNotificationRecord): Promise<AoNotificationView> {
    const [view] = await this.notifications([row]);
    if (!view) throw notFound();
    return view;
  }

  private async registrationsOf(ids: readonly string[]): Promise<Map<string, RegistrationRecord>> {
    const rows = await this.registrations.byIds(ids);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
