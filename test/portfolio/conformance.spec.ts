import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import { BREAKS } from './conformance-breaks.js';
import { FILE_CHECKS } from './file-checks.js';
import { PICTURE_ID, portfolioFacts } from './fixture.js';
import { modelOf, type PdfModel } from './pdf-model.js';
import { describeWith, readWith, renderPortfolio } from './pdf-tools.js';
import { STRUCTURE_CHECKS } from './structure-checks.js';

const CHECKS = [...FILE_CHECKS, ...STRUCTURE_CHECKS];

describeWith(['qpdf', 'pdfinfo', 'pdffonts'])('what portfolios are built to (PDF/A-3a and PDF/UA-1)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-pictures-'));
  const models: Record<'draft' | 'signed_off', PdfModel | null> = { draft: null, signed_off: null };
  let signedOff: Buffer;
  beforeAll(async () => {
    const path = join(folder, 'picture.png');
    await sharp({ create: { width: 300, height: 200, channels: 4, background: '#33667788' } })
      .png()
      .toFile(path);
    for (const kind of ['draft', 'signed_off'] as const) {
      const pdf = await renderPortfolio(buildManifest(portfolioFacts(kind)), [{ id: PICTURE_ID, path }]);
      models[kind] = modelOf(pdf);
      if (kind === 'signed_off') signedOff = pdf;
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is held against a break of each check', () => {
    expect(Object.keys(BREAKS).sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  it.each(CHECKS)('$name', ({ name, faults }) => {
    expect(faults(models.draft!)).toEqual([]);
    expect(faults(models.signed_off!)).toEqual([]);
    const broken = structuredClone(models.signed_off!);
    BREAKS[name]!(broken);
    expect(faults(broken)).not.toEqual([]);
  });

  it('is what the programs of others see', () => {
    const facts = readWith('pdfinfo', signedOff, []);
    for (const fact of [/Tagged:\s+yes/, /Form:\s+AcroForm/, /JavaScript:\s+no/, /Encrypted:\s+no/])
      expect(facts).toMatch(fact);
    const tree = readWith('pdfinfo', signedOff, ['-struct']);
    for (const type of ['Document', 'Sect', 'H1', 'H2', 'Table', 'TH', 'Figure', 'Form', 'Link', 'TOCI'])
      expect(tree).toMatch(new RegExp(`^ *${type}\\b`, 'm'));
    for (const font of readWith('pdffonts', signedOff, []).trim().split('\n').slice(2))
      expect(font).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
    expect(readWith('qpdf', signedOff, ['--check'])).toContain('No syntax or stream encoding errors found');
  });
});
