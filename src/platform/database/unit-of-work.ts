import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { type DataSources, isPostgres } from './data-sources.js';
import { toDomainError } from './database-errors.js';

/** How long a write waits for its turn on SQLite before the client is told to try again. */
const GATE_TIMEOUT_MS = 15_000;
const INSERT_CHUNK = 500;

interface Transaction {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
  isOpen: boolean;
}

type OpeningHook = () => Promise<void>;

/**
 * The one owner of all writes.
 *
 * TypeORM's SQLite driver has one connection: a write made beside an open transaction is acknowledged and then undone
 * by that transaction's rollback. So every write goes through `run`, which on SQLite admits one transaction at a time,
 * first come first served, and reads go to a second connection that cannot write. Stores take their manager from here
 * and are refused outside `run`. On PostgreSQL transactions run side by side; work that must not interleave names what
 * it serialises on.
 */
export class UnitOfWork {
  private readonly transactions = new AsyncLocalStorage<Transaction>();
  private readonly openings = new AsyncLocalStorage<{ hook: OpeningHook | null }>();
  private lastInLine: Promise<void> = Promise.resolve();

  constructor(private readonly dataSources: DataSources) {}

  /**
   * Runs `work` in one transaction: all of its writes are kept, or none. Inside another `run` it joins that one.
   *
   * @param serialiseOn names of things two transactions must not change at the same time, such as `portfolio:<learner>`.
   *   Only the outermost `run` takes them; they are sorted, so that no two transactions wait for each other.
   */
  async run<Result>(work: () => Promise<Result>, serialiseOn: readonly string[] = []): Promise<Result> {
    if (this.transactions.getStore()?.isOpen) return work();

    const leave = this.onPostgres ? () => undefined : await this.waitForTurn();
    const afterCommit: (() => void)[] = [];
    let result: Result;
    try {
      result = await this.dataSources.writer.transaction(async (manager) => {
        const transaction: Transaction = { manager, afterCommit, isOpen: true };
        try {
          if (this.onPostgres) await this.lock(manager, serialiseOn);
          return await this.transactions.run(transaction, async () => {
            await this.runOpeningHook();
            return work();
          });
        } finally {
          transaction.isOpen = false;
        }
      });
    } catch (error) {
      throw toDomainError(error);
    } finally {
      leave();
    }
    for (const hook of afterCommit) hook();
    return result;
  }

  /** The manager that may write. Throws outside `run`: a write there could be lost by somebody else's rollback. */
  get manager(): EntityManager {
    const transaction = this.transactions.getStore();
    if (!transaction?.isOpen) throw new Error('writes happen only inside UnitOfWork.run');
    return transaction.manager;
  }

  /** Adds whole rows; the driver fails on more than about 1,000 at once after writing them, so they go in chunks. */
  async insert<Row extends object>(record: new () => Row, rows: Row | readonly Row[]): Promise<void> {
    const all: readonly Row[] = Array.isArray(rows) ? rows : [rows as Row];
    for (let start = 0; start < all.length; start += INSERT_CHUNK) {
      // SQLite's driver blocks while it writes: between chunks other requests get their turn.
      if (start > 0) await setImmediate();
      await this.manager.insert(record, all.slice(start, start + INSERT_CHUNK));
    }
  }

  /** Changes the rows that match and says how many there were. */
  async update<Row extends object>(
    record: new () => Row,
    where: FindOptionsWhere<Row>,
    change: Partial<Row>,
  ): Promise<number> {
    // TypeORM's partial types know no JSON columns; `Partial<Row>` is stricter than they are.
    const { affected } = await this.manager.update(record, where, change as never);
    return affected ?? 0;
  }

  async delete<Row extends object>(record: new () => Row, where: FindOptionsWhere<Row>): Promise<number> {
    const { affected } = await this.manager.delete(record, where);
    return affected ?? 0;
  }

  /** For reading: inside `run` the transaction itself (it sees its own writes), elsewhere the connection that cannot write. */
  get reader(): EntityManager {
    const transaction = this.transactions.getStore();
    return transaction?.isOpen ? transaction.manager : this.dataSources.reader.manager;
  }

  /** Takes the write lock and changes nothing: proof that writes are possible. */
  async probe(): Promise<void> {
    await this.manager.query(
      this.onPostgres ? 'CREATE TEMPORARY TABLE probe (ok integer) ON COMMIT DROP' : 'PRAGMA user_version = 0',
    );
  }

  get onPostgres(): boolean {
    return isPostgres(this.dataSources.writer);
  }

  /** Calls `hook` once the current transaction is durable; never if it rolls back. */
  afterCommit(hook: () => void): void {
    const transaction = this.transactions.getStore();
    if (!transaction?.isOpen) throw new Error('afterCommit belongs inside UnitOfWork.run');
    transaction.afterCommit.push(hook);
  }

  /** Makes the first transaction that opens within `inner` start with `hook`: its writes share that transaction's fate. */
  withOpening<Result>(hook: OpeningHook, inner: () => Promise<Result>): Promise<Result> {
    return this.openings.run({ hook }, inner);
  }

  /**
   * `run` for a write that is not what the request is about and stays even if the request is refused, such as the note
   * of a wrong password: the request's opening waits for the transaction that it belongs to.
   */
  runAside<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.openings.run({ hook: null }, () => this.run(work));
  }

  private async runOpeningHook(): Promise<void> {
    const opening = this.openings.getStore();
    const hook = opening?.hook;
    if (!opening || !hook) return;
    opening.hook = null;
    await hook();
  }

  private async lock(manager: EntityManager, names: readonly string[]): Promise<void> {
    for (const name of [...new Set(names)].sort()) {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    }
  }

  private async waitForTurn(): Promise<() => void> {
    let leave: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (leave = resolve));
    const before = this.lastInLine;
    this.lastInLine = before.then(() => mine);

    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), GATE_TIMEOUT_MS);
    });
    const outcome = await Promise.race([before, patience]);
    clearTimeout(timer);
    if (outcome === 'late') {
      leave();
      throw new DomainError('UNAVAILABLE', 'The database is busy. Nothing was changed; please try again in a moment.');
    }
    return leave;
  }
}
