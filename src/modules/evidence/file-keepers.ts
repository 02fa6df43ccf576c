/** Which later rooms keep files of their own under a hash. Declared here, answered by the portfolio room. */
export abstract class FileKeepers {
  /** Whether something besides evidence refers to the bytes under this hash. */
  abstract keeps(sha256: string): Promise<boolean>;
}
