export const INTEREST_KINDS = ['family', 'financial', 'line_management'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

/** An interest somebody declared in a learner (SOD6), as far as time goes. Instants are ISO 8601 UTC. */
export interface InterestSpell {
  readonly personId: string;
  /** `null` while it is in force. */
  readonly endedAt: string | null;
}

/**
 * Whether an interest bars what `personId` made or signed at `at`. An interest that has ended opens what comes after;
 * what was made while it stood stays barred for good, so that nothing comes back to count without anybody's deciding so.
 */
export function interestBars(interests: readonly InterestSpell[], personId: string, at: string): boolean {
  return interests.some((each) => each.personId === personId && (each.endedAt === null || at <= each.endedAt));
}
