/** What is still to be done before a unit can be signed. Declared here, answered by the verification room. */
export abstract class OpenActions {
  /** Essential IQA actions on a registration that nobody has closed (§4.2). */
  abstract essentialOn(registrationId: string): Promise<number>;
}
