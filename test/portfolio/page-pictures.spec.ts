import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import { openPdf } from '../../src/platform/pages/open-pdf.js';
import { paintPage } from '../../src/platform/pages/paint-page.js';
import { renderPortfolio } from './pdf-tools.js';

/** One page of each kind of section, by the words that it has and no page before it. */
const PAGES: Readonly<Record<string, string>> = {
  cover: 'Verification code',
  'achievement-record': '5 Unit achievement record',
  'tracking-matrix': '8 Tracking matrix A',
  'evidence-record': '10 Evidence records',
  'judgement-log': '11 Assessor judgement log',
  declaration: 'Unit assessment and verification declaration',
};
/** Pictures are small: what counts is what a reader sees at arm's length, not a hair of a letter. */
const WIDTH = 400;
/** Of 255, and as a share of the pixels. Letters that lie half a pixel aside stay below it; a line more or less does not. */
const VISIBLE = 48;
const MOST_DIFFERING = 0.002;

const pictureOf = (name: string): string => fileURLToPath(new URL(`./page-pictures/${name}.png`, import.meta.url));

async function pixels(png: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function shareDiffering(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  const differing = a.data.reduce((count, grey, at) => count + (Math.abs(grey - b.data[at]!) > VISIBLE ? 1 : 0), 0);
  return differing / a.data.length;
}

describe('the pages of the sample portfolio', () => {
  const pages = new Map<string, Buffer>();
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-page-pictures-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    const golden = new URL('./signed-off-manifest.golden.json', import.meta.url);
    const path = join(folder, 'portfolio.pdf');
    writeFileSync(path, await renderPortfolio(JSON.parse(readFileSync(golden, 'utf8')) as PortfolioManifest));
    const opened = await openPdf(path);
    if (typeof opened === 'string') throw new Error(opened);
    const wanted = new Map(Object.entries(PAGES));
    for (let number = 1; wanted.size > 0 && number <= opened.numPages; number += 1) {
      const page = await opened.getPage(number);
      const words = (await page.getTextContent()).items.map((one) => ('str' in one ? one.str : '')).join(' ');
      // The contents name every section; their page is none of them.
      const name =
        number === 2 ? undefined : [...wanted].find(([, mark]) => words.replace(/\s+/g, ' ').includes(mark))?.[0];
      if (name === undefined) continue;
      const painted = await paintPage(opened, number);
      if (painted === null) throw new Error(`page ${number} cannot be painted`);
      pages.set(
        name,
        await sharp(painted.picture)
          .resize({ width: WIDTH })
          .greyscale()
          .png({ palette: true, colours: 16 })
          .toBuffer(),
      );
      wanted.delete(name);
    }
    await opened.loadingTask.destroy();
  });

  it.each(Object.keys(PAGES))('look as they looked: %s', async (name) => {
    const picture = pages.get(name);
    if (!picture) throw new Error(`no page of the sample is a ${name}`);
    // A change of looks is meant to be seen in review: run with UPDATE_GOLDEN=1 and look at the difference.
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(pictureOf(name), picture);
    if (!existsSync(pictureOf(name))) throw new Error(`${pictureOf(name)} is missing`);
    expect(await shareDiffering(picture, readFileSync(pictureOf(name)))).toBeLessThan(MOST_DIFFERING);
  });

  it('would be seen to differ by one line of text', async () => {
    const page = pages.get('achievement-record')!;
    const { width = 0 } = await sharp(page).metadata();
    const line = { create: { width: Math.round(width * 0.6), height: 3, channels: 3, background: '#1d2629' } } as const;
    const changed = await sharp(page)
      .composite([{ input: line, top: 300, left: 60 }])
      .png()
      .toBuffer();
    expect(await shareDiffering(page, changed)).toBeGreaterThan(MOST_DIFFERING);
  });
});
