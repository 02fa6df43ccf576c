import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { AuditKey } from '../../platform/secrets/audit-key.js';

/**
 * Why an anchor was written: the first event of a centre, a signature under a unit, once a day, the start or the orderly
 * end of the server; `sealing` for the last event of a trail from before there was a key.
 */
export const ANCHOR_REASONS = ['founded', 'sign_off', 'daily', 'start', 'shutdown', 'sealing'] as const;
export type AnchorReason = (typeof ANCHOR_REASONS)[number];

/** An event of a centre's trail by its place and seal. */
export interface TrailPosition {
  readonly centreId: string;
  readonly sequence: number;
  readonly sha256: string;
}

/** What is held outside the database against the trail inside: at `at`, event `sequence` bore the seal `sha256`. */
export interface TrailAnchor extends TrailPosition {
  readonly at: string;
  readonly reason: AnchorReason;
  /** Which key `hmac` was made with. */
  readonly keyId: string;
  readonly hmac: string;
}

export function sealAnchor(anchor: Omit<TrailAnchor, 'keyId' | 'hmac'>, key: AuditKey): TrailAnchor {
  const content = { ...anchor, keyId: key.id };
  return { ...content, hmac: key.seal('anchor', canonicalJson(content)) };
}

/** Whether an anchor was written with this key and not changed since. */
export function isGenuine({ hmac, ...content }: TrailAnchor, key: AuditKey): boolean {
  return key.seal('anchor', canonicalJson(content)) === hmac;
}

/** @returns `null` for what is no anchor, such as a line whose writing was interrupted */
export function parseAnchor(line: string): TrailAnchor | null {
  let anchor: Partial<Record<keyof TrailAnchor, unknown>>;
  try {
    anchor = Object(JSON.parse(line)) as typeof anchor;
  } catch {
    return null;
  }
  const { sequence, centreId, sha256, at, reason, keyId, hmac } = anchor;
  const texts = [centreId, sha256, at, reason, keyId, hmac];
  const isWhole = Number.isSafeInteger(sequence) && texts.every((text) => typeof text === 'string');
  return isWhole ? (anchor as unknown as TrailAnchor) : null;
}
