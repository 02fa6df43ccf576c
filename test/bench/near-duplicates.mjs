// Finding near-identical texts to one of 10,000, as the product does with MinHash bands in its database, against comparing
// its runs of five words with those of every other text, which lie ready in memory.
import { mkdir } from 'node:fs/promises';
import { ContentBandRecord } from '../../dist/src/modules/contents/content-band.record.js';
import { ContentLikenessReader } from '../../dist/src/modules/contents/content-likeness.reader.js';
import { ContentReadingRecord } from '../../dist/src/modules/contents/content-reading.record.js';
import { ContentsReader } from '../../dist/src/modules/contents/contents.reader.js';
import { bandsOf, signatureOf } from '../../dist/src/domain/content/similarity.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { SCHEMA } from '../../dist/src/schema.js';
import { inTurns } from './measure.mjs';

const TEXTS = 10_000;
const WORDS = 300;
const ROUNDS = 5;
/** Asked about in every round; each has one near-identical neighbour. */
const ASKED = [10, 2_012, 4_014, 6_016, 8_018];

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function nearDuplicates(folder) {
  const dataDir = `${folder}/data`;
  await mkdir(dataDir);
  const texts = Array.from({ length: TEXTS }, (_, index) => textOf(index));
  const sources = await openDataSources(readEnv({ DATA_DIR: dataDir }), SCHEMA);
  try {
    const unitOfWork = new UnitOfWork(sources);
    for (let start = 0; start < TEXTS; start += 500) {
      await unitOfWork.run(() => keep(unitOfWork, texts.slice(start, start + 500), start));
    }
    const likeness = new ContentLikenessReader(unitOfWork, new ContentsReader(unitOfWork), /** @type {never} */ (null));
    const runs = texts.map(runsOf);
    const times = /** @type {number[]} */ ([]);
    const speeds = await inTurns(ROUNDS, {
      ours: () =>
        comparisonsPerSecond(async (asked) => {
          const startedAt = performance.now();
          // What a new text costs as well: its signature is made when it is read.
          signatureOf(texts[asked] ?? []);
          const found = (await likeness.alike(nameOf(asked))).map(({ sha256 }) => sha256);
          times.push(performance.now() - startedAt);
          return found;
        }),
      baseline: () =>
        comparisonsPerSecond(async (asked) =>
          runs.flatMap((other, index) =>
            index !== asked && jaccard(runs[asked], other) >= 0.5 ? [nameOf(index)] : [],
          ),
        ),
    });
    return {
      name: `near-duplicates (one text of ${WORDS} words among ${TEXTS})`,
      unit: 'comparisons',
      ...speeds,
      baselineName: 'runs of five words of all, in memory',
      goal: 20,
      limits: [{ what: 'milliseconds of the slowest comparison', found: Math.ceil(Math.max(...times)), most: 500 }],
    };
  } finally {
    await sources.reader.destroy();
    await sources.writer.destroy();
  }
}

/** @param {number} index */
const nameOf = (index) => String(index).padStart(64, '0');

/**
 * Every eleventh text repeats the one before it but for a few words; all begin with the same form.
 * @param {number} index
 */
function textOf(index) {
  const seed = index % 11 === 0 && index > 0 ? index - 1 : index;
  const words = 'unit forty resolve customers complaints reflective account of what happened and what i did'.split(' ');
  for (let word = words.length; word < WORDS; word++) {
    const isChanged = seed !== index && word % 60 === 0;
    words.push(isChanged ? `changed${index}` : `word${(seed * 7_919 + word * word * 31) % 100_003}`);
  }
  return words;
}

/**
 * @param {UnitOfWork} unitOfWork
 * @param {string[][]} texts
 * @param {number} start
 */
async function keep(unitOfWork, texts, start) {
  const signed = texts.map((words, index) => ({ number: start + index + 1, signature: signatureOf(words) ?? [] }));
  await unitOfWork.insert(
    ContentReadingRecord,
    signed.map(({ number, signature }) => ({
      ...{ sha256: nameOf(number - 1), number, mediaType: 'text/plain', state: 'read', reason: null, signature },
      ...{ pageCount: null, paragraphCount: 1, durationSeconds: null, wordCount: WORDS, sheets: null },
      ...{ orderedAt: '2026-11-22T09:30:00.000Z', readAt: '2026-11-22T09:30:00.000Z' },
    })),
  );
  await unitOfWork.insert(
    ContentBandRecord,
    signed.flatMap(({ number, signature }) =>
      bandsOf(signature).map((hash, band) => ({ reading: number, band, hash })),
    ),
  );
}

/** @param {string[]} words */
const runsOf = (words) => new Set(words.slice(4).map((_, start) => words.slice(start, start + 5).join(' ')));

/**
 * @param {Set<string> | undefined} a
 * @param {Set<string>} b
 */
function jaccard(a, b) {
  let common = 0;
  for (const run of a ?? []) if (b.has(run)) common += 1;
  return common / ((a?.size ?? 0) + b.size - common);
}

/** @param {(asked: number) => Promise<string[]>} find */
async function comparisonsPerSecond(find) {
  const startedAt = performance.now();
  for (const asked of ASKED) {
    const found = await find(asked);
    if (found.join() !== nameOf(asked + 1)) throw new Error(`text ${asked} was found to be like ${found.join()}`);
  }
  return ASKED.length / ((performance.now() - startedAt) / 1_000);
}
