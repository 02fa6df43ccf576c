import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STARTUP_MS = 30_000;
const SHUTDOWN_MS = 10_000;

/** The built server, run as an operator would run it, on a free port and on a data folder of its own. */
export class DemoServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly written: string[],
    readonly origin: string,
  ) {}

  /**
   * @param settings the whole environment of the server: nothing of ours reaches it, so that no `DATABASE_URL` or
   * `NODE_ENV` lying about changes what the demo shows
   * @throws Error with the server's output when it does not come up
   */
  static async start(settings: Readonly<Record<string, string>>): Promise<DemoServer> {
    const main = fileURLToPath(new URL('../main.js', import.meta.url));
    const child = spawn(process.execPath, [main], {
      env: { PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => written.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => written.push(text));
    for (let waited = 0; waited < STARTUP_MS && child.exitCode === null; waited += 50) {
      const origin = /is at (http:\/\/\S+?)\/api\/docs/.exec(written.join(''))?.[1];
      if (origin !== undefined) return new DemoServer(child, written, origin);
      await pause(50);
    }
    child.kill('SIGKILL');
    throw new Error(`The server did not start. It wrote:\n${written.join('')}`);
  }

  get output(): string {
    return this.written.join('');
  }

  /** @throws Error when the server does not end by itself, and well, within ten seconds of being asked to */
  async stop(): Promise<void> {
    const ended = once(this.child, 'exit', { signal: AbortSignal.timeout(SHUTDOWN_MS) });
    if (!this.child.kill('SIGTERM')) throw new Error('The server ended before it was asked to.');
    const [exitCode] = (await ended) as [number | null];
    if (exitCode !== 0) throw new Error(`The server ended with exit code ${exitCode} when it was asked to end.`);
  }

  /** Ends it at once, whatever it is doing. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}
