import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isDictionary, isReference, PdfFile } from '../../platform/pdf/pdf-file.js';
import type { PdfValue } from '../../platform/pdf/pdf-objects.js';
import { OWN_PREFIX } from '../../platform/pdf/xmp.js';
import { CONTENT_HASH, MANIFEST_NAME } from './finished-document.js';

/** What a portfolio says of its content, and what it carries. */
export interface AttachedManifest {
  /** SHA-256 of the attached manifest. */
  readonly sha256: string;
  /** The content hash that the document names; the pages print it too. */
  readonly namedSha256: string | null;
  /** Where the centre says whether the release still stands. */
  readonly address: string | null;
}

/** @throws Error when the file carries no manifest, or is not written as this product writes it */
export async function readAttachedManifest(file: FileHandle): Promise<AttachedManifest> {
  const pdf = await PdfFile.open(file);
  const content = await attachmentOf(pdf);
  const metadata = pdf.catalogue.get('Metadata');
  const xmp = isReference(metadata) ? (await pdf.stream(metadata)).toString('utf8') : '';
  const [, namedSha256 = null] = new RegExp(`<${OWN_PREFIX}:${CONTENT_HASH}>([0-9a-f]{64})<`).exec(xmp) ?? [];
  const { verification } = JSON.parse(content.toString('utf8')) as { verification?: { address?: unknown } };
  const address = typeof verification?.address === 'string' ? verification.address : null;
  return { sha256: createHash('sha256').update(content).digest('hex'), namedSha256, address };
}

async function attachmentOf(pdf: PdfFile): Promise<Buffer> {
  const names = await dictionaryOf(pdf, pdf.catalogue.get('Names'));
  const attached = (await dictionaryOf(pdf, names?.get('EmbeddedFiles')))?.get('Names');
  const entries: readonly unknown[] = Array.isArray(attached) ? attached : [];
  const place = entries.findIndex((entry) => Buffer.isBuffer(entry) && entry.toString('latin1') === MANIFEST_NAME);
  const specification = place < 0 ? null : await dictionaryOf(pdf, entries[place + 1] as PdfValue);
  const stream = (await dictionaryOf(pdf, specification?.get('EF')))?.get('F');
  if (!isReference(stream)) throw new Error(`${MANIFEST_NAME} is not attached`);
  return pdf.stream(stream);
}

async function dictionaryOf(pdf: PdfFile, value: PdfValue | undefined) {
  const resolved = await pdf.resolved(value);
  return isDictionary(resolved) ? resolved : null;
}
