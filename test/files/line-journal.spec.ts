import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineJournal } from '../../src/platform/files/line-journal.js';

describe('A journal of lines', () => {
  let root: string;
  let path: string;
  let journal: LineJournal;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'verifolio-journal-'));
    path = join(root, 'not', 'yet', 'there.jsonl');
    journal = new LineJournal(path);
  });
  afterEach(() => rm(root, { recursive: true }));

  async function all(): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of journal.lines()) lines.push(line);
    return lines;
  }

  it('is empty before the first line', async () => {
    expect(await all()).toEqual([]);
    expect(await journal.lastLines()).toEqual([]);
  });

  it('keeps lines in their order, for the owner of the process alone', async () => {
    for (const line of ['one', 'two', 'three']) await journal.append(line);
    expect(await all()).toEqual(['one', 'two', 'three']);
    expect(await journal.lastLines()).toEqual(['one', 'two', 'three']);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  });

  it('keeps every line of many that are added at once, whole', async () => {
    const lines = Array.from({ length: 200 }, (_, number) => `${number}`.padStart(300, '.'));
    await Promise.all(lines.map((line) => new LineJournal(path).append(line)));
    expect((await all()).sort()).toEqual([...lines].sort());
  });

  it('does not let an interrupted line swallow the next one', async () => {
    await journal.append('one');
    await appendFile(path, 'interru');
    await journal.append('two');
    expect(await readFile(path, 'utf8')).toBe('one\ninterru\ntwo\n');
  });

  it('finds its last lines without reading all of it', async () => {
    await journal.append('x'.repeat(100_000));
    await journal.append('the last but one');
    await journal.append('the last');
    expect((await journal.lastLines()).slice(-2)).toEqual(['the last but one', 'the last']);
    expect((await journal.lastLines()).join('').length).toBeLessThan(10_000);
  });
});
