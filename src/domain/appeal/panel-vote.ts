import { DomainError } from '../kernel/domain-error.js';
import type { AppealOutcome } from './appeal.js';

export interface PanelVote {
  readonly memberId: string;
  readonly outcome: AppealOutcome;
}

/** The word of each member in office: the last one counts, since a panel may talk until it agrees. Oldest first in. */
export function votesInForce(memberIds: readonly string[], votes: readonly PanelVote[]): PanelVote[] {
  return memberIds.flatMap((memberId) => {
    const last = votes.filter((vote) => vote.memberId === memberId).at(-1);
    return last === undefined ? [] : [last];
  });
}

/** What more than half of all members say, whether or not everybody has spoken; `null` while there is none. */
export function majorityOf(memberIds: readonly string[], votes: readonly PanelVote[]): AppealOutcome | null {
  const said = votesInForce(memberIds, votes).map(({ outcome }) => outcome);
  return said.find((outcome) => said.filter((one) => one === outcome).length * 2 > memberIds.length) ?? null;
}

/**
 * A panel decides what the majority of its members voted for, once every member has voted.
 * @throws DomainError STATE_CONFLICT
 */
export function checkPanelDecision(facts: {
  readonly outcome: AppealOutcome;
  readonly memberIds: readonly string[];
  readonly votes: readonly PanelVote[];
}): void {
  const { outcome, memberIds, votes } = facts;
  const missing = memberIds.length - votesInForce(memberIds, votes).length;
  if (missing > 0) throw new DomainError('STATE_CONFLICT', `${missing} of the panel have not voted yet.`);
  const majority = majorityOf(memberIds, votes);
  if (majority === null) {
    throw new DomainError('STATE_CONFLICT', 'No outcome has a majority of the panel. Members may vote again.');
  }
  if (majority !== outcome) {
    throw new DomainError('STATE_CONFLICT', `The majority of the panel voted for “${majority}”.`, [
      { path: 'outcome', message: `must be ${majority}` },
    ]);
  }
}
