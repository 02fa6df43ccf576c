import { In } from 'typeorm';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditEventType } from '../audit/audit-event.js';
import { AuditHeadRecord } from '../audit/audit-head.record.js'; // breaks
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsStore } from '../registrations/registrations.store.js'; // breaks
import { RegistrationRecord } from '../registrations/registration.record.js'; // breaks
import type { InterestRecord } from '../registrations/interest.record.js';
import { CreateRegistration } from '../registrations/create-registration.js'; // breaks
import { RegistrationsModule } from '../registrations/registrations.module.js'; // breaks
import type { RegistrationView } from '../registrations/registrations.dto.js'; // breaks
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { HalfQuestion } from '../registrations/half-question.js'; // breaks
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { toRegistration } from '../registrations/to-registration.js';
import { JudgementsReader } from '../assessment/judgements.reader.js'; // breaks
import type { JudgementRecord } from '../assessment/judgement.record.js'; // breaks
import { u40 } from '../../../templates/units/u40.js'; // breaks
import { portfolioDocument } from '../../../templates/portfolio/portfolio.js'; // breaks
import { AppModule } from '../../app.module.js'; // breaks
import { EvidenceStore } from './evidence.store.js';

export type Known = AuditEventType | InterestRecord | RegistrationView | JudgementRecord;
export const known = [In, findCriterion, UnitOfWork, AuditTrail, AuditHeadRecord, RegistrationsReader, RegistrationStatusDoor];
export const more = [RegistrationsStore, RegistrationRecord, CreateRegistration, RegistrationsModule, UnitSignatures];
export const most = [HalfQuestion, portfolioLock, toRegistration, JudgementsReader, u40, portfolioDocument, AppModule];
export const own = EvidenceStore;
