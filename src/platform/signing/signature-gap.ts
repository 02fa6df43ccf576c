import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isDictionary, isReference, PdfFile } from '../pdf/pdf-file.js';
import type { PdfValue } from '../pdf/pdf-objects.js';
import { UNKNOWN_OFFSET } from '../pdf/signature-field.js';

/** The part of a file that its signature lies in, and which therefore is not signed. */
export interface SignatureGap {
  /** The file says here which bytes are signed: three numbers of ten places each. */
  readonly rangeAt: number;
  /** What it says. */
  readonly range: readonly [number, number, number];
  /** From the bracket before the hexadecimal digits to the one behind them. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

const PLACES = 10;
const CHUNK_BYTES = 1024 ** 2;

/** As `platform/pdf/signature-field.ts` writes it, to the letter: nothing can be slipped in between. */
const SIGNATURE_OBJECT =
  /^\d+ 0 obj\n<<\n\/Type \/Sig\n\/Filter \/Adobe\.PPKLite\n\/SubFilter \/ETSI\.CAdES\.detached\n\/ByteRange \[0 ([\d ]{10}) ([\d ]{10}) ([\d ]{10})\]\n\/Contents </;

/**
 * Finds the one signature field of a file.
 * @returns `null` when it has none
 * @throws Error when the file is not written as this product writes it
 */
export async function findSignatureGap(file: FileHandle): Promise<SignatureGap | null> {
  const pdf = await PdfFile.open(file);
  const form = await pdf.resolved(pdf.catalogue.get('AcroForm'));
  if (form === null) return null;
  const fields = isDictionary(form) ? form.get('Fields') : null;
  const [reference, ...others] = Array.isArray(fields) ? (fields as readonly PdfValue[]) : [];
  const field = await pdf.resolved(reference);
  const value = isDictionary(field) ? field.get('V') : null;
  if (others.length > 0 || !isReference(value)) throw new Error('the form has other fields than the seal');

  const offset = await pdf.offsetOf(value);
  const { size } = await file.stat();
  const head = Buffer.alloc(256);
  await file.read(head, 0, head.length, offset);
  const text = head.toString('latin1');
  const match = SIGNATURE_OBJECT.exec(text);
  if (!match) throw new Error('the signature is written in another way');
  const range = match.slice(1).map(Number) as [number, number, number];
  const start = offset + match[0].length - 1;
  return {
    rangeAt: offset + match[0].indexOf('/ByteRange [0 ') + '/ByteRange [0 '.length,
    range,
    start,
    end: await endOfDigits(file, start),
    size,
  };
}

/** Whether nobody has signed here yet. */
export function isUnfilled({ range }: SignatureGap): boolean {
  return range.every((number) => number === UNKNOWN_OFFSET);
}

/** The range that leaves out the gap and nothing else, as the file has to say it. */
export function wholeRange({ start, end, size }: SignatureGap): [number, number, number] {
  return [start, end, size - end];
}

export function rangeText(range: readonly number[]): string {
  return range.map((number) => String(number).padEnd(PLACES)).join(' ');
}

/** SHA-256 of everything but the gap; the file passes through in pieces. */
export async function hashOutside(file: FileHandle, { start, end, size }: SignatureGap): Promise<Buffer> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (const [from, to] of [
    [0, start],
    [end, size],
  ] as const) {
    for (let at = from; at < to;) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, to - at), at);
      if (bytesRead === 0) throw new Error('the file ends before its end');
      hash.update(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
  return hash.digest();
}

/** @returns where the bracket behind the digits ends */
async function endOfDigits(file: FileHandle, start: number): Promise<number> {
  const digits = Buffer.alloc(CHUNK_BYTES);
  const { bytesRead } = await file.read(digits, 0, digits.length, start);
  const end = digits.subarray(0, bytesRead).indexOf('>');
  if (end < 0) throw new Error('the signature has no end');
  return start + end + 1;
}
