/** What a learner has appealed against and nobody has settled. Declared here, answered by the appeals room. */
export abstract class OpenAppeals {
  /** Appeals in a unit that keep it from being signed (§3.7, §3.8). */
  abstract countOn(registrationId: string): Promise<number>;
}
