import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe } from '@jest/globals';
import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import { finishedDocument } from '../../src/modules/portfolio/finished-document.js';
import type { BlockDocument } from '../../src/platform/pdf/blocks.js';
import { renderPdf } from '../../src/platform/pdf/pdfkit-renderer.js';
import type { PictureFile } from '../../src/platform/pdf/pictures.js';

type Tool =
  | 'qpdf'
  | 'pdftotext'
  | 'pdfinfo'
  | 'pdffonts'
  | 'pdfimages'
  | 'pdfsig'
  | 'pdfdetach'
  | 'pdftoppm'
  | 'zbarimg'
  | 'openssl'
  | 'exiftool';

function isInstalled(tool: Tool): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => statSync(join(folder, tool), { throwIfNoEntry: false })?.isFile() === true);
}

/** `describe` for tests that read PDFs back with other people's tools; says so and skips where a tool is absent. */
export function describeWith(tools: readonly Tool[]): typeof describe | typeof describe.skip {
  const missing = tools.filter((tool) => !isInstalled(tool));
  if (missing.length === 0) return describe;
  process.stderr.write(`skipping PDF checks: not installed: ${missing.join(', ')}\n`);
  return describe.skip;
}

/** Hands the PDF to a tool as a file and returns what it prints; a tool that is not content throws. */
export function readWith(tool: Tool, pdf: Buffer, before: readonly string[], after: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, pdf);
    return execFileSync(tool, [...before, path, ...after], { encoding: 'utf8', maxBuffer: 100_000_000, stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const readPages = new WeakMap<Buffer, readonly string[]>();

/** Text of each page, read once for each document: tests ask for it again and again. */
export function pagesOf(pdf: Buffer): readonly string[] {
  const pages = readPages.get(pdf) ?? readWith('pdftotext', pdf, ['-layout'], ['-']).split('\f').slice(0, -1);
  readPages.set(pdf, pages);
  return pages;
}

export async function render(document: BlockDocument, pictures: readonly PictureFile[] = []): Promise<Buffer> {
  const out = new PassThrough();
  const [pdf] = await Promise.all([buffer(out), renderPdf(document, out, { pictures, onProgress: () => undefined })]);
  return pdf;
}

export function renderPortfolio(manifest: PortfolioManifest, pictures: readonly PictureFile[] = []): Promise<Buffer> {
  return render(finishedDocument(manifest), pictures);
}
