/** What the sampling policy asks about observing assessors. Declared here, answered by the verification room. */
export abstract class ObservationsAsked {
  /** The least number of observations a year that the policy in force asks of an assessor, at whatever risk. */
  abstract leastPerYear(centreId: string): Promise<number>;
}
