import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WorkerThreads, type WorkerLimits } from '../../src/platform/threads/worker-threads.js';

const LIMITS: WorkerLimits = { memoryMiB: 32, milliseconds: 3_000, idleMilliseconds: 60_000 };

/** Does what the order says and answers with the number of its thread and how many orders that thread has taken. */
const OBEYING = `
  import { parentPort, threadId } from 'node:worker_threads';
  let taken = 0;
  parentPort.on('message', (order) => {
    taken += 1;
    if (order === 'throw') throw new Error('no');
    if (order === 'hang') for (;;);
    if (order === 'leave') process.exit();
    if (order === 'hoard') { const kept = []; for (;;) kept.push(new Array(1e5).fill({})); }
    if (order === 'chatter') setInterval(() => parentPort.postMessage({ news: 'still there' }), 50);
    if (order === 'chatter') return;
    if (order === 'throw later') setTimeout(() => { throw new Error('late'); }, 20);
    parentPort.postMessage({ news: 'begun ' + order });
    setTimeout(() => parentPort.postMessage({ result: { threadId, taken } }), order === 'linger' ? 300 : 0);
  });
`;

const entryOf = (script: string): URL => new URL(`data:text/javascript,${encodeURIComponent(script)}`);

interface Result {
  readonly threadId: number;
  readonly taken: number;
}

describe('threads that are kept between orders', () => {
  let threads: WorkerThreads<string, string, Result>;
  const open = (limits = LIMITS): void => {
    threads = new WorkerThreads(entryOf(OBEYING), limits);
  };
  const run = (order: string, onNews: (news: string) => void = () => undefined): Promise<Result> =>
    threads.run(order, onNews);
  afterEach(() => threads.endIdle());

  it('gives one thread one order after another and passes on its news', async () => {
    open();
    const news: string[] = [];
    const first = await run('one', (said) => news.push(said));
    const second = await run('two', (said) => news.push(said));
    expect(second).toEqual({ threadId: first.threadId, taken: 2 });
    expect(news).toEqual(['begun one', 'begun two']);
  });

  it.each([
    ['timed_out', 'hang'],
    ['out_of_memory', 'hoard'],
    ['failed', 'throw'],
    ['failed', 'leave'],
  ])('ends a thread that has %s, lives on and gives the next order to a new one', async (reason, order) => {
    open();
    const before = await run('one');
    await expect(run(order)).rejects.toMatchObject({ name: 'WorkerFailure', reason });
    const after = await run('two');
    expect(after.taken).toBe(1);
    expect(after.threadId).not.toBe(before.threadId);
  });

  it('ends a thread that says nothing for too long, and lets one go on that does', async () => {
    open({ ...LIMITS, silentMilliseconds: 500 });
    const startedAt = performance.now();
    await expect(run('hang')).rejects.toMatchObject({ name: 'WorkerFailure', reason: 'stalled' });
    expect(performance.now() - startedAt).toBeLessThan(LIMITS.milliseconds);
    let said = 0;
    await expect(run('chatter', () => (said += 1))).rejects.toMatchObject({ reason: 'timed_out' });
    expect(said).toBeGreaterThan(10);
  });

  it('stops a thread at once when its order is called off, and never begins with one that was', async () => {
    open();
    const off = new AbortController();
    const before = await run('one');
    const running = threads.run('hang', () => undefined, off.signal);
    setTimeout(() => off.abort(new Error('called off')), 50);
    await expect(running).rejects.toThrow('called off');
    await expect(threads.run('one', () => undefined, off.signal)).rejects.toThrow('called off');
    expect((await run('two')).threadId).not.toBe(before.threadId);
  });

  it('gives orders at the same time threads of their own and keeps one of them', async () => {
    open();
    const [quick, slow] = await Promise.all([run('one'), run('linger')]);
    expect(slow.threadId).not.toBe(quick.threadId);
    expect(await run('two')).toEqual({ threadId: quick.threadId, taken: 2 });
  });

  it('outlives a thread that breaks while idle', async () => {
    open();
    const broken = await run('throw later');
    await wait(200);
    expect((await run('two')).threadId).not.toBe(broken.threadId);
  });

  it('ends a thread that nobody has given an order for a while', async () => {
    open({ ...LIMITS, idleMilliseconds: 100 });
    const first = await run('one');
    expect((await run('two')).threadId).toBe(first.threadId);
    await wait(400);
    expect(await run('three')).toMatchObject({ taken: 1 });
  });

  it('lets a process end that has an idle thread', () => {
    const compiled = new URL('../../dist/src/platform/threads/worker-threads.js', import.meta.url);
    const script = `
      import { WorkerThreads } from ${JSON.stringify(compiled)};
      const threads = new WorkerThreads(new URL(${JSON.stringify(entryOf(OBEYING))}), ${JSON.stringify(LIMITS)});
      console.log((await threads.run('one', () => undefined)).taken);
    `;
    const said = execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8', timeout: 20_000 });
    expect(said).toBe('1\n');
  });
});
