import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 20_000;

/** The harmless file that every scanner knows (eicar.org), put together here so that no scanner finds it in our sources. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

/** clamd's own limits on what it takes and on what it reads, so that a test can go beyond them. */
export const STREAM_LIMIT_MB = 2;
export const READ_LIMIT_MB = 1;

/** Whether there is a clamd on this machine. */
export function hasClamd(): boolean {
  try {
    execFileSync('clamd', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A real clamd with one signature, on a socket of its own; it can be stopped and started again. */
export class Clamd {
  private readonly folder = mkdtempSync(join(tmpdir(), 'verifolio-clamd-'));
  readonly path = join(this.folder, 'clamd.sock');
  private child: ChildProcess | null = null;

  constructor() {
    const database = join(this.folder, 'database');
    mkdirSync(database);
    writeFileSync(join(database, 'eicar.ndb'), `Verifolio.Test:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
    writeFileSync(
      join(this.folder, 'clamd.conf'),
      [
        `LocalSocket ${this.path}`,
        `DatabaseDirectory ${database}`,
        'Foreground yes',
        `StreamMaxLength ${STREAM_LIMIT_MB}M`,
        `MaxFileSize ${READ_LIMIT_MB}M`,
        'AlertExceedsMax yes',
        '',
      ].join('\n'),
    );
  }

  async start(): Promise<void> {
    this.child = spawn('clamd', ['--config-file', join(this.folder, 'clamd.conf')], { stdio: 'ignore' });
    const deadline = performance.now() + START_LIMIT_MS;
    while (!(await this.answers())) {
      if (performance.now() > deadline) throw new Error('clamd did not start');
      await wait(50);
    }
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    rmSync(this.path, { force: true });
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.path, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  }
}
