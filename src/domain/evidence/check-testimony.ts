import { plainName } from '../access/mailbox.js';
import type { EvidenceMethod } from './evidence-method.js';
import { type Finding, type Refusal, refuseOn } from './findings.js';
import type { WitnessCategory } from './witness.js';

const REFUSALS: readonly Refusal[] = [['TESTIMONY_REFUSED', 'This testimony cannot be asked for or given like this.']];

/** Fewer words are a tick or a verdict ("met", "very good work"), not an account of something seen ([WT-GUIDE]). */
const FEWEST_WORDS = 5;

function refused(path: string, message: string): Finding {
  return { code: 'TESTIMONY_REFUSED', path, message };
}

/**
 * Before a witness is asked. Who they may not be is `checkMayWitness`.
 * @throws DomainError TESTIMONY_REFUSED
 */
export function checkRequestForTestimony(facts: {
  readonly method: EvidenceMethod;
  readonly category: WitnessCategory;
  readonly fileCount: number;
  /** Each unit it claims on: how many of its criteria, and how many there are. */
  readonly units: readonly { readonly title: string; readonly claimed: number; readonly criteria: number }[];
}): void {
  const findings: Finding[] = facts.units
    .filter(({ claimed, criteria }) => claimed >= criteria)
    .map(({ title }) =>
      refused('claims', `A testimony is never for a whole unit: it claims every criterion of “${title}”.`),
    );
  // The witness signs what they were shown and what they wrote, and a file is neither.
  if (facts.fileCount > 0) {
    findings.push(
      refused('files', 'What is asked through a link is the witness’s own account: remove the files first.'),
    );
  }
  // [EW-ETUTOR]: an expert who was not set up as one counts as an ordinary witness.
  if (facts.method === 'expert_witness_testimony' && facts.category !== 1) {
    findings.push(
      refused('status', 'Only an expert witness (1) gives an expert testimony; ask for a witness testimony.'),
    );
  }
  refuseOn(findings, REFUSALS);
}

/**
 * Before the word of a witness is taken. Dates are YYYY-MM-DD.
 * @throws DomainError TESTIMONY_REFUSED
 */
export function checkTestimony(facts: {
  readonly invitedName: string;
  /** As the witness signed. */
  readonly name: string;
  readonly account: readonly string[];
  readonly signedOn: string;
  readonly invitedOn: string;
  readonly today: string;
}): void {
  const findings: Finding[] = [];
  const words = facts.account.join(' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < FEWEST_WORDS) {
    findings.push(refused('account', 'Say in your own words what you saw the learner do.'));
  }
  if (!namesAgree(facts.invitedName, facts.name)) {
    const message = `This request is to ${facts.invitedName} alone. If that is you under another name, ask for a new link.`;
    findings.push(refused('name', message));
  }
  if (facts.signedOn > facts.today) findings.push(refused('signedOn', 'It cannot be signed in the future.'));
  if (facts.signedOn < facts.invitedOn)
    findings.push(refused('signedOn', 'It cannot be signed before it was asked for.'));
  refuseOn(findings, REFUSALS);
}

/** People shorten their names and leave parts out: one part in common is enough to see that they mean themselves. */
function namesAgree(invited: string, signed: string): boolean {
  const parts = plainName(invited).split(' ');
  return plainName(signed)
    .split(' ')
    .some((part) => part.length > 1 && parts.includes(part));
}
