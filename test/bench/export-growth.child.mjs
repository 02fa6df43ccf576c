// Draws a portfolio of 20 items and one of 2,000 in a drawing thread as the product does: a process of its own, for its memory.
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { PortfolioRenderer } from '../../dist/src/modules/portfolio/portfolio-renderer.js';
import { grown } from './grown-manifest.mjs';
import { median } from './measure.mjs';

const WARM_UP_ROUNDS = 4;
const ROUNDS = 5;
const LOOK_EVERY_MS = 20;

const [manifestPath = '', outPath = '', times = ''] = process.argv.slice(2);
const small = JSON.parse(await readFile(manifestPath, 'utf8'));
const large = grown(small, Number(times));
const renderer = new PortfolioRenderer();

/** @param {import('../../dist/src/domain/portfolio/manifest.js').PortfolioManifest} manifest */
async function draw(manifest) {
  const startedAt = performance.now();
  const watch = { onProgress: () => undefined, signal: new AbortController().signal };
  const { pages } = await renderer.render(manifest, [], outPath, watch);
  const seconds = (performance.now() - startedAt) / 1_000;
  await rm(outPath);
  return { pages, seconds };
}

for (let round = 0; round < WARM_UP_ROUNDS; round++) await draw(small);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) rounds.push((await draw(small)).seconds);

globalThis.gc?.();
await wait(500);
const rest = process.memoryUsage.rss();
let peak = rest;
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), LOOK_EVERY_MS);
const { pages, seconds } = await draw(large);
clearInterval(watching);
await renderer.onApplicationShutdown();
process.send?.({
  pages,
  seconds,
  perItemRatio: seconds / Number(times) / median(rounds),
  restMiB: rest / 2 ** 20,
  growthMiB: (peak - rest) / 2 ** 20,
});
