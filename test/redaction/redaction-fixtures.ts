import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** The customer whose name must disappear from the files below. */
export const NAME = 'Maria Okafor';

export async function pdfOf(
  draw: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 50, ...options });
  const bytes = buffer(pdf);
  draw(pdf);
  pdf.end();
  return bytes;
}

type PageEntries = { page: { dictionary: { data: Record<string, unknown> } } };

/** Sets an entry of the page that is open, such as `Rotate`. */
export function setPageEntry(pdf: PDFKit.PDFDocument, name: string, value: unknown): void {
  (pdf as unknown as PageEntries).page.dictionary.data[name] = value;
}

/** A letter that names the customer in every way a PDF can: text, properties, notes, forms, bookmarks, turned pages. */
export function trickyPdf(): Promise<Buffer> {
  return pdfOf(
    (pdf) => {
      pdf.font(FONT).fontSize(12).text(`Dear ${NAME}, your office affair was a fine official matter.`);
      pdf.text('Split: Mar', { continued: true }).text('ia Oka', { continued: true }).text('for is one name.');
      pdf.font('Helvetica').fontSize(20).text(NAME, { characterSpacing: 4 });
      pdf.fontSize(14).text(`kerned AVA ${NAME}!`, { align: 'right' });
      pdf
        .save()
        .rotate(30, { origin: [200, 400] })
        .text(`turned ${NAME} text`, 200, 400)
        .restore();
      pdf.fillColor('white').text(`white ${NAME}`, 50, 500).fillColor('black');
      pdf.text(`A paragraph in which lines break wherever the name of ${NAME} stands, ${NAME} or ${NAME}.`, 50, 560, {
        width: 160,
      });
      pdf.initForm();
      pdf.formText('customer', 50, 720, 200, 20, { value: NAME });
      pdf.note(300, 720, 30, 30, `a note about ${NAME}`);
      pdf.outline.addItem(NAME);
      pdf.addPage({ size: 'A4', layout: 'landscape' }).text(`On its side ${NAME}`, 300, 300);
      setPageEntry(pdf, 'Rotate', 90);
      pdf.addPage({ size: 'A4' }).text(`Cropped ${NAME}`, 200, 300);
      setPageEntry(pdf, 'CropBox', [100, 400, 500, 700]);
    },
    { info: { Title: `About ${NAME}`, Author: NAME, Keywords: NAME } },
  );
}

/** A photograph with a place in its EXIF, lying on its side as a telephone stores it: 60 × 40 stored, 40 × 60 seen. */
export async function photograph(format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> {
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#3366aa' } });
  const exif = {
    IFD0: { ImageDescription: NAME, Make: 'Telephone' },
    IFD3: { GPSLatitude: '50/1 22/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '4/1 8/1 0/1', GPSLongitudeRef: 'W' },
  };
  return picture.toFormat(format).withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
}

/** Gives `bytes` to a tool as a file and returns what it prints. */
export function inspect(
  tool: string,
  bytes: Uint8Array,
  before: readonly string[],
  after: readonly string[] = [],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-inspect-'));
  try {
    const path = join(folder, 'file');
    writeFileSync(path, bytes);
    return execFileSync(tool, [...before, path, ...after], {
      encoding: 'latin1',
      maxBuffer: 100_000_000,
      stdio: 'pipe',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pictures of a PDF as they lie in it, in greys, by page. */
export async function picturesIn(pdf: Uint8Array): Promise<{ pixels: Buffer; width: number; height: number }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-pictures-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, pdf);
    execFileSync('pdfimages', ['-png', path, join(folder, 'p')], { stdio: 'pipe' });
    const names = execFileSync('ls', [folder], { encoding: 'utf8' })
      .split('\n')
      .filter((name) => name.endsWith('.png'));
    return await Promise.all(
      names.sort().map(async (name) => {
        const { data, info } = await sharp(readFileSync(join(folder, name)))
          .toColourspace('b-w')
          .raw()
          .toBuffer({ resolveWithObject: true });
        return { pixels: data, width: info.width, height: info.height };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
