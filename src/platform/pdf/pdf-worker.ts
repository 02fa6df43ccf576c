import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The thread stopped without finishing: it threw, ran out of memory, or took too long. */
export class WorkerFailure extends Error {
  constructor(
    readonly reason: 'failed' | 'out_of_memory' | 'timed_out',
    options?: ErrorOptions,
  ) {
    super(`the drawing thread ${reason.replaceAll('_', ' ')}`, options);
    this.name = 'WorkerFailure';
  }
}

export interface WorkerLimits {
  /** Heap of the thread, in MiB; beyond it the thread is stopped and the process lives on. */
  readonly memoryMiB: number;
  readonly milliseconds: number;
}

/**
 * Runs a compiled entry file in a thread of its own and passes on what it says, so that a document of any length or
 * malice can neither block the event loop nor take the process with it (S18). Resolves when the thread ends by itself.
 */
export async function runInWorker<Message>(
  entry: URL,
  workerData: unknown,
  limits: WorkerLimits,
  onMessage: (message: Message) => void,
): Promise<void> {
  const worker = new Worker(entry, { workerData, resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB } });
  worker.on('message', onMessage);
  let isLate = false;
  const alarm = setTimeout(() => {
    isLate = true;
    void worker.terminate();
  }, limits.milliseconds);
  try {
    // Rejects when the thread throws: `once` listens for 'error' while it waits.
    await once(worker, 'exit');
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw new WorkerFailure(isFull ? 'out_of_memory' : 'failed', { cause: error });
  } finally {
    clearTimeout(alarm);
  }
  if (isLate) throw new WorkerFailure('timed_out');
}
