import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '../../domain/access/actor.js';
import { INTEREST_KINDS, type InterestKind } from '../../domain/access/declared-interest.js';
import {
  QUALIFICATION_KINDS,
  QUALIFICATION_STATUSES,
  type QualificationKind,
  type QualificationStatus,
} from '../../domain/staff/qualification.js';
import { STAFF_FINDINGS, type StaffFindingCode } from '../../domain/staff/staff-findings.js';

export class StaffPersonView {
  id: string;
  name: string;
}

/** How a record came to its end. It is kept. */
export class EndingView {
  at: string;
  by: StaffPersonView;
  reason: string;
}

/** Who stands for a record besides the person it is about. */
export class ConfirmationView {
  at: string;
  by: StaffPersonView;
}

export class QualificationView {
  id: string;
  @ApiProperty({ enum: QUALIFICATION_KINDS })
  kind: QualificationKind;
  title: string;
  awardingOrganisation: string;
  @ApiProperty({ enum: QUALIFICATION_STATUSES })
  status: QualificationStatus;
  awardedOn: string | null;
  certificateNumber: string | null;
  startedOn: string | null;
  targetOn: string | null;
  /** The record this one takes the place of. */
  followsId: string | null;
  recordedBy: StaffPersonView;
  recordedAt: string;
  /** The day on which whoever confirmed it saw the original certificate. */
  originalSeenOn: string | null;
  confirmation: ConfirmationView | null;
  /** Confirmed and not ended: what counts. */
  isInForce: boolean;
  ending: EndingView | null;
}

export class CompetenceView {
  id: string;
  /** Key of the unit. */
  unit: string;
  statement: string;
  basis: string;
  recordedBy: StaffPersonView;
  recordedAt: string;
  confirmation: ConfirmationView | null;
  /** Confirmed and not ended. */
  isInForce: boolean;
  ending: EndingView | null;
}

export class CountersignerLinkView {
  id: string;
  trainee: StaffPersonView;
  /** Countersigns and mentors. */
  qualified: StaffPersonView;
  /** First and last day; without a last one it holds until it is ended. */
  from: string;
  until: string | null;
  recordedBy: StaffPersonView;
  recordedAt: string;
  /** Today is one of its days, and nobody has ended it. */
  isInForce: boolean;
  ending: EndingView | null;
}

export class StaffInterestView {
  id: string;
  learner: StaffPersonView;
  @ApiProperty({ enum: INTEREST_KINDS })
  kind: InterestKind;
  declaredAt: string;
  ending: EndingView | null;
}

export class StaffFindingView {
  @ApiProperty({ enum: STAFF_FINDINGS })
  code: StaffFindingCode;
  sentence: string;
}

export class StaffView {
  id: string;
  name: string;
  email: string;
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
  /** `false`: the person has left. */
  isActive: boolean;
  /** In the register what has not ended; on one person's record all that ever was. The same goes for what follows. */
  qualifications: QualificationView[];
  competences: CompetenceView[];
  /** As trainee and as countersigner. */
  countersignerLinks: CountersignerLinkView[];
  interests: StaffInterestView[];
  /** Units on which they have learners to assess. */
  unitsAssessed: string[];
  /** Logged in the last twelve months. */
  cpdHours: number;
  /** Observations of their practice by an IQA in the last twelve months. */
  observations: number;
  /** The last of these. */
  lastObservedOn: string | null;
  /** What is missing or overdue. It warns; whether somebody may assess is the centre's word. */
  findings: StaffFindingView[];
}

export class StaffPage {
  items: StaffView[];
  nextCursor: string | null;
}
