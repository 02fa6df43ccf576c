import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { Answer } from '../threads/worker-threads.js';
import type { Derivative, RedactOrder, Refused, ViewOrder } from './redaction-order.js';

/** `extension` of the file, which a text keeps. */
export type ThreadOrder = ViewOrder | (RedactOrder & { readonly extension: string });
export type ThreadResult = Derivative | Refused;

const port = parentPort!;

/** Each form loads what it needs: pdf.js alone takes longer than a text takes in all. */
async function obey(order: ThreadOrder): Promise<ThreadResult> {
  if (order.task === 'view') return (await import('./redact-picture.js')).viewPicture(order);
  if (order.form === 'pdf') return (await import('./redact-pdf.js')).redactPdf(order);
  if (order.form === 'picture') return (await import('./redact-picture.js')).redactPicture(order);
  return (await import('./redact-text.js')).redactText(order, order.extension);
}

// An order that fails ends the thread, and the next one gets a new thread.
for await (const [order] of on(port, 'message')) {
  port.postMessage({ result: await obey(order as ThreadOrder) } satisfies Answer<never, ThreadResult>);
}
