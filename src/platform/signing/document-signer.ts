import type { SigningCentre } from './centre-key.js';

/** Signs finished documents in the name of a centre. */
export abstract class DocumentSigner {
  /**
   * Fills the empty signature field of the document at `path`, in place. Without a time-stamping authority the same
   * document is signed with the same bytes.
   * @throws SigningFailure when it cannot be signed now, with a reason for people
   */
  abstract sign(path: string, centre: SigningCentre): Promise<void>;
}
