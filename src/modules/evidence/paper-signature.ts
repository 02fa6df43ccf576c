import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import { isDay } from '../../domain/kernel/day.js';
import type { EvidenceRecord } from './evidence.record.js';

/**
 * The signature of a witness on a testimony that was given on paper and filed here: read from `record.witness`. It is
 * as good as the assessor's check of the witness, without which the testimony does not count (WITNESS_UNVERIFIED).
 */
export function paperSignature(evidence: EvidenceRecord, contentSha256: string): EvidenceSignature | null {
  if (METHOD_CARDS[evidence.method].coSigner !== 'witness') return null;
  const { name, signedOn } = (evidence.record?.witness ?? {}) as { name?: unknown; signedOn?: unknown };
  if (typeof name !== 'string' || typeof signedOn !== 'string' || !isDay(signedOn)) return null;
  return {
    role: 'witness',
    personId: null,
    personName: name,
    statement: 'Signed and dated on paper by the witness.',
    signedAt: `${signedOn}T00:00:00.000Z`,
    contentSha256,
  };
}
