import { ApiProperty } from '@nestjs/swagger';
import type { AuditEventRecord } from '../audit/audit-event.record.js';

export class AuditEventView {
  id: string;
  /** Position in the centre's chain. */
  sequence: number;
  /** `judgement.recorded` … */
  type: string;
  at: string;
  /** `null` for the system itself. */
  actorId: string | null;
  actorName: string | null;
  evidenceId: string | null;
  /** Ids, codes, hashes and reasons; never the words of evidence. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  facts: Readonly<Record<string, unknown>>;
  /** Hash that ties the event to all before it at the centre. */
  sha256: string;
}

export class AuditEventPage {
  items: AuditEventView[];
  nextCursor: string | null;
}

export function toAuditEventView(event: AuditEventRecord, names: ReadonlyMap<string, string>): AuditEventView {
  const { id, sequence, type, at, actorId, evidenceId, facts, sha256 } = event;
  const actorName = actorId === null ? null : (names.get(actorId) ?? null);
  return { id, sequence, type, at, actorId, actorName, evidenceId, facts, sha256 };
}
