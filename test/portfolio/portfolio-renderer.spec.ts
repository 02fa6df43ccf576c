import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import { PortfolioRenderer } from '../../src/modules/portfolio/portfolio-renderer.js';
import { portfolioFacts } from './fixture.js';
import { renderPortfolio } from './pdf-tools.js';

const WATCH = { onProgress: () => undefined, signal: new AbortController().signal };

describe('drawing a portfolio in a thread of its own', () => {
  let folder: string;
  const renderer = new PortfolioRenderer();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-render-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => renderer.onApplicationShutdown());

  const manifest = buildManifest(portfolioFacts('signed_off'));

  it('gives the same bytes as drawing in the main thread, reports progress and leaves the event loop free', async () => {
    const outPath = join(folder, 'portfolio.pdf');
    const progress: number[] = [];
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 10);
    const { pages } = await renderer.render(manifest, [], outPath, {
      ...WATCH,
      onProgress: (done) => progress.push(done),
    });
    clearInterval(heart);
    expect(progress.at(-1)).toBe(pages);
    expect(progress.length).toBeGreaterThan(1);
    expect(beats).toBeGreaterThan(5);
    expect(readFileSync(outPath).equals(await renderPortfolio(manifest))).toBe(true);
  });

  it('never writes over a file and does not remove it', async () => {
    const outPath = join(folder, 'taken.pdf');
    writeFileSync(outPath, 'somebody else’s');
    await expect(renderer.render(manifest, [], outPath, WATCH)).rejects.toThrow('EEXIST');
    expect(readFileSync(outPath, 'utf8')).toBe('somebody else’s');
  });

  it('leaves nothing behind when drawing fails', async () => {
    const outPath = join(folder, 'broken.pdf');
    const broken = { ...manifest, exportedAt: 'no instant' };
    await expect(renderer.render(broken, [], outPath, WATCH)).rejects.toMatchObject({
      reason: 'failed',
    });
    expect(existsSync(outPath)).toBe(false);
  });

  it('stops when it is called off, leaves nothing behind, and draws the next', async () => {
    const off = new AbortController();
    const outPath = join(folder, 'cancelled.pdf');
    const onProgress = (): void => off.abort();
    await expect(renderer.render(manifest, [], outPath, { onProgress, signal: off.signal })).rejects.toThrow('aborted');
    expect(existsSync(outPath)).toBe(false);
    expect((await renderer.render(manifest, [], outPath, WATCH)).pages).toBeGreaterThan(1);
  });

  it('gives the same bytes in a thread that has drawn other documents, after a failure, and beside another', async () => {
    const other = buildManifest(portfolioFacts('draft'));
    const bytesOf = async (drawn: PortfolioManifest, name: string): Promise<Buffer> => {
      const outPath = join(folder, name);
      await renderer.render(drawn, [], outPath, WATCH);
      return readFileSync(outPath);
    };
    const expected = await renderPortfolio(manifest);
    const expectedOther = await renderPortfolio(other);
    expect((await bytesOf(other, 'first.pdf')).equals(expectedOther)).toBe(true);
    expect((await bytesOf(manifest, 'second.pdf')).equals(expected)).toBe(true);
    await expect(bytesOf({ ...manifest, exportedAt: 'no instant' }, 'third.pdf')).rejects.toThrow('failed');
    const both = await Promise.all([bytesOf(manifest, 'fourth.pdf'), bytesOf(other, 'fifth.pdf')]);
    expect(both[0].equals(expected)).toBe(true);
    expect(both[1].equals(expectedOther)).toBe(true);
  });
});
