import type { TaggedPdf } from './pdfkit-document.js';

// PDFKit makes an array of bytes of each operator and hands each line of the file to the stream on its own, which is a sixth
// of the time that a document takes. Gathering them changes no byte.

/** Bytes handed on together. */
const CHUNK_BYTES = 65_536;

/** Writes the operators of a page when the page ends. */
export function gatherContent(pdf: TaggedPdf): void {
  const flushPages = pdf.flushPages.bind(pdf);
  let lines: string[] = [];
  pdf.addContent = (line) => {
    lines.push(line);
    return pdf;
  };
  pdf.flushPages = () => {
    if (lines.length > 0) pdf.page.write(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
    lines = [];
    flushPages();
  };
}

/** Hands on the bytes of the file in chunks. */
export function gatherBytes(pdf: TaggedPdf): void {
  const push = pdf.push.bind(pdf);
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  pdf.push = (chunk: Uint8Array | null) => {
    if (chunk !== null) {
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes < CHUNK_BYTES) return true;
    }
    const more = push(Buffer.concat(waiting));
    waiting = [];
    bytes = 0;
    return chunk === null ? push(null) : more;
  };
}

/** An element of the structure tree that has a parent, as PDFKit looks for it. */
const WRITTEN = { P: true };

/**
 * Forgets what an element of the structure tree said once it is written. PDFKit refers to each until the file ends, and
 * only its number is still asked for, and whether it has a parent: what they said was half the memory that grew with the pages.
 */
export function forgetElements(pdf: TaggedPdf): void {
  const noteEnd = pdf._refEnd.bind(pdf);
  pdf._refEnd = (reference) => {
    noteEnd(reference);
    if ('S' in reference.data && 'P' in reference.data) reference.data = WRITTEN;
  };
}
