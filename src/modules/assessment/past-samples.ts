/** What assessment must ask about internal quality assurance. Declared here, answered by the verification room. */
export abstract class PastSamples {
  /** Whether the person has signed a sample of this registration: from then on they give no decision effect there (SOD2). */
  abstract signedBy(registrationId: string, personId: string): Promise<boolean>;
}
