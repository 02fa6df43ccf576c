import { ApiProperty } from '@nestjs/swagger';
import { OPERATIONS, type Operation } from '../../domain/access/permissions.js';
import { UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';
import { VISIT_KINDS, VISIT_STATES, type VisitKind, type VisitState } from '../../domain/visit/visit.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import type { VisitViewRecord } from './visit-view.record.js';

type Names = ReadonlyMap<string, string>;

export class EqaVisitView {
  id: string;
  eqaId: string;
  eqaName: string;
  awardingOrganisation: string;
  @ApiProperty({ enum: VISIT_KINDS })
  kind: VisitKind;
  opensAt: string;
  closesAt: string;
  /** Keys of the units whose learners can be chosen. */
  units: string[];
  agenda: string | null;
  /** `closed` by time or by its outcome, `suspended` by the centre. */
  @ApiProperty({ enum: VISIT_STATES })
  state: VisitState;
  /** How many registrations are opened for it. */
  selected: number;
  createdById: string;
  createdByName: string;
  createdAt: string;
  suspendedAt: string | null;
  suspensionReason: string | null;
  /** When its outcome was issued. */
  concludedAt: string | null;
}

export class EqaVisitPage {
  items: EqaVisitView[];
  nextCursor: string | null;
}

/** One line of the register that a verifier chooses from. */
export class RegisterEntryView {
  registrationId: string;
  learnerName: string;
  unit: string;
  registeredOn: string;
  assessorId: string;
  assessorName: string;
  iqaId: string;
  iqaName: string;
  @ApiProperty({ enum: UNIT_STATES })
  status: UnitState;
  /** Whether an IQA has signed a sample of it. */
  sampledByIqa: boolean;
  /** Whether it is opened for this visit. */
  selected: boolean;
}

export class RegisterPage {
  items: RegisterEntryView[];
  nextCursor: string | null;
}

export class VisitSelectionView {
  registrationId: string;
  learnerName: string;
  unit: string;
  reason: string;
  selectedById: string;
  selectedByName: string;
  selectedAt: string;
}

export class VisitSelectionPage {
  items: VisitSelectionView[];
  nextCursor: string | null;
}

/** One request of the verifier during the visit. */
export class VisitViewView {
  id: string;
  at: string;
  @ApiProperty({ enum: Object.keys(OPERATIONS) })
  operation: Operation;
  method: string;
  /** Pattern of the route. */
  route: string;
  /** The address as it was asked for, without its query. */
  path: string;
  /** Status of the answer; from 400 on nothing was shown. */
  status: number;
  registrationId: string | null;
  evidenceId: string | null;
  fileId: string | null;
}

export class VisitViewPage {
  items: VisitViewView[];
  nextCursor: string | null;
}

export class ChecklistEntryView {
  /** `sampling_strategy` … */
  code: string;
  /** What verifiers ask for, in their words. */
  title: string;
  /** Where it is. */
  where: string;
  /** How many there are. */
  count: number;
  exists: boolean;
  /** What more there is to say, such as how many are open. */
  note: string | null;
}

export class ChecklistView {
  visitId: string;
  /** First and last day that counts look at, where they look at a period. */
  from: string;
  to: string;
  items: ChecklistEntryView[];
}

const nameOf = (names: Names, id: string): string => names.get(id) ?? '';

export function toVisitView(row: EqaVisitRecord, state: VisitState, selected: number, names: Names): EqaVisitView {
  const { id, eqaId, awardingOrganisation, kind, opensAt, closesAt, units, agenda, createdById, createdAt } = row;
  const { suspendedAt, suspensionReason, concludedAt } = row;
  return {
    ...{ id, eqaId, awardingOrganisation, kind, opensAt, closesAt, agenda, state, selected, createdById, createdAt },
    ...{ suspendedAt, suspensionReason, concludedAt },
    units: [...units],
    eqaName: nameOf(names, eqaId),
    createdByName: nameOf(names, createdById),
  };
}

export function toViewView(row: VisitViewRecord): VisitViewView {
  const { id, at, operation, method, route, path, status, registrationId, evidenceId, fileId } = row;
  return { id, at, operation, method, route, path, status, registrationId, evidenceId, fileId };
}
