import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PictureFile } from '../../src/platform/pdf/pictures.js';
import { criteriaOf } from '../../src/domain/specification/find-criterion.js';
import { U40 } from '../../templates/units/u40.js';
import { PICTURE_ID, portfolioFacts } from './fixture.js';
import { describeWith, pagesOf, readWith, renderPortfolio } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';

interface QpdfObject {
  readonly value?: unknown;
}

describeWith(['qpdf', 'pdftotext', 'pdfinfo', 'pdffonts', 'pdfimages'])('the portfolio as a PDF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-pictures-'));
  const pictures: PictureFile[] = [{ id: PICTURE_ID, path: join(folder, 'picture.jpg') }];
  const manifests = {
    draft: buildManifest(portfolioFacts('draft')),
    signed_off: buildManifest(portfolioFacts('signed_off')),
  };
  let draft: Buffer;
  let signedOff: Buffer;

  beforeAll(async () => {
    // A photograph taken upright: its pixels lie on their side and its metadata says where it was taken.
    await sharp({ create: { width: 900, height: 2400, channels: 3, background: '#336677' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'GPS 51.5 N' } })
      .withMetadata({ orientation: 6 })
      .toFile(pictures[0]!.path);
    draft = await renderPortfolio(manifests.draft, pictures);
    signedOff = await renderPortfolio(manifests.signed_off, pictures);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the same bytes for the same manifest', async () => {
    expect((await renderPortfolio(manifests.signed_off, pictures)).equals(signedOff)).toBe(true);
  });

  it('is a clean PDF without scripts, launches or links to the outside', () => {
    for (const pdf of [draft, signedOff]) {
      expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
      expect(readWith('qpdf', pdf, ['--qdf', '--object-streams=disable'], ['-'])).not.toMatch(
        /\/(JS|JavaScript|Launch|URI)\b/,
      );
    }
  });

  it('is tagged, named, in British English, and carries all its fonts', () => {
    const facts = readWith('pdfinfo', signedOff, []);
    expect(facts).toMatch(/Tagged:\s+yes/);
    expect(facts).toMatch(/PDF version:\s+1\.7/);
    expect(facts).toContain(
      'Title:           Portfolio of evidence: Unit 40: Resolve Customers’ Complaints, Aisha Morgan',
    );
    expect(signedOff.toString('latin1')).toContain('/Lang (en-GB)');
    const fonts = readWith('pdffonts', signedOff, []).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/Identity-H\s+yes yes yes/);
  });

  it('keeps the centre’s ampersand in the metadata well-formed', () => {
    const metadata = readWith('pdfinfo', signedOff, ['-meta']);
    expect(metadata).toContain('Riverside Training &amp; Skills');
    expect(metadata).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });

  it('says DRAFT on each page of a draft and on none of a signed-off portfolio (invariant 8)', () => {
    for (const page of pagesOf(draft)) expect(page).toContain('DRAFT · content');
    for (const page of pagesOf(signedOff)) expect(page).not.toContain('DRAFT');
  });

  it('numbers every page and prints the ref of the evidence on each page of its record', () => {
    const pages = pagesOf(signedOff);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    for (const page of pages.slice(2)) expect(page).toContain('C12345-AM0042-R5062151-1');
    const first = pages.findIndex((page) => page.includes('E003 Monitoring, escalation and liability'));
    const next = pages.findIndex((page) => page.includes('E009 Questions after the second observation'));
    expect(first).toBeGreaterThan(0);
    for (const page of pages.slice(first, next)) expect(page).toContain('E003 · Professional discussion');
  });

  it('quotes all seventeen criteria word for word for eye and ear', async () => {
    const spoken = await spokenText(signedOff);
    const seen = readWith('pdftotext', signedOff, ['-raw'], ['-']).replace(/\s+/g, ' ');
    const criteria = criteriaOf(U40);
    expect(criteria).toHaveLength(17);
    for (const { statement } of criteria) {
      expect(spoken).toContain(statement);
      expect(seen).toContain(statement);
    }
  });

  it('leads from the contents to the pages it names, and lists sections and records in the bookmarks', () => {
    const contents = pagesOf(signedOff)[1]!;
    const pages = pagesOf(signedOff);
    const entries = [...contents.matchAll(/^\s*(\d+)\s+(\S.*?)\s{2,}(\d+)$/gm)];
    expect(entries).toHaveLength(16);
    for (const [, number, title, page] of entries)
      expect(pages[Number(page) - 1]).toMatch(new RegExp(`^\\s*${number}\\s+${title}`, 'm'));
    const outlines = JSON.parse(readWith('qpdf', signedOff, ['--json', '--json-key=outlines'])) as {
      outlines: { title: string; destpageposfrom1: number; kids: { title: string; destpageposfrom1: number }[] }[];
    };
    expect(outlines.outlines.map(({ title, destpageposfrom1 }) => [title, destpageposfrom1])).toEqual(
      entries.map(([, number, title, page]) => [`${number}  ${title}`, Number(page)]),
    );
    const records = outlines.outlines.find(({ title }) => title.includes('Evidence records'))!;
    expect(records.kids).toHaveLength(manifests.signed_off.evidenceIndex.length);
    for (const { title, destpageposfrom1 } of records.kids)
      expect(pages[destpageposfrom1 - 1]).toContain(title.slice(0, 4));
  });

  it('ties every link to its place and to the page on which it stands', () => {
    const { qpdf } = JSON.parse(readWith('qpdf', signedOff, ['--json'])) as {
      qpdf: [object, Record<string, QpdfObject>];
    };
    const objects = Object.entries(qpdf[1]).map(([key, { value }]) => ({ id: key.replace('obj:', ''), value }));
    const isDictionary = (value: unknown): value is Record<string, unknown> =>
      typeof value === 'object' && value !== null;
    const dictionaries = objects.flatMap(({ id, value }) => (isDictionary(value) ? [{ id, value }] : []));
    const names = JSON.stringify(dictionaries.find(({ value }) => '/Dests' in value)!.value);
    const pageOfLink = new Map<unknown, string>();
    for (const { id, value } of dictionaries) {
      if (value['/Type'] === '/Page')
        for (const link of (value['/Annots'] ?? []) as unknown[]) pageOfLink.set(link, id);
    }
    const links = dictionaries.filter(({ value }) => value['/Subtype'] === '/Link');
    expect(links.length).toBeGreaterThan(50);
    for (const { value } of links) expect(names).toContain(JSON.stringify(value['/Dest']));
    const references = dictionaries
      .flatMap(({ value }) => (Array.isArray(value['/K']) ? (value['/K'] as unknown[]) : []))
      .filter((kid): kid is Record<string, unknown> => isDictionary(kid) && kid['/Type'] === '/OBJR')
      .filter(({ ['/Obj']: annotation }) => links.some(({ id }) => id === annotation));
    expect(references).toHaveLength(links.length);
    for (const reference of references) expect(reference['/Pg']).toBe(pageOfLink.get(reference['/Obj']));
  });

  it('places pictures upright, at no more than 1600 pixels, with words for those who cannot see them and without their metadata', () => {
    const listed = readWith('pdfimages', signedOff, ['-list']);
    expect(listed).toMatch(/image\s+1600\s+600/);
    expect(readFileSync(pictures[0]!.path).includes('GPS 51.5')).toBe(true);
    expect(signedOff.includes('GPS 51.5')).toBe(false);
    expect(readWith('qpdf', signedOff, ['--qdf', '--object-streams=disable'], ['-'])).toContain(
      '/Alt (E005, Case screen after closure, redacted',
    );
  });

  it('names files that it cannot show with their full fingerprint', async () => {
    const spoken = (await spokenText(signedOff)).replaceAll(' ', '');
    for (const sheet of manifests.signed_off.evidenceGroups.flatMap((group) => group.sheets)) {
      for (const file of sheet.files) expect(spoken).toContain(file.sha256);
    }
  });
});
