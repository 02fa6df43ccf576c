import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { AuditKey } from '../../platform/secrets/audit-key.js';
import type { AuditEventRecord } from './audit-event.record.js';

/** What the first event of a chain names as the one before it. */
export const START_OF_CHAIN = '0'.repeat(64);

/** An event as it goes under its seal. */
export type UnsealedEvent = Omit<AuditEventRecord, 'sha256'>;

/**
 * The seal that ties an event to all before it. Events from before there was a key have a plain hash, which anybody can
 * compute; `ChainWalk` says where that is still good enough.
 */
export function sealOf(event: UnsealedEvent, key: AuditKey): string {
  const { keyId, ...content } = event;
  if (keyId !== null) return key.seal('event', canonicalJson(event));
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
