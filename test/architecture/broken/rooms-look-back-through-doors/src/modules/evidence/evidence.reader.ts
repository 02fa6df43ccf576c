import { RegistrationRecord } from '../registrations/registration.record.js';
import { JudgementRecord } from '../assessment/judgement.record.js'; // breaks

export const joined = [RegistrationRecord, JudgementRecord];
