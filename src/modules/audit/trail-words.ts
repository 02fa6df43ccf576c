import type { AnchorReason, TrailAnchor } from './anchor.js';
import type { TrailFault } from './chain-walk.js';
import type { TrailFinding } from './verify-trail.js';

const REASONS: Readonly<Record<AnchorReason, string>> = {
  founded: 'first event',
  sign_off: 'signature under a unit',
  daily: 'once a day',
  start: 'start of the server',
  shutdown: 'end of the server',
  sealing: 'end of the trail without seals',
};

const FAULTS: Readonly<Record<TrailFault['kind'], (fault: TrailFault) => string>> = {
  gap: () => 'it is missing',
  link: () => 'it does not follow from the event before it',
  seal: () => 'it is not what was recorded, or was written by somebody who does not have the key',
  unsealed: () => 'it bears no seal, although the trail was sealed by then',
  other_key: ({ keyId }) => `it is sealed with another key (${idOf(keyId)}) than the one given`,
  anchor: ({ anchor }) => `it is not the event that was anchored${whenAnchored(anchor)}`,
  cut: ({ anchor }) =>
    `it and what followed were cut off, although event ${anchor?.sequence ?? ''} was anchored${whenAnchored(anchor)}`,
  head: () => 'the trail does not end where the database says it does',
  foreign_anchor: () => 'its anchor was changed or made with another key',
};

const whenAnchored = (anchor: TrailAnchor | undefined): string =>
  anchor ? ` at ${anchor.at} (${REASONS[anchor.reason]})` : '';

/** What the database says is not sent to a terminal unseen. */
const idOf = (keyId: string | undefined): string => (/^[\da-f]{8}$/.test(keyId ?? '') ? String(keyId) : 'unknown');

/** A finding as one line for the operator. */
export function trailInWords(centreName: string, finding: TrailFinding): string {
  const { events, fault, lastAnchor, unreadableAnchors } = finding;
  const standing = fault
    ? `BROKEN at event ${fault.sequence}: ${FAULTS[fault.kind](fault)}; ${counted(events, 'event')} before it intact`
    : `${counted(events, 'event')}, intact`;
  const unreadable =
    unreadableAnchors > 0 ? `, ${counted(unreadableAnchors, 'unreadable line')} among the anchors` : '';
  const anchored = lastAnchor
    ? `last anchor: event ${lastAnchor.sequence}${whenAnchored(lastAnchor)}`
    : 'no anchor yet';
  return `${centreName}: ${standing}; ${anchored}${unreadable}`;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
