// The real server as a process of its own: to be killed, told to end, and measured.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const START_LIMIT_MS = 30_000;

export const MANAGER = { email: 'manager@demo.test', password: 'evidence-in-practice' };

export class ServerProcess {
  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {string} url
   */
  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  /**
   * Starts a server as in production on `dataDir` and waits until it serves; an empty folder gets a centre manager.
   * @param {string} dataDir
   * @param {number} [port] any free one when left out
   */
  static async start(dataDir, port = 0) {
    mkdirSync(dataDir, { recursive: true });
    const logPath = join(dataDir, 'server.log');
    const log = openSync(logPath, 'w');
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DEMO: 'false',
        PORT: String(port),
        DATA_DIR: dataDir,
        BOOTSTRAP_EMAIL: MANAGER.email,
        BOOTSTRAP_PASSWORD: MANAGER.password,
      },
    });
    closeSync(log);
    const startedAt = Date.now();
    for (;;) {
      const [, listening] = /Verifolio is at http:\/\/[^:]+:(\d+)/.exec(readFileSync(logPath, 'utf8')) ?? [];
      if (listening) return new ServerProcess(child, `http://127.0.0.1:${listening}`);
      if (child.exitCode !== null || Date.now() - startedAt > START_LIMIT_MS) {
        child.kill('SIGKILL');
        throw new Error(`The server did not start:\n${readFileSync(logPath, 'utf8')}`);
      }
      await wait(10);
    }
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  /** Ends it as a power cut of the process: nothing of its own runs any more. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /**
   * Asks it to end, as an operator does.
   * @returns {Promise<{ code: number | null, milliseconds: number }>}
   */
  async terminate() {
    const startedAt = Date.now();
    await this.#end('SIGTERM');
    return { code: this.child.exitCode, milliseconds: Date.now() - startedAt };
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
