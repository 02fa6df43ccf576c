import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import { PortfolioRenderer } from '../../src/modules/portfolio/portfolio-renderer.js';
import { runInWorker } from '../../src/platform/pdf/pdf-worker.js';
import { portfolioFacts } from './fixture.js';
import { renderPortfolio } from './pdf-tools.js';

describe('drawing a portfolio in a thread of its own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-render-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const manifest = buildManifest(portfolioFacts('signed_off'));

  it('gives the same bytes as drawing in the main thread, reports progress and leaves the event loop free', async () => {
    const outPath = join(folder, 'portfolio.pdf');
    const progress: number[] = [];
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 10);
    const { pages } = await new PortfolioRenderer().render(manifest, [], outPath, (done) => progress.push(done));
    clearInterval(heart);
    expect(progress.at(-1)).toBe(pages);
    expect(progress.length).toBeGreaterThan(1);
    expect(beats).toBeGreaterThan(5);
    expect(readFileSync(outPath).equals(await renderPortfolio(manifest))).toBe(true);
  });

  it('never writes over a file and does not remove it', async () => {
    const outPath = join(folder, 'taken.pdf');
    writeFileSync(outPath, 'somebody else’s');
    await expect(new PortfolioRenderer().render(manifest, [], outPath, () => undefined)).rejects.toThrow('EEXIST');
    expect(readFileSync(outPath, 'utf8')).toBe('somebody else’s');
  });

  it('leaves nothing behind when drawing fails', async () => {
    const outPath = join(folder, 'broken.pdf');
    const broken = { ...manifest, exportedAt: 'no instant' };
    await expect(new PortfolioRenderer().render(broken, [], outPath, () => undefined)).rejects.toMatchObject({
      reason: 'failed',
    });
    expect(existsSync(outPath)).toBe(false);
  });

  it.each([
    ['timed_out', 'for (;;) {}'],
    ['out_of_memory', 'const kept = []; for (;;) kept.push(new Array(1e5).fill({}));'],
    ['failed', 'throw new Error("no");'],
  ])('stops a thread that has %s and lives on', async (reason, script) => {
    const entry = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
    await expect(
      runInWorker(entry, null, { memoryMiB: 32, milliseconds: 3_000 }, () => undefined),
    ).rejects.toMatchObject({ reason });
  });
});
