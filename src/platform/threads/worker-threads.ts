import { on } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** The thread stopped without finishing: it threw, ran out of memory, or took too long, or said nothing for too long. */
export class WorkerFailure extends Error {
  constructor(
    readonly reason: 'failed' | 'out_of_memory' | 'timed_out' | 'stalled',
    options?: ErrorOptions,
  ) {
    super(`the worker thread ${reason.replaceAll('_', ' ')}`, options);
    this.name = 'WorkerFailure';
  }
}

export interface WorkerLimits {
  /** Heap of the thread, in MiB; beyond it the thread is stopped and the process lives on. */
  readonly memoryMiB: number;
  /** For one order, the start of the thread included. */
  readonly milliseconds: number;
  /** So long a thread at work may say nothing; for orders whose thread tells news while it works. */
  readonly silentMilliseconds?: number;
  /** So long an idle thread waits for another order before it is ended. */
  readonly idleMilliseconds: number;
}

/** What the entry file posts for each order that is posted to it: news while it works, and once and last the result. */
export type Answer<News, Result> = { readonly news: News } | { readonly result: Result };

/**
 * Hands orders to a compiled entry file in a thread of its own, so that a document of any length or malice can neither
 * block the event loop nor take the process with it (S18). A thread does one order at a time and is then kept for a
 * while: loading PDFKit and the first slow run of its code cost more than drawing a document. Orders at the same time get
 * threads of their own, of which one is kept. A thread whose order failed is ended, whatever state it was in.
 */
export class WorkerThreads<Order, News, Result> {
  private idle: Worker | null = null;
  private readonly atWork = new Set<Worker>();
  private bedtime: NodeJS.Timeout | undefined;

  constructor(
    private readonly entry: URL,
    private readonly limits: WorkerLimits,
  ) {}

  /**
   * @param signal stops the thread at once
   * @throws WorkerFailure; whatever `signal` is aborted with
   */
  async run(order: Order, onNews: (news: News) => void, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const worker = this.takeIdle() ?? this.start();
    this.atWork.add(worker);
    try {
      const result = await this.resultOf(worker, order, onNews, signal);
      this.keep(worker);
      return result;
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      this.atWork.delete(worker);
    }
  }

  /** Ends the idle thread now; the next order starts another. */
  async endIdle(): Promise<void> {
    await this.takeIdle()?.terminate();
  }

  /** Ends every thread now, also those at work: their orders fail. For the end of the process, when nobody waits any more. */
  async end(): Promise<void> {
    await Promise.all([this.endIdle(), ...Array.from(this.atWork, (worker) => worker.terminate())]);
  }

  private async resultOf(
    worker: Worker,
    order: Order,
    onNews: (news: News) => void,
    signal?: AbortSignal,
  ): Promise<Result> {
    const alarm = new Alarm(this.limits);
    const onAbort = (): void => alarm.ring(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    worker.postMessage(order);
    try {
      // Throws when the thread does, and when the alarm goes.
      for await (const [answer] of on(worker, 'message', { signal: alarm.signal, close: ['exit'] })) {
        alarm.postpone();
        const said = answer as Answer<News, Result>;
        if ('result' in said) return said.result;
        onNews(said.news);
      }
    } catch (error) {
      alarm.signal.throwIfAborted();
      const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      throw new WorkerFailure(isFull ? 'out_of_memory' : 'failed', { cause: error });
    } finally {
      alarm.off();
      signal?.removeEventListener('abort', onAbort);
    }
    throw new WorkerFailure('failed');
  }

  private start(): Worker {
    const worker = new Worker(this.entry, { resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMiB } });
    // `resultOf` hears what goes wrong with an order; a thread that breaks while idle must not break the process.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.idle === worker) this.takeIdle();
    });
    return worker;
  }

  private takeIdle(): Worker | null {
    const worker = this.idle;
    this.idle = null;
    clearTimeout(this.bedtime);
    worker?.ref();
    return worker;
  }

  private keep(worker: Worker): void {
    if (this.idle !== null) {
      void worker.terminate();
      return;
    }
    this.idle = worker;
    // A process that has nothing else to do may end.
    worker.unref();
    this.bedtime = setTimeout(() => void this.endIdle(), this.limits.idleMilliseconds).unref();
  }
}

/** Goes when an order takes too long as a whole, or when its thread has said nothing for too long. */
class Alarm {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  private readonly total: NodeJS.Timeout;
  private readonly silence: NodeJS.Timeout | undefined;

  constructor({ milliseconds, silentMilliseconds }: WorkerLimits) {
    this.total = setTimeout(() => this.ring(new WorkerFailure('timed_out')), milliseconds);
    if (silentMilliseconds === undefined) return;
    this.silence = setTimeout(() => this.ring(new WorkerFailure('stalled')), silentMilliseconds);
  }

  ring(reason: unknown): void {
    this.controller.abort(reason);
  }

  /** The thread has said something. */
  postpone(): void {
    this.silence?.refresh();
  }

  off(): void {
    clearTimeout(this.total);
    clearTimeout(this.silence);
  }
}

/**
 * The compiled entry file `name` beside the module `importer`. A thread runs JavaScript: under Jest the importer is
 * TypeScript in src/, and the thread runs its compiled twin in dist/src/ (`npm test` builds first); in production both
 * lie in dist/ already.
 * @param importer `import.meta.url` of the module that owns the thread
 * @param name such as `./render-portfolio.worker.js`
 */
export function compiledWorker(importer: string, name: string): URL {
  const here = fileURLToPath(new URL(name, importer));
  const isCompiled = importer.endsWith('.js');
  return pathToFileURL(
    isCompiled ? here : here.replace(/([\\/])src([\\/](?:modules|platform)[\\/])/u, '$1dist$1src$2'),
  );
}
