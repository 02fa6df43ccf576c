/** Who is linked with a trainee to countersign. Declared here for the refusal's sake, answered by the staff room. */
export abstract class LinkedCountersigners {
  /** Names of the qualified assessors whose link with the trainee is in force today; nobody is allocated by it. */
  abstract namesFor(traineeId: string): Promise<string[]>;
}
