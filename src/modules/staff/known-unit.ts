import { DomainError } from '../../domain/kernel/domain-error.js';
import type { SpecificationReader } from '../specifications/specification.reader.js';

/** @throws DomainError UNIT_UNKNOWN */
export async function assertUnitKnown(specifications: SpecificationReader, unit: string): Promise<void> {
  if (await specifications.currentOf(unit)) return;
  const message = 'is not a unit of this installation';
  throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', [{ path: 'unit', message }]);
}
