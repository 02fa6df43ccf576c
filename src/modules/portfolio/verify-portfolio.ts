import { createHash, X509Certificate } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { verifySignedFile, type SignatureFinding } from '../../platform/signing/verify-file.js';
import { readAttachedManifest } from './attached-manifest.js';
import { MANIFEST_NAME } from './finished-document.js';

/** What is said about a file, line by line. */
export interface PortfolioCheck {
  readonly lines: readonly string[];
  /** 0: genuine as far as the file can show. 1: it is not. 2: there was nothing to check. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Checks a signed-off portfolio without network, database or account, from the file alone.
 * @param certificatePath PEM of the certificate that the centre gives out as its own; `null` where only the one in the
 * file is at hand, which says who signed and not whether that is the centre
 */
export async function verifyPortfolio(path: string, certificatePath: string | null): Promise<PortfolioCheck> {
  let given: X509Certificate | null = null;
  let file: FileHandle;
  try {
    if (certificatePath !== null) given = new X509Certificate(await readFile(certificatePath));
  } catch (error) {
    return nothing(`The certificate cannot be read: ${wordsOf(error)}`);
  }
  try {
    file = await open(path, 'r');
  } catch (error) {
    return nothing(`The file cannot be read: ${wordsOf(error)}`);
  }
  try {
    const start = Buffer.alloc(5);
    await file.read(start, 0, start.length, 0);
    if (start.toString('latin1') !== '%PDF-') return nothing(`${basename(path)} is not a PDF.`);
    const finding = await verifySignedFile(file);
    const opening = [`${basename(path)}, SHA-256 ${await hashOf(file)}`];
    if (finding.state === 'unsigned') {
      return nothing(...opening, 'It carries no signature: it is a draft, or not a portfolio of Verifolio.');
    }
    if (finding.state === 'broken') return refused([...opening, finding.reason]);
    return await checkedWhole(file, finding, given, opening);
  } finally {
    await file.close();
  }
}

async function checkedWhole(
  file: FileHandle,
  { certificates: [signer], timeStamp }: Extract<SignatureFinding, { state: 'whole' }>,
  given: X509Certificate | null,
  opening: readonly string[],
): Promise<PortfolioCheck> {
  const lines = [
    ...opening,
    'The signature covers the whole file, and not one byte of it has been changed since.',
    `Signed with the certificate of ${oneLine(signer.subject)}, valid from ${signer.validFrom} to ${signer.validTo},`,
    `  SHA-256 fingerprint ${signer.fingerprint256}.`,
  ];
  if (given !== null && given.fingerprint256 !== signer.fingerprint256) {
    const other = `It is not the certificate that you gave, of ${oneLine(given.subject)}, SHA-256 fingerprint`;
    return refused([...lines, other, `  ${given.fingerprint256}. Somebody else signed this file.`]);
  }
  const manifest = await readAttachedManifest(file).catch((error: unknown) => wordsOf(error));
  if (typeof manifest === 'string') return refused([...lines, `The content cannot be checked: ${manifest}.`]);
  if (manifest.sha256 !== manifest.namedSha256) {
    return refused([
      ...lines,
      `The attached ${MANIFEST_NAME} is not the one that the document names by its content hash.`,
    ]);
  }
  lines.push(
    given === null
      ? 'The file itself brought this certificate, so it is only as good as where it came from: compare the fingerprint ' +
          'with the one that the centre gives out, or run this again with --certificate.'
      : 'It is the certificate that you gave.',
  );
  if (timeStamp !== null) {
    lines.push(
      `A time-stamp says that the signature existed on ${timeStamp.at}, by ${oneLine(timeStamp.authority.subject)}; whether to believe it is yours to say.`,
    );
  }
  lines.push(`The attached ${MANIFEST_NAME} has the content hash that the document names, ${manifest.sha256}.`);
  if (manifest.address !== null) {
    lines.push(`Whether the release still stands, only the centre can tell: ${manifest.address}`);
  }
  const verdict = given === null ? 'Unaltered since it was signed.' : 'Genuine and unaltered.';
  return { lines: [...lines, verdict], exitCode: 0 };
}

const nothing = (...lines: string[]): PortfolioCheck => ({ lines: [...lines, 'Nothing was checked.'], exitCode: 2 });

const refused = (lines: readonly string[]): PortfolioCheck => ({
  lines: [...lines, 'Do not rely on this file.'],
  exitCode: 1,
});

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : 'unreadable');

/** A subject comes with a line for each of its parts, and it is a stranger's text on its way to a terminal. */
const oneLine = (subject: string): string => subject.replace(/\n/g, ', ').replace(/\p{Cc}/gu, '?');

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
