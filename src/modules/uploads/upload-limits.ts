/** How long an upload waits for its next piece: a phone that runs out of power in the evening goes on in the morning. */
const KEPT_MS = 24 * 3_600_000;

/** At once and for each person. A form takes 50 files one after the other; more than this is a client gone wrong. */
export const MAX_OPEN_UPLOADS = 20;

/** For each person, by the lengths announced: two of the longest recordings that an item takes. */
export const MAX_UNFINISHED_BYTES = 10 * 1024 ** 3;

/** When an upload that was touched now is forgotten. */
export const expiryFrom = (nowMs: number): string => new Date(nowMs + KEPT_MS).toISOString();
