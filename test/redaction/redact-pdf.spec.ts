import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Blackout, Derivative } from '../../src/platform/redaction/redaction-order.js';
import { Redactor } from '../../src/platform/redaction/redactor.js';
import { describeWith } from '../portfolio/pdf-tools.js';
import { sampleFile } from '../support/evidence.js';
import { inspect, NAME, pdfOf, picturesIn, setPageEntry, trickyPdf } from './redaction-fixtures.js';

const ABOUT = { title: 'Redacted copy of E001', createdAt: '2026-04-01T09:00:00.000Z' };

describeWith(['pdftotext', 'pdfimages', 'pdfinfo', 'qpdf'])('a redacted PDF', () => {
  const redactor = new Redactor();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-redact-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => redactor.onApplicationShutdown());

  async function redact(pdf: Buffer, blackout: Partial<Blackout>): Promise<Derivative & { bytes: Buffer }> {
    const path = join(folder, 'original');
    writeFileSync(path, pdf);
    const whole = { regions: [], words: [], passages: [], ...blackout };
    const derivative = await redactor.redact({ path, mediaType: 'application/pdf' }, whole, ABOUT);
    return { ...derivative, bytes: Buffer.concat(derivative.chunks) };
  }

  const refusal = (pdf: Buffer, blackout: Partial<Blackout>): Promise<unknown> =>
    redact(pdf, blackout).then(
      () => 'not refused',
      (error: unknown) => error,
    );

  it('holds the name nowhere: not in text, properties, XMP, notes, forms, bookmarks or any stream', async () => {
    const original = await trickyPdf();
    expect(inspect('pdftotext', original, [], ['-'])).toContain(NAME);
    const { bytes, words } = await redact(original, { words: [NAME] });

    expect(words).toEqual([{ replaced: 12, withinLongerWords: 0 }]);
    expect(inspect('pdftotext', bytes, [], ['-']).trim()).toBe('');
    const plain = inspect('qpdf', bytes, ['--qdf', '--object-streams=disable'], ['-']);
    const utf16 = [...'Maria'].map((letter) => `\0${letter}`).join('');
    for (const trace of ['Maria', 'Okafor', utf16, '4d61726961', '4D61726961']) expect(plain).not.toContain(trace);
    expect(plain).not.toMatch(/\/(Annots|AcroForm|Outlines|EmbeddedFiles|JavaScript|Font)\b/);
    expect(inspect('pdfinfo', bytes, ['-isodates'])).toMatch(/Redacted copy of E001[^]*CreationDate: +2026-04-01T/);
    expect(inspect('pdfinfo', bytes, ['-struct-text'])).toContain('Figure');
    expect(inspect('qpdf', bytes, ['--check'])).toContain('No syntax or stream encoding errors');
  });

  it('paints over the letters so that nothing tells one name from another, also on turned and cropped pages', async () => {
    const ofName = (name: string) =>
      pdfOf((pdf) => {
        // In Courier both names are equally long.
        const write = (): void => void pdf.font('Courier-Oblique').fontSize(40).text(`${name} writes`, 100, 200);
        write();
        pdf.addPage({ size: 'A4', layout: 'landscape' });
        setPageEntry(pdf, 'Rotate', 90);
        write();
        pdf.addPage({ size: 'A4' });
        setPageEntry(pdf, 'CropBox', [80, 500, 560, 700]);
        write();
      });
    const pagesWithout = async (name: string, word: string) =>
      picturesIn((await redact(await ofName(name), { words: [word] })).bytes);
    const maria = await pagesWithout('Maria', 'Maria');
    const xenia = await pagesWithout('Xyjgf', 'Xyjgf');
    const visible = await pagesWithout('Maria', 'writes');
    expect(maria.map(({ width, height }) => width > height)).toEqual([false, false, true]);
    maria.forEach(({ pixels }, page) => {
      expect([page, pixels.equals(xenia[page]!.pixels)]).toEqual([page, true]);
      expect([page, pixels.equals(visible[page]!.pixels)]).toEqual([page, false]);
      // The words beside it are still there: shades of grey are edges of letters.
      expect(pixels.filter((value) => value > 0 && value < 255).length).toBeGreaterThan(300);
    });
  });

  it('paints regions black to the last pixel, measured on the page as it is seen', async () => {
    const { bytes } = await redact(sampleFile('letter-outcome-c-007.pdf'), {
      regions: [{ page: 1, x: 0.25, y: 0.5, width: 0.5, height: 0.25 }],
    });
    const [{ pixels, width, height } = { pixels: Buffer.alloc(0), width: 0, height: 0 }] = await picturesIn(bytes);
    let brightest = 0;
    for (let y = Math.ceil(height * 0.5); y < Math.floor(height * 0.75); y += 1) {
      for (let x = Math.ceil(width * 0.25); x < Math.floor(width * 0.75); x += 1) {
        brightest = Math.max(brightest, pixels[y * width + x]!);
      }
    }
    expect(width * height).toBeGreaterThan(1_000_000);
    // The page is a photograph and so a JPEG, whose black wavers at the edge by a shade nobody sees.
    expect(brightest).toBeLessThan(16);
    expect(pixels[Math.floor(height * 0.4) * width + Math.floor(width * 0.9)]).toBeGreaterThan(150);
  });

  it('never claims what it cannot do: words of a scan are not found, pages with pictures are named', async () => {
    expect(await refusal(sampleFile('letter-outcome-c-007.pdf'), { words: ['Harbour'] })).toMatchObject({
      code: 'REDACTION_NOT_POSSIBLE',
      message: expect.stringContaining('scan'),
    });
    const region = { page: 1, x: 0, y: 0, width: 0.1, height: 0.1 };
    const { words, picturePages } = await redact(sampleFile('letter-outcome-c-007.pdf'), {
      words: ['Harbour'],
      regions: [region],
    });
    expect({ words, picturePages }).toEqual({ words: [{ replaced: 0, withinLongerWords: 0 }], picturePages: [1] });
    const found = await redact(sampleFile('observation-showroom-c-001.pdf'), { words: ['Maya'] });
    expect(found.words).toEqual([{ replaced: 9, withinLongerWords: 0 }]);
  });

  it('leaves words that only begin or end alike, and says that they are there', async () => {
    const pdf = await pdfOf(
      (draft) => void draft.text('Ann came for the annual plan. Ann-Marie and ANN’s sister too.'),
    );
    const { words } = await redact(pdf, { words: ['Ann', 'plan', 'nobody'] });
    expect(words).toEqual([
      { replaced: 3, withinLongerWords: 1 },
      { replaced: 1, withinLongerWords: 0 },
      { replaced: 0, withinLongerWords: 0 },
    ]);
  });

  it('refuses what it cannot read or draw, and survives pages of absurd size', async () => {
    const words = ['Maria'];
    const locked = await pdfOf((pdf) => void pdf.text(NAME), { userPassword: 'secret', pdfVersion: '1.7' });
    const long = await pdfOf((pdf) => Array.from({ length: 2_000 }, () => pdf.addPage()));
    const whole = await trickyPdf();
    const beyond = { regions: [{ page: 9, x: 0, y: 0, width: 1, height: 1 }] };
    const refused = [
      await refusal(locked, { words }),
      await refusal(long, { words }),
      await refusal(whole.subarray(0, 2_000), { words }),
      await refusal(Buffer.from('%PDF-1.7\nnothing more'), { words }),
      await refusal(whole, beyond),
      await refusal(whole, { passages: [{ start: 0, end: 5 }] }),
    ];
    expect(refused.map((error) => (error as { code?: string }).code)).toEqual(
      refused.map(() => 'REDACTION_NOT_POSSIBLE'),
    );
    expect(refused.map((error) => (error as Error).message.split(' ').slice(0, 5).join(' '))).toEqual([
      'This PDF is protected by',
      'This PDF has 2001 pages;',
      'This PDF cannot be read:',
      'This PDF cannot be read:',
      'There is no page 9:',
      'Passages are for texts; mark',
    ]);
    const giant = await pdfOf((pdf) => {
      pdf.addPage({ size: [2_000_000, 2_000_000] }).text(NAME);
      pdf.addPage({ size: [500_000, 0.01], margin: 0 });
    });
    const { bytes } = await redact(giant, { words });
    const pictures = await picturesIn(bytes);
    expect(Math.max(...pictures.map(({ width, height }) => width * height))).toBeLessThanOrEqual(8_100_000);
  });
});
