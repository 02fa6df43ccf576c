import { expect, it } from '@jest/globals';
import type { Block, BlockDocument, Table } from '../../src/platform/pdf/blocks.js';
import { describeWith, pagesOf, readWith, render } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';

function documentOf(blocks: readonly Block[], change: Partial<BlockDocument> = {}): BlockDocument {
  return {
    title: 'Test',
    subject: 'Test',
    author: 'Test',
    producer: 'Verifolio',
    language: 'en-GB',
    createdAt: '2026-11-22T09:30:00.000Z',
    reference: 'REF-1',
    imprint: 'content 0',
    watermark: null,
    sections: [{ orientation: 'portrait', runningTitle: 'Test', blocks }],
    ...change,
  };
}

function tableOf(rows: number, text: (row: number) => string): Table {
  return {
    kind: 'table',
    caption: 'Long table',
    columns: [
      { heading: 'Number', share: 1 },
      { heading: 'Words in it', share: 4 },
    ],
    rows: Array.from({ length: rows }, (_, row) => [{ content: [`row ${row}`] }, { content: [text(row)] }]),
  };
}

/** Words of each page with their boxes, in points from the top left. */
function boxes(pdf: Buffer): { text: string; right: number; bottom: number; width: number; height: number }[] {
  const html = readWith('pdftotext', pdf, ['-bbox'], ['-']);
  return html
    .split('<page ')
    .slice(1)
    .flatMap((page) => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page)!;
      return [...page.matchAll(/xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(([, right, bottom, text]) => ({
        text: text!,
        right: Number(right),
        bottom: Number(bottom),
        width: Number(width),
        height: Number(height),
      }));
    });
}

describeWith(['qpdf', 'pdftotext', 'pdfinfo'])('drawing blocks', () => {
  it('carries a table over pages, repeats its header for the eye and reads it out once', async () => {
    const pdf = await render(documentOf([tableOf(120, (row) => `what row ${row} says`)]));
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toMatch(/Number\s+Words in it/);
    const spoken = await spokenText(pdf);
    expect(spoken.match(/Words in it/g)).toHaveLength(1);
    for (let row = 0; row < 120; row += 1) expect(spoken).toContain(`what row ${row} says`);
  });

  it('gives out the letters of this document, not those for which an earlier one drew the same glyph', async () => {
    const saying = (text: string): BlockDocument => documentOf([{ kind: 'paragraph', content: [text] }]);
    expect(pagesOf(await render(saying('with the ligature: \uFB01le')))[0]).toContain('\uFB01le');
    expect(pagesOf(await render(saying('with two letters: file')))[0]).toContain('file');
  });

  it('leaves no row of a table alone at the foot or the head of a page', async () => {
    for (let rows = 36; rows <= 42; rows += 1) {
      const filler: Block = { kind: 'list', entries: Array.from({ length: rows - 34 }, () => ['filler']) };
      for (const page of pagesOf(await render(documentOf([filler, tableOf(rows, () => 'words')])))) {
        expect(page.match(/row \d+/g)?.length).toBeGreaterThan(1);
      }
    }
  });

  it('takes a heading to the next page with the table under it', async () => {
    const heading: Block = { kind: 'heading', level: 2, text: 'Heading of the table' };
    for (let lines = 38; lines <= 50; lines += 1) {
      const filler: Block = { kind: 'list', entries: Array.from({ length: lines }, () => ['filler']) };
      const pages = pagesOf(await render(documentOf([filler, heading, tableOf(4, () => 'words')])));
      const page = pages.find((text) => text.includes('Heading of the table'))!;
      expect(page).toContain('row 1');
    }
  });

  it('reads small headings out at the level below the one they stand under, whatever their size', async () => {
    const heading = (level: 1 | 2 | 3): Block => ({ kind: 'heading', level, text: `Size ${level}` });
    const pdf = await render(documentOf([1, 3, 3, 2, 3, 1].map((level) => heading(level as 1 | 2 | 3))));
    expect(readWith('pdfinfo', pdf, ['-struct']).match(/\bH\d/g)).toEqual(['H1', 'H2', 'H2', 'H2', 'H3', 'H1']);
  });

  it('lets a short section run on below the one before and keeps the pages of others apart', async () => {
    const section = (text: string, runsOn: boolean, orientation: 'portrait' | 'landscape' = 'portrait') => ({
      ...{ orientation, runsOn, runningTitle: `About ${text}` },
      blocks: [{ kind: 'paragraph', content: [text] }] as const,
    });
    const sections = [
      ...[section('first', true), section('second', true), section('third', false)],
      section('fourth', true, 'landscape'),
    ];
    const pdf = await render(documentOf([], { sections }));
    const words = pagesOf(pdf).map((page) => page.match(/first|second|third|fourth/g));
    expect(words).toEqual([
      ['first', 'first', 'second'],
      ['third', 'third'],
      ['fourth', 'fourth'],
    ]);
    expect(readWith('pdfinfo', pdf, ['-struct']).match(/^ *Sect/gm)).toHaveLength(4);
    expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
  });

  it('breaks a row that is higher than a page without losing a word', async () => {
    const words = Array.from({ length: 4_000 }, (_, index) => `w${index}`).join(' ');
    const pdf = await render(documentOf([tableOf(1, () => words)]));
    expect(pagesOf(pdf).length).toBeGreaterThan(1);
    expect(await spokenText(pdf)).toContain(words);
  });

  it('never draws beyond the margins, whatever the text', async () => {
    const hash = 'a1b2c3d4'.repeat(40);
    const pdf = await render(
      documentOf([
        { kind: 'heading', level: 1, text: `Heading ${hash}` },
        {
          kind: 'paragraph',
          content: [hash, { text: hash, mono: true }, { text: `ordinary words ${hash}`, bold: true }],
        },
        tableOf(3, () => hash),
        { kind: 'key-values', caption: 'Pairs', pairs: [{ label: hash, value: [hash] }] },
        { kind: 'callout', tone: 'open', title: hash, paragraphs: [[hash]] },
        { kind: 'list', entries: [[hash]] },
      ]),
    );
    const drawn = boxes(pdf);
    expect(drawn.length).toBeGreaterThan(50);
    for (const { right, bottom, width, height } of drawn) {
      expect(right).toBeLessThanOrEqual(width - 53);
      expect(bottom).toBeLessThanOrEqual(height - 20);
    }
  });

  it('moves a long callout on to the next page on the same ground', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, index) => [`Paragraph ${index} of the long callout.`]);
    const pdf = await render(documentOf([{ kind: 'callout', tone: 'accent', title: 'Long', paragraphs }]));
    expect(pagesOf(pdf).length).toBe(2);
    expect(await spokenText(pdf)).toContain('Paragraph 59 of the long callout.');
  });

  it('refuses a link that leads nowhere and two places of one name', async () => {
    const dangling: Block = { kind: 'paragraph', content: [{ text: 'see', link: 'nowhere' }] };
    await expect(render(documentOf([dangling]))).rejects.toThrow('no place is called nowhere');
    const twin: Block = { kind: 'heading', level: 2, text: 'Twin', anchor: 'twin' };
    await expect(render(documentOf([twin, twin]))).rejects.toThrow('two places are called twin');
  });

  it('says that a picture is missing instead of leaving a hole', async () => {
    const pdf = await render(documentOf([{ kind: 'figure', pictureId: 'gone', alt: 'A desk', caption: 'The desk' }]));
    expect(pagesOf(pdf)[0]).toContain('Picture not shown: The desk');
  });

  it('draws other scripts in the face that knows them rather than replacing them', async () => {
    const pdf = await render(
      documentOf([
        { kind: 'heading', level: 1, text: 'Ελένη Łukasz Иван' },
        { kind: 'paragraph', content: [{ text: 'שלום', italic: true }, ' ', { text: 'مرحبا', mono: true }] },
      ]),
    );
    const text = readWith('pdftotext', pdf, ['-raw'], ['-']);
    expect(text).toContain('Ελένη Łukasz Иван');
    expect(text).toContain('שלום');
    expect(text).not.toContain('\uFFFD');
  });

  it('draws hostile text within seconds and stays a clean PDF (S18)', async () => {
    const hostile = [
      'x'.repeat(400_000),
      `e${'\u0301'.repeat(50_000)}`,
      'invoice\u202Efdp.exe\u0000 \u{1F468}\u200D\u{1F469} \uD800 🎉 שלום مرحبا',
      '/JavaScript (app.alert(1)) /URI (http://example.org) <script>alert(1)</script>',
    ].join('\n');
    const started = performance.now();
    const pdf = await render(
      documentOf([{ kind: 'paragraph', content: [hostile] }, tableOf(1, () => hostile)], {
        title: 'A & B <x> \u0000\u202E',
        author: hostile.slice(-200),
      }),
    );
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
    expect(readWith('qpdf', pdf, ['--json', '--json-key=qpdf'])).not.toMatch(/"\/(JS|JavaScript|Launch|URI)"/);
    const text = readWith('pdftotext', pdf, ['-raw'], ['-']).replace(/\s/g, '');
    expect(text).toContain('invoicefdp.exe\uFFFD');
    // Twice in the text, split over lines and pages but complete.
    expect(text.replace(/Page\d+of\d+/g, '').match(/x/g)!.length).toBeGreaterThanOrEqual(800_000);
  });
});
