import { ApiProperty } from '@nestjs/swagger';
import type { Allocation, StaffPart } from '../../domain/registration/allocation-history.js';

/** The parts in the words of everyday. */
export const ALLOCATION_PARTS = ['assessor', 'co_assessor', 'iqa', 'countersigner', 'countersigning_iqa'] as const;
export type AllocationPart = (typeof ALLOCATION_PARTS)[number];

const PART_CODES: Readonly<Record<StaffPart, AllocationPart>> = {
  assessorId: 'assessor',
  coAssessorId: 'co_assessor',
  iqaId: 'iqa',
  countersignerId: 'countersigner',
  countersigningIqaId: 'countersigning_iqa',
};

export class AllocationView {
  @ApiProperty({ enum: ALLOCATION_PARTS })
  part: AllocationPart;
  personId: string;
  personName: string;
  /** When they took the part. */
  from: string;
  /** When somebody else took it, or nobody; `null` = they still have it. */
  until: string | null;
  /** Who allocated them; `null` for the system itself. */
  allocatedById: string | null;
  allocatedByName: string | null;
}

export class AllocationPage {
  items: AllocationView[];
  nextCursor: string | null;
}

export function toAllocationView(allocation: Allocation, names: ReadonlyMap<string, string>): AllocationView {
  const { part, personId, from, until, allocatedById } = allocation;
  return {
    part: PART_CODES[part],
    personId,
    personName: names.get(personId) ?? '',
    from,
    until,
    allocatedById,
    allocatedByName: allocatedById === null ? null : (names.get(allocatedById) ?? null),
  };
}
