import { DomainError, type FieldError } from '../kernel/domain-error.js';
import type { AppealStatus } from './appeal.js';
import { addWorkingDays, workingDayFrom } from '../kernel/working-days.js';

/**
 * The clocks of a centre's appeals procedure. Published ones vary and no source fixes them (§3.8, POL): they are data, and
 * missing one warns. All are working days.
 */
export interface AppealPolicy {
  /** From the decision to lodging an appeal against it. */
  readonly lodgingDays: number;
  readonly acknowledgementDays: number;
  readonly stage1Days: number;
  readonly stage2Days: number;
  readonly stage3Days: number;
  /** For the learner to accept a decision or take it further. */
  readonly answerDays: number;
  /** People on a panel at least. */
  readonly panelMembers: number;
  /** How far back like decisions are looked for once a failure is found. */
  readonly tracingMonths: number;
  /** Days on which the centre does not work besides weekends (YYYY-MM-DD). */
  readonly bankHolidays: readonly string[];
}

/** [APP-BAPI, APP-NORF, APP-ELEV8]: 20 days to lodge, 5 for each stage, 30 for a panel. The rest is this product's own. */
export const DEFAULT_APPEAL_POLICY: AppealPolicy = {
  lodgingDays: 20,
  acknowledgementDays: 2,
  stage1Days: 5,
  stage2Days: 5,
  stage3Days: 30,
  answerDays: 5,
  panelMembers: 3,
  tracingMonths: 12,
  bankHolidays: [],
};

/** Which number runs while an appeal has a status. The awarding organisation has a clock of its own. */
const CLOCKS: Readonly<Partial<Record<AppealStatus, keyof Omit<AppealPolicy, 'bankHolidays'>>>> = {
  lodged: 'acknowledgementDays',
  stage1: 'stage1Days',
  stage1_decided: 'answerDays',
  stage2: 'stage2Days',
  stage2_decided: 'answerDays',
  stage3: 'stage3Days',
  stage3_decided: 'answerDays',
};

/** A number of working days after `date`, or with 0 that day; where nobody works then, the next day on which people do. */
export function deadline(date: string, days: number, bankHolidays: readonly string[]): string {
  return workingDayFrom(addWorkingDays(date, days, bankHolidays), bankHolidays);
}

/** By when the step after `status` is due when it starts on `from`; `null` where no clock of the centre runs. */
export function dueOn(status: AppealStatus, from: string, policy: AppealPolicy): string | null {
  const clock = CLOCKS[status];
  return clock === undefined ? null : deadline(from, policy[clock], policy.bankHolidays);
}

/** The last day for lodging an appeal against what was decided on `decidedOn`. */
export function lastDayToLodge(decidedOn: string, policy: AppealPolicy): string {
  return deadline(decidedOn, policy.lodgingDays, policy.bankHolidays);
}

/**
 * What makes a policy contradict itself; the ranges of the single numbers are the form's business.
 * @throws DomainError VALIDATION_FAILED when a holiday is named twice, or is a day that the calendar does not have
 */
export function checkAppealPolicy({ bankHolidays }: AppealPolicy): void {
  const errors = bankHolidays.flatMap((day, index): FieldError[] => {
    const time = Date.parse(`${day}T00:00:00.000Z`);
    const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
    if (!isDay) return [{ path: `bankHolidays[${index}]`, message: 'is not a day of the calendar' }];
    return bankHolidays.indexOf(day) === index ? [] : [{ path: `bankHolidays[${index}]`, message: 'is named twice' }];
  });
  if (errors.length > 0) throw new DomainError('VALIDATION_FAILED', 'The bank holidays cannot be read.', errors);
}
