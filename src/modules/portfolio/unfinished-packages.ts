/** How much of other kinds is being made for a person. Declared here, answered by the packages room. */
export abstract class UnfinishedPackages {
  /** How many packages that this person ordered are queued or being packed. */
  abstract countOf(userId: string): Promise<number>;
}
