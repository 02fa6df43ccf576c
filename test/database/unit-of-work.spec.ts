import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, IntegerColumn } from '../../src/platform/database/columns.js';
import { type DataSources, openDataSources } from '../../src/platform/database/data-sources.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { close, type Engine, reachableEngines } from './engines.js';

jest.setTimeout(60_000);

const TRANSACTIONS = 200;
const SINGLE_WRITES = 200;
const WRITES_EACH = 3;

/** A line somebody wrote: the lines of one author come in one transaction. */
@Entity('lines')
class LineRecord {
  @IdColumn()
  id: string;

  @CodeColumn()
  author: string;
}

@Entity('counters')
class CounterRecord {
  @IdColumn()
  id: string;

  @IntegerColumn()
  value: number;
}

const isDoomed = (transaction: number): boolean => transaction % 3 === 0;

describe.each(await reachableEngines())('The unit of work on $name', (engine: Engine) => {
  let sources: DataSources;
  let unitOfWork: UnitOfWork;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    const place = await engine.prepare();
    dispose = place.dispose;
    sources = await openDataSources(place.env, { records: [LineRecord, CounterRecord], migrations: [] });
    await sources.writer.synchronize();
    unitOfWork = new UnitOfWork(sources);
  });

  afterEach(async () => {
    await close(sources);
    await dispose();
  });

  const write = (author: string): Promise<void> => unitOfWork.insert(LineRecord, { id: newId(), author });

  /** How many lines each author has, in the eyes of everybody. */
  async function linesByAuthor(): Promise<Map<string, number>> {
    const rows = await unitOfWork.reader
      .createQueryBuilder(LineRecord, 'line')
      .select('line.author', 'author')
      .addSelect('COUNT(*)', 'lines')
      .groupBy('line.author')
      .getRawMany<{ author: string; lines: string | number }>();
    return new Map(rows.map(({ author, lines }) => [author, Number(lines)]));
  }

  /** Several writes with pauses between them; every third transaction fails, some after all of its writes. */
  const transaction = (number: number): Promise<void> =>
    unitOfWork.run(async () => {
      for (let done = 0; done < WRITES_EACH; done++) {
        if (isDoomed(number) && done === number % (WRITES_EACH + 1)) throw new Error('doomed');
        await write(`transaction-${number}`);
        await wait(Math.random() * 3);
      }
      if (isDoomed(number)) throw new Error('doomed');
    });

  it('keeps 200 transactions and 200 single writes sent at once, whole, and nothing of those that failed', async () => {
    const glimpses: Map<string, number>[] = [];
    let isOver = false;
    const onlooker = (async () => {
      while (!isOver) {
        glimpses.push(await linesByAuthor());
        await wait(2);
      }
    })();

    const [transactions, singles] = await Promise.all([
      Promise.allSettled(Array.from({ length: TRANSACTIONS }, (_, number) => transaction(number))),
      Promise.allSettled(
        Array.from({ length: SINGLE_WRITES }, (_, number) => unitOfWork.run(() => write(`single-${number}`))),
      ),
    ]);
    isOver = true;
    await onlooker;

    expect(transactions.map(({ status }) => status)).toEqual(
      transactions.map((_, number) => (isDoomed(number) ? 'rejected' : 'fulfilled')),
    );
    expect(singles.every(({ status }) => status === 'fulfilled')).toBe(true);
    const expected = new Map<string, number>();
    transactions.forEach((_, number) => {
      if (!isDoomed(number)) expected.set(`transaction-${number}`, WRITES_EACH);
    });
    singles.forEach((_, number) => expected.set(`single-${number}`, 1));
    expect(await linesByAuthor()).toEqual(expected);

    // Nobody ever saw a line that was not to stay, or one of three.
    const dirty = glimpses.flatMap((seen) => [...seen]).filter(([author, lines]) => expected.get(author) !== lines);
    expect(dirty).toEqual([]);
    const halfWay = glimpses.filter(({ size }) => size > 0 && size < expected.size);
    expect(halfWay.length).toBeGreaterThan(0);
  });

  it('shows a transaction its own writes, and nobody else before it commits', async () => {
    const onlookers = unitOfWork.reader;
    await unitOfWork.run(async () => {
      await write('Maya');
      expect(await unitOfWork.reader.countBy(LineRecord, { author: 'Maya' })).toBe(1);
      expect(await onlookers.countBy(LineRecord, { author: 'Maya' })).toBe(0);
    });
    expect(await onlookers.countBy(LineRecord, { author: 'Maya' })).toBe(1);
  });

  it('refuses a write outside a transaction', async () => {
    await expect(write('Maya')).rejects.toThrow('writes happen only inside UnitOfWork.run');
    expect(await linesByAuthor()).toEqual(new Map());
  });

  it('refuses a write through the connection for reading', async () => {
    await expect(unitOfWork.reader.insert(LineRecord, { id: newId(), author: 'Maya' })).rejects.toThrow(/read.?only/);
    expect(await linesByAuthor()).toEqual(new Map());
  });

  it('refuses a write that its transaction did not wait for', async () => {
    let straggler = Promise.resolve();
    await unitOfWork.run(() => {
      straggler = wait(20).then(() => write('Maya'));
      straggler.catch(() => undefined);
      return Promise.resolve();
    });
    await expect(straggler).rejects.toThrow('writes happen only inside UnitOfWork.run');
    expect(await linesByAuthor()).toEqual(new Map());
  });

  it('lets a transaction inside a transaction share its fate', async () => {
    const failing = unitOfWork.run(async () => {
      await write('outer');
      await unitOfWork.run(() => write('inner'));
      throw new Error('doomed');
    });
    await expect(failing).rejects.toThrow('doomed');
    expect(await linesByAuthor()).toEqual(new Map());

    await unitOfWork.run(async () => {
      await write('outer');
      await unitOfWork.run(() => write('inner'));
    });
    expect(await linesByAuthor()).toEqual(
      new Map([
        ['outer', 1],
        ['inner', 1],
      ]),
    );
  });

  it('tells who waits for a commit once everybody can see it, and never about a rollback', async () => {
    const seen: Promise<Map<string, number>>[] = [];
    const kept = unitOfWork.run(async () => {
      unitOfWork.afterCommit(() => seen.push(linesByAuthor()));
      await write('kept');
      await wait(5);
      expect(seen).toEqual([]);
    });
    const lost = unitOfWork.run(async () => {
      unitOfWork.afterCommit(() => seen.push(linesByAuthor()));
      await write('lost');
      throw new Error('doomed');
    });
    await kept;
    await expect(lost).rejects.toThrow('doomed');
    expect(await Promise.all(seen)).toEqual([new Map([['kept', 1]])]);
    expect(() => unitOfWork.afterCommit(() => undefined)).toThrow('inside UnitOfWork.run');
  });

  /** A hundred people read a number at once and each writes the next one. */
  async function countTogether(serialiseOn: readonly string[]): Promise<number> {
    const id = newId();
    await unitOfWork.run(() => unitOfWork.insert(CounterRecord, { id, value: 0 }));
    const countOne = async (): Promise<void> => {
      const { value } = await unitOfWork.reader.findOneByOrFail(CounterRecord, { id });
      await wait(1);
      await unitOfWork.update(CounterRecord, { id }, { value: value + 1 });
    };
    await Promise.all(Array.from({ length: 100 }, () => unitOfWork.run(countOne, serialiseOn)));
    return (await unitOfWork.reader.findOneByOrFail(CounterRecord, { id })).value;
  }

  it('loses no update of transactions that name the same thing', async () => {
    expect(await countTogether(['counter'])).toBe(100);
  });

  it('lets transactions take several names in any order without waiting for each other for ever', async () => {
    const names = ['a', 'b', 'c'];
    await Promise.all(
      Array.from({ length: 60 }, (_, number) => {
        const turned = [...names.slice(number % 3), ...names.slice(0, number % 3)];
        return unitOfWork.run(() => write('Maya'), number % 2 ? turned : turned.reverse());
      }),
    );
    expect(await linesByAuthor()).toEqual(new Map([['Maya', 60]]));
  });

  if (engine.name === 'PostgreSQL') {
    it('would lose updates of transactions that name nothing', async () => {
      expect(await countTogether([])).toBeLessThan(100);
    });
  }
});
