// How every benchmark here is measured: ours and the baseline in turns, so that a busy machine slows both; the middle of
// the rounds counts.

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {string} unit what is counted per second
 * @property {number} ours
 * @property {number} baseline
 * @property {string} baselineName
 * @property {number} goal least ratio of ours to the baseline
 * @property {readonly Limit[]} limits
 */

/**
 * @typedef {object} Limit
 * @property {string} what
 * @property {number} found
 * @property {number} most
 */

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * @param {number} rounds
 * @param {{ ours: (round: number) => Promise<number>, baseline: (round: number) => Promise<number> }} sides each returns its speed
 */
export async function inTurns(rounds, { ours, baseline }) {
  const speeds = { ours: /** @type {number[]} */ ([]), baseline: /** @type {number[]} */ ([]) };
  for (let round = 0; round < rounds; round++) {
    speeds.baseline.push(await baseline(round));
    speeds.ours.push(await ours(round));
  }
  return { ours: median(speeds.ours), baseline: median(speeds.baseline) };
}
