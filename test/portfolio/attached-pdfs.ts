import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A PDF as its objects from number 1, the first of which is the catalogue. */
function pdfOf(objects: readonly string[]): Buffer {
  let bytes = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = bytes.length;
    bytes += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const xref = bytes.length;
  bytes += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((each) => `${each} 00000 n \n`).join('')}`;
  bytes += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(bytes, 'latin1');
}

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
const RESOURCES = '/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';
const shown = (words: string, x = 72, y = 700): string => `BT /F1 18 Tf 1 0 0 1 ${x} ${y} Tm (${words}) Tj ET`;

interface Page {
  readonly content: string;
  /** `left bottom right top` in points. */
  readonly box?: string;
  readonly more?: string;
}

/** A PDF of pages in an unembedded font, as the simplest programs write them. */
export function plainPdf(pages: readonly Page[], ofCatalogue = ''): Buffer {
  const kids = pages.map((_, index) => `${3 + 2 * index} 0 R`).join(' ');
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${ofCatalogue} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    ...pages.flatMap(({ content, box = '0 0 595 842', more = '' }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] ${RESOURCES} /Contents ${4 + 2 * index} 0 R ${more} >>`,
      stream(content),
    ]),
  ]);
}

/** A letter of three pages: a name on the first is blacked out by a bar, and the second lies on its side. */
export const LETTER = plainPdf([
  { content: `${shown('Dear customer,')}\n${shown('Whitfield', 72, 600)}\n0 g 70 594 200 22 re f` },
  { content: shown('We have sent a new lamp.', 72, 300), box: '0 0 842 595' },
  { content: shown('Yours faithfully', 72, 700) },
]);

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
/** Everything that PDF/A and good manners forbid; what is seen of it is harmless. */
export const ARMED = plainPdf(
  [
    {
      content: `/GS gs ${shown('An armed page')}`,
      more:
        `/AA << /O ${SCRIPT} >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 400 400] ` +
        '/A << /S /Launch /F (calc.exe) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] ' +
        '/A << /S /URI /URI (http://example.org) >> >>]',
    },
  ],
  `/OpenAction ${SCRIPT} /Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>`,
);
export const BOUNDLESS = plainPdf([{ content: shown('Small on a field'), box: '0 0 1000000 1000000' }]);
export const WITHOUT_PAGES = plainPdf([]);
export const TRUNCATED = LETTER.subarray(0, 300);
export const WORDY = plainPdf([{ content: shown('w'.repeat(400_000)) }]);

/** The letter behind a password. */
export function locked(folder: string): Buffer {
  const [open, closed] = [join(folder, 'open.pdf'), join(folder, 'locked.pdf')];
  writeFileSync(open, LETTER);
  execFileSync('qpdf', ['--encrypt', 'secret', 'owner', '256', '--', open, closed]);
  return readFileSync(closed);
}
