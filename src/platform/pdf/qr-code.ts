import encodeQR from 'qr';
import type { QrCodeOp } from './page-layout.js';
import type { TaggedPdf } from './pdfkit-document.js';

/** Light squares that a camera needs around the code (ISO/IEC 18004). */
const QUIET_SQUARES = 4;

/** The squares of a QR code row by row, dark ones true; 15 % of it may be dirty or torn. */
export function qrSquares(content: string): boolean[][] {
  return encodeQR(content, 'raw', { ecc: 'medium', border: QUIET_SQUARES });
}

/** Squares of a row that touch are drawn as one: seams between them would show. */
export function drawQrCode(pdf: TaggedPdf, { x, y, side, rows }: QrCodeOp): void {
  const square = side / rows.length;
  rows.forEach((row, line) => {
    for (let from = 0; from < row.length; from += 1) {
      if (!row[from]) continue;
      const start = from;
      while (row[from + 1]) from += 1;
      pdf.rect(x + start * square, y + line * square, (from + 1 - start) * square, square);
    }
  });
  pdf.fill('#000000');
}
