import { verify, type X509Certificate } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { decodeSignature, encodeSignature, signedAttributes, vouchForEachOther, type SignatureParts } from './cades.js';
import { readTimeStamp, type TimeStamp } from './time-stamp.js';
import {
  findSignatureGap,
  hashOutside,
  isUnfilled,
  rangeText,
  wholeRange,
  type SignatureGap,
} from './signature-gap.js';

/** What the signature of a file is worth, before anybody asks whose certificate it is. */
export type SignatureFinding =
  | { readonly state: 'unsigned' }
  /** Not as this product writes it, or not what was signed; `reason` is a sentence. */
  | { readonly state: 'broken'; readonly reason: string }
  /** Every byte of the file is what the key of the first certificate signed. */
  | {
      readonly state: 'whole';
      readonly certificates: SignatureParts['certificates'];
      readonly timeStamp: TimeStamp | null;
    };

/** Checks a file without anything but itself. It passes through in pieces. */
export async function verifySignedFile(file: FileHandle): Promise<SignatureFinding> {
  let gap: SignatureGap | null;
  let parts: SignatureParts;
  try {
    gap = await findSignatureGap(file);
    if (gap === null || isUnfilled(gap)) return { state: 'unsigned' };
    parts = await readSignature(file, gap);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unreadable';
    return broken(`The file is damaged, or something was added to it or rewritten in it (${detail}).`);
  }
  if (rangeText(gap.range) !== rangeText(wholeRange(gap))) {
    return broken('The signature does not cover the whole file: something was added after signing.');
  }
  if (!(await hashOutside(file, gap)).equals(parts.messageDigest)) {
    return broken('The file is not what was signed: at least one byte of it has been changed.');
  }
  const [signer] = parts.certificates;
  if (!verify('sha256', signedAttributes(parts.messageDigest, signer), signer.publicKey, parts.signature)) {
    return broken('The signature was not made with the key of the certificate in the file.');
  }
  if (!vouchForEachOther(parts.certificates)) {
    return broken('The certificates in the file do not vouch for each other.');
  }
  try {
    return { state: 'whole', certificates: parts.certificates, timeStamp: timeStampOf(parts) };
  } catch {
    return broken('The time-stamp in the file is not one of this signature.');
  }
}

/** The certificate that a file names as its signer's, whatever the signature is worth; `null` when it is not signed. */
export async function signerOf(file: FileHandle): Promise<X509Certificate | null> {
  const gap = await findSignatureGap(file);
  return gap && (await readSignature(file, gap)).certificates[0];
}

const broken = (reason: string): SignatureFinding => ({ state: 'broken', reason });

const timeStampOf = ({ timeStamp, signature }: SignatureParts): TimeStamp | null =>
  timeStamp && readTimeStamp(timeStamp, signature);

/** @throws Error when the gap holds anything but a signature of ours and zeros */
async function readSignature(file: FileHandle, { start, end }: SignatureGap): Promise<SignatureParts> {
  const bracketed = Buffer.alloc(end - start);
  await file.read(bracketed, 0, bracketed.length, start);
  const digits = bracketed.toString('latin1', 1, bracketed.length - 1);
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.toString('hex') !== digits) throw new Error('the signature is not in hexadecimal');
  const der = bytes.subarray(0, lengthOf(bytes));
  const parts = decodeSignature(der);
  // What no key covers could be changed unseen: so all of it has to be what its parts make.
  const isOurs = encodeSignature(parts).equals(der) && bytes.subarray(der.length).every((byte) => byte === 0);
  if (!isOurs) throw new Error('the signature holds something that does not belong to it');
  return parts;
}

/** How long the DER value at the beginning is; our signatures are longer than 255 bytes and shorter than 64 KB. */
function lengthOf(bytes: Buffer): number {
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82) throw new Error('there is no signature');
  return 4 + bytes.readUInt16BE(2);
}
