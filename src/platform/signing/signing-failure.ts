/** Why a document could not be signed, in a sentence for the people who wait for it. */
export class SigningFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SigningFailure';
  }
}
