import type { KeyObject, X509Certificate } from 'node:crypto';

/** A key and the certificate that says whose it is. */
export interface SigningIdentity {
  /** RSA, because its signatures follow from what is signed: the same document is signed with the same bytes. */
  readonly key: KeyObject;
  /** The certificate of the key first, then those that vouch for it, each for the one before. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
}
