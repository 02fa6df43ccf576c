import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushDirectory } from './disk.js';
import { errorCode } from './error-code.js';

const TAIL_BYTES = 8 * 1024;
const NEWLINE = 0x0a;

/** A text file to which lines are only ever added. An added line survives a power cut; only the owner may read it. */
export class LineJournal {
  constructor(private readonly path: string) {}

  /**
   * @param line without a line break, short enough for one write, so that lines of two processes do not mix
   */
  async append(line: string): Promise<void> {
    const folder = dirname(this.path);
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await flushDirectory(dirname(made));
    const file = await open(this.path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
    try {
      const { size } = await file.stat();
      // A line that was interrupted half way stays what it is and does not swallow the next one.
      const isTorn = size > 0 && (await lastByte(file, size)) !== NEWLINE;
      await file.appendFile(`${isTorn ? '\n' : ''}${line}\n`);
      await file.sync();
      if (size === 0) await flushDirectory(folder);
    } finally {
      await file.close();
    }
  }

  /** All lines, also a torn one, oldest first; none when there is no file yet. */
  async *lines(): AsyncGenerator<string> {
    const file = await this.openForReading();
    if (file) yield* file.readLines();
  }

  /** The last few lines, of which the first may be the end of one. */
  async lastLines(): Promise<string[]> {
    const file = await this.openForReading();
    if (!file) return [];
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
      return buffer
        .subarray(0, bytesRead)
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '');
    } finally {
      await file.close();
    }
  }

  private async openForReading(): Promise<FileHandle | null> {
    try {
      return await open(this.path, 'r');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

async function lastByte(file: FileHandle, size: number): Promise<number | undefined> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0];
}
