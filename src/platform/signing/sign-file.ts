import { sign } from 'node:crypto';
import { open } from 'node:fs/promises';
import { SIGNATURE_BYTES } from '../pdf/signature-field.js';
import { encodeSignature, signedAttributes } from './cades.js';
import { findSignatureGap, hashOutside, isUnfilled, rangeText, wholeRange } from './signature-gap.js';
import { SigningFailure } from './signing-failure.js';
import type { SigningIdentity } from './signing-identity.js';

/**
 * Fills the empty signature field of a drawn document in place. The file passes through once and is never held whole.
 * @param timeStampOf asks a time-stamping authority about a signature; `null` where none is asked
 * @throws SigningFailure
 */
export async function signFile(
  path: string,
  { key, certificates }: SigningIdentity,
  timeStampOf: ((signature: Buffer) => Promise<Buffer>) | null,
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const gap = await findSignatureGap(file);
    if (gap === null) throw new SigningFailure('The document has no field to be signed in.');
    if (!isUnfilled(gap)) throw new SigningFailure('The document is signed already.');
    await file.write(rangeText(wholeRange(gap)), gap.rangeAt, 'latin1');

    const messageDigest = await hashOutside(file, gap);
    const signature = sign('sha256', signedAttributes(messageDigest, certificates[0]), key);
    const timeStamp = timeStampOf && (await timeStampOf(signature));
    const encoded = encodeSignature({ certificates, messageDigest, signature, timeStamp });
    if (encoded.length > SIGNATURE_BYTES) {
      throw new SigningFailure('The certificates and the time-stamp are longer than the room for the signature.');
    }
    await file.write(encoded.toString('hex'), gap.start + 1, 'latin1');
  } finally {
    await file.close();
  }
}
