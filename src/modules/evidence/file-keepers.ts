/** Which later rooms keep files of their own under a hash. Declared here, answered by the arrivals room. */
export abstract class FileKeepers {
  /** Whether something besides evidence refers to the bytes under this hash. */
  abstract keeps(sha256: string): Promise<boolean>;

  /**
   * Lets go of copies of a learner's own files that were given up for data protection, sealed under a redacted copy, or
   * found to harm somebody. Inside the transaction that says so.
   */
  abstract letGo(learnerId: string, sha256s: readonly string[]): Promise<void>;
}
