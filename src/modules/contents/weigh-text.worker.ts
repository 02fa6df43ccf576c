import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { Passage } from '../../domain/content/passage.js';
import { type PrivacyFinding, scanForPersonalData } from '../../domain/content/privacy-scan.js';
import { type SharedPassage, sharedPassages } from '../../domain/content/similarity.js';
import type { Answer } from '../../platform/threads/worker-threads.js';

/** Looks through texts for people's data, or for what two files say alike. */
export type WeighOrder =
  | { readonly task: 'scan'; readonly texts: readonly string[]; readonly names: readonly string[] }
  | { readonly task: 'compare'; readonly here: readonly Passage[]; readonly there: readonly Passage[] };

export type WeighResult =
  /** For each text, in the order of the texts. */
  { readonly findings: readonly (readonly PrivacyFinding[])[] } | { readonly shared: readonly SharedPassage[] };

const port = parentPort!;

function weigh(order: WeighOrder): WeighResult {
  if (order.task === 'compare') return { shared: sharedPassages(order.here, order.there) };
  return { findings: order.texts.map((text) => scanForPersonalData(text, order.names)) };
}

// An order that fails ends the thread, and the next one gets a new thread.
for await (const [order] of on(port, 'message')) {
  port.postMessage({ result: weigh(order as WeighOrder) } satisfies Answer<never, WeighResult>);
}
