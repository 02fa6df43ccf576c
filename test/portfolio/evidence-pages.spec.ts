import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { ContentFacts } from '../../src/domain/content/reading.js';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { PortfolioFacts } from '../../src/domain/portfolio/portfolio-facts.js';
import type { PortfolioFile } from '../../src/domain/portfolio/portfolio-file.js';
import { ARMED, BOUNDLESS, LETTER, locked, TRUNCATED, WITHOUT_PAGES, WORDY } from './attached-pdfs.js';
import { FILE_CHECKS } from './file-checks.js';
import { PICTURE_ID, portfolioFacts } from './fixture.js';
import { annotations, modelOf, type PdfModel } from './pdf-model.js';
import { describeWith, pagesOf, readWith, renderPortfolio } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';
import { STRUCTURE_CHECKS } from './structure-checks.js';

const UNREAD: ContentFacts = {
  ...{ state: 'waiting', reason: null, pageCount: null, paragraphCount: null },
  ...{ durationSeconds: null, wordCount: null, sheets: null },
};
const PDF = 'application/pdf';

interface Attached {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mediaType?: string;
  readonly content?: Partial<ContentFacts>;
  readonly passages?: PortfolioFile['passages'];
  readonly withheld?: PortfolioFile['withheld'];
}

const fileOf = ({
  name,
  bytes,
  mediaType = PDF,
  content,
  passages = [],
  withheld = null,
}: Attached): PortfolioFile => ({
  ...{ id: name, name, mediaType, sizeBytes: bytes.length, withheld, passages },
  sha256: createHash('sha256').update(bytes).digest('hex'),
  content: content === undefined ? null : { ...UNREAD, state: 'read', ...content },
});

describeWith(['qpdf', 'pdftotext', 'pdfinfo', 'pdffonts', 'pdfimages'])('the pages of attached files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-attached-'));
  let manifest: PortfolioManifest;
  let files: { id: string; path: string }[];
  let pdf: Buffer;
  let model: PdfModel;

  beforeAll(async () => {
    const text = Buffer.from('text');
    const attached: Attached[] = [
      { name: '1 letter.pdf', bytes: LETTER, content: { pageCount: 3 } },
      { name: '2 armed.pdf', bytes: ARMED, content: { pageCount: 1 } },
      { name: '3 boundless.pdf', bytes: BOUNDLESS, content: { pageCount: 1 } },
      { name: '4 wordy.pdf', bytes: WORDY, content: { pageCount: 1 } },
      { name: '5 unread.pdf', bytes: LETTER },
      { name: '6 locked.pdf', bytes: locked(folder), content: { state: 'unreadable', reason: 'encrypted' } },
      { name: '7 locked and unread.pdf', bytes: locked(folder) },
      { name: '8 truncated.pdf', bytes: TRUNCATED },
      { name: '9 empty.pdf', bytes: WITHOUT_PAGES },
    ];
    const others: Attached[] = [
      {
        ...{ name: 'log.csv', bytes: text, mediaType: 'text/csv', content: { pageCount: null } },
        passages: [
          { sheet: '', row: 1, text: 'Reported by ann@shop.co.uk, 020 7946 0018' },
          { sheet: '', row: 2, text: 'Closed within a day' },
        ],
      },
      { name: 'talk.mp3', bytes: text, mediaType: 'audio/mpeg', content: { durationSeconds: 2730 } },
      { name: 'hidden.pdf', bytes: LETTER, content: { pageCount: 3 }, withheld: 'not_redacted' },
    ];
    const facts = portfolioFacts('signed_off');
    const evidence = facts.evidence.map((one) => {
      if (one.ref === 'E006') return { ...one, files: attached.slice(1).map(fileOf) };
      if (one.ref === 'E007') {
        const claims = one.claims.map((claim, index) =>
          index === 0 ? { ...claim, locator: { page: 2, paragraph: 3 } } : claim,
        );
        return { ...one, files: [attached[0]!].map(fileOf), claims };
      }
      return one.ref === 'E003' ? { ...one, files: [...one.files, ...others.map(fileOf)] } : one;
    });
    manifest = buildManifest({ ...facts, evidence } satisfies PortfolioFacts);
    files = attached.map(({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return { id: name, path };
    });
    const picture = join(folder, 'tall.png');
    await sharp({ create: { width: 900, height: 1500, channels: 3, background: '#336677' } })
      .png()
      .toFile(picture);
    files.push({ id: PICTURE_ID, path: picture });
    pdf = await renderPortfolio(manifest, files);
    model = modelOf(pdf);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const pageWith = (words: string): number => pagesOf(pdf).findIndex((page) => page.includes(words));

  it('follow the sheet with the reference in the header, the stamp of the file and the number of the page', () => {
    const first = pageWith('E007 · file 1 · page 1 of 3 · sha256');
    expect(first).toBeGreaterThan(0);
    for (const number of [1, 2, 3]) {
      const page = pagesOf(pdf)[first + number - 1]!;
      expect(page).toContain(
        `E007 · file 1 · page ${number} of 3 · sha256 ${fileOf({ name: '', bytes: LETTER }).sha256.slice(0, 12)}…`,
      );
      expect(page).toMatch(/E007 · \w+/);
      expect(page).toContain(`Page ${first + number} of`);
    }
    expect(readWith('pdfinfo', pdf, ['-f', String(first + 1), '-l', String(first + 2)])).toMatch(
      /size:\s+595\.28 x 841\.89[\s\S]*size:\s+841\.89 x 595\.28/,
    );
  });

  it('can be searched, marked and heard, but for words that were blacked out in the file', async () => {
    expect(pagesOf(pdf)[pageWith('E007 · file 1 · page 2 of 3')]).toContain('We have sent a new lamp.');
    const spoken = await spokenText(pdf);
    expect(spoken).toContain('We have sent a new lamp.');
    expect(spoken).toContain('1 letter.pdf, page 2 of 3');
    expect(readWith('pdftotext', pdf, ['-raw'], ['-'])).not.toContain('Whitfield');
    expect(spoken).not.toContain('Whitfield');
  });

  it('are led to by locators, in both matrices and on paper', () => {
    const page = pageWith('E007 · file 1 · page 2 of 3') + 1;
    const paper = readWith('pdftotext', pdf, ['-raw'], ['-']).replace(/\s+/g, ' ');
    expect(paper.match(new RegExp(`p\\.2 §3 \\(p\\. ?${page}\\)`, 'g'))).toHaveLength(3);
    const text = (at: unknown): string => JSON.stringify(at);
    const destinations = JSON.parse(readWith('qpdf', pdf, ['--json', '--json-key=pages'])) as {
      pages: { object: string }[];
    };
    const target = destinations.pages[page - 1]!.object;
    const names = text(Object.values(model.objects));
    const links = annotations(model).filter((each) => JSON.stringify(each['/Contents']).includes('Go to p.2 §3'));
    expect(links).toHaveLength(3);
    for (const link of links) expect(names).toContain(`${JSON.stringify(link['/Dest'])},["${target}","/XYZ"`);
  });

  it('are in the index and in the bookmarks, beside every criterion', () => {
    const [first, last] = [pageWith('E007 · file 1 · page 1 of 3'), pageWith('E007 · file 1 · page 3 of 3') + 1];
    type Outline = { title: string; destpageposfrom1: number; kids: Outline[] };
    const { outlines } = JSON.parse(readWith('qpdf', pdf, ['--json', '--json-key=outlines'])) as {
      outlines: Outline[];
    };
    const at = (title: string, among: Outline[]): Outline => among.find((each) => each.title.startsWith(title))!;
    const item = at('E007', outlines.find(({ title }) => title.includes('Evidence records'))!.kids);
    const index = pagesOf(pdf)[pageWith('Date of activity')]!;
    expect(index).toMatch(new RegExp(`p\\.\\s?${item.destpageposfrom1}–${last}\\b`));
    expect(item.kids.map(({ title, destpageposfrom1 }) => [title, destpageposfrom1])).toEqual([
      ['E007 file 1: 1 letter.pdf', first + 1],
    ]);
    expect(item.kids[0]!.kids.map(({ title, destpageposfrom1 }) => [title, destpageposfrom1])).toEqual(
      [0, 1, 2].map((number) => [`Page ${number + 1}`, first + 1 + number]),
    );
    const criteria = outlines
      .find(({ title }) => title.includes('achievement record'))!
      .kids.flatMap(({ kids }) => kids);
    expect(criteria.map(({ title }) => title.split(' ')[0])).toEqual(manifest.matrixA.map(({ code }) => code));
  });

  it('show what is seen of a file that is armed, and nothing else of it', () => {
    expect(pagesOf(pdf)[pageWith('E006 · file 1 · page 1 of 1')]).toContain('An armed page');
    expect(readWith('qpdf', pdf, ['--qdf', '--object-streams=disable'], ['-'])).not.toMatch(
      /\/(JS|JavaScript|Launch|URI|AA|OpenAction)\b|calc\.exe|Helvetica/,
    );
    expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
    for (const font of readWith('pdffonts', pdf, []).trim().split('\n').slice(2))
      expect(font).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  it('are bounded in pixels and letters', () => {
    for (const line of readWith('pdfimages', pdf, ['-list']).trim().split('\n').slice(2)) {
      const [, , , width, height] = line.trim().split(/\s+/);
      expect(Number(width) * Number(height)).toBeLessThanOrEqual(4_010_000);
    }
    expect(pageWith('E006 · file 2 · page 1 of 1')).toBeGreaterThan(0);
    expect(pagesOf(pdf)[pageWith('E006 · file 3 · page 1 of 1')]!.match(/w/g)!.length).toBeLessThanOrEqual(20_100);
  });

  it('are counted when they are drawn, where nobody had read the file before', () => {
    const shown = manifest.evidenceGroups.flatMap(({ sheets }) => sheets).flatMap(({ files: own }) => own);
    const wordsOf = (name: string) => shown.find((file) => file.name === name)?.shown?.words;
    expect(wordsOf('1 letter.pdf')).toBe('Its 3 pages follow this sheet.');
    expect(wordsOf('5 unread.pdf')).toBe('Its pages follow this sheet.');
    expect(pageWith('E006 · file 4 · page 3 of 3')).toBeGreaterThan(0);
  });

  it('are missing with their reason where a file is locked, broken or empty', async () => {
    const spoken = await spokenText(pdf);
    const compact = (words: string): string => words.replaceAll(' ', '');
    const [lockedFile] = manifest.evidenceGroups
      .flatMap(({ sheets }) => sheets.flatMap((sheet) => sheet.files))
      .filter(({ name }) => name === '7 locked and unread.pdf');
    expect(spoken).toContain('Not shown here: the file is protected by a password.');
    expect(compact(spoken)).toContain(
      compact(`7 locked and unread.pdf: the file is protected by a password. SHA-256 ${lockedFile!.sha256}`),
    );
    expect(spoken).toContain('8 truncated.pdf: the file is damaged and cannot be read.');
    expect(spoken).toContain('9 empty.pdf: the file has no pages.');
    expect(spoken).toContain('Not shown here: customers’ data has not been removed from it yet.');
    expect(pageWith('hidden.pdf · page')).toBe(-1);
  });

  it('show a picture that is too large for a figure on a page of its own', () => {
    const page = pageWith('E005 · file 1 · page 1 of 1');
    expect(readWith('pdftotext', pdf, ['-raw'], ['-']).replace(/\s+/g, ' ')).toMatch(
      new RegExp(`shown on a page of its own \\(p\\. ?${page + 1}\\)`),
    );
    expect(readWith('pdfimages', pdf, ['-list', '-f', String(page + 1), '-l', String(page + 1)])).toMatch(/900\s+1500/);
  });

  it('give way to an extract of a text and to the index of a recording', async () => {
    const spoken = await spokenText(pdf);
    expect(spoken).toContain('row 1 Reported by [left out], [left out]');
    expect(spoken).toContain('row 2 Closed within a day');
    expect(spoken).toContain('A recording of 00:45:30, kept as a file.');
  });

  it('leave the document what it was built to', () => {
    for (const { name, faults } of [...FILE_CHECKS, ...STRUCTURE_CHECKS])
      expect([name, faults(model)]).toEqual([name, []]);
  });

  it('are the same bytes when they are drawn again', async () => {
    expect((await renderPortfolio(manifest, files)).equals(pdf)).toBe(true);
  });

  it('are said to be gone where the file was purged after the order, and leave older manifests as they were', async () => {
    const withoutPages = JSON.stringify(manifest, (key, value: unknown) =>
      key === 'shown' || key === 'onPage' ? undefined : value,
    );
    const old = JSON.parse(withoutPages) as PortfolioManifest;
    const [purged, before] = [await renderPortfolio(manifest), await renderPortfolio(old)];
    expect(await spokenText(purged)).toContain('its content has been removed since this document was fixed');
    expect(readWith('pdftotext', before, ['-raw'], ['-'])).not.toContain('· file 1 ·');
  });
});
