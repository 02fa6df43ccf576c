import { CompetenceRecord } from './competence.record.js';
import { CountersignerLinkRecord } from './countersigner-link.record.js';
import { CpdEntryRecord } from './cpd-entry.record.js';
import { StaffQualificationRecord } from './staff-qualification.record.js';

/** What every record of a person has: it ends with a reason and is never deleted. */
export interface StaffRow {
  readonly id: string;
  readonly centreId: string;
  readonly personId: string;
  readonly endedAt: string | null;
}

/** How a record ends. */
export type Ending = Pick<StaffQualificationRecord, 'endedById' | 'endedAt' | 'endingReason'>;

export const ENDABLE = {
  qualification: StaffQualificationRecord,
  competence: CompetenceRecord,
  countersigner_link: CountersignerLinkRecord,
  cpd_entry: CpdEntryRecord,
} as const;

/** The records that somebody else than the person keeps and ends; CPD entries are withdrawn by whoever made them. */
export type KeptRecord = Exclude<keyof typeof ENDABLE, 'cpd_entry'>;
