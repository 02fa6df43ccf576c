import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { caseNumber } from '../../domain/complaint/case-labels.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { FileStore, type ReceivedFile } from '../../platform/files/file-store.js';
import { decideMediaType } from '../../platform/files/media-type.js';
import { readCsv } from '../../platform/tables/csv-table.js';
import { readWorkbook } from '../../platform/tables/workbook-table.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { CaseDesk } from './case-desk.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsReader } from './complaints.reader.js';
import { ComplaintsStore } from './complaints.store.js';
import { freeNumbers, openCase } from './open-case.js';
import { type ComplaintLog, type LogEntry, type LogProblem, readLog, toProblems } from './read-log.js';

const MAX_LOG_BYTES = 5 * 1024 ** 2;
/** Problems that a refusal names; a dry run names all. */
const MAX_ERRORS = 500;

/** Cases that a log would make, or has made, with the row of each. */
export interface ImportPlan {
  readonly log: ComplaintLog;
  /** Hash of the file. */
  readonly sha256: string;
  readonly cases: readonly { readonly row: number; readonly record: ComplaintCaseRecord }[];
  readonly problems: readonly LogProblem[];
}

/**
 * Makes cases of a complaint log: all of its rows, or none. A dry run reads it in the same way, says what would be made
 * and everything that stands in the way, and writes nothing. The file itself is not kept; its hash is.
 */
@Injectable()
export class ImportCases {
  constructor(
    private readonly desk: CaseDesk,
    private readonly reader: ComplaintsReader,
    private readonly store: ComplaintsStore,
    private readonly files: FileStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError IMPORT_REFUSED; what `FileStore.receive` and `decideMediaType` throw */
  async run(
    actor: Actor,
    input: { learnerId: string | undefined; isDryRun: boolean },
    upload: { name: string; content: Readable },
  ): Promise<ImportPlan> {
    // Before the first byte is stored: a stranger's upload must not fill the disk.
    const ownerId = await this.desk.writableLearner(actor, input.learnerId);
    const received = await this.files.receive(upload.content, { maxBytes: MAX_LOG_BYTES });
    try {
      const log = await readLog(await tableOf(upload.name, received));
      const { sha256 } = received;
      if (input.isDryRun) return await this.plan(actor, ownerId, log, sha256);
      return await this.desk.changePortfolio(actor, input.learnerId, async (learnerId) => {
        // Planned inside the transaction: whoever else adds a case takes a number.
        const plan = await this.plan(actor, learnerId, log, sha256);
        assertNoProblems(plan);
        const records = plan.cases.map(({ record }) => record);
        await this.store.add(records);
        const caseRefs = records.map(({ caseRef }) => caseRef);
        await this.trail.record(actor, 'cases.imported', { sha256, caseRefs }, { learnerId });
        return plan;
      });
    } finally {
      await received.discard();
    }
  }

  private async plan(actor: Actor, learnerId: string, log: ComplaintLog, importSha256: string): Promise<ImportPlan> {
    const used = await this.reader.usedNumbers(learnerId);
    const { numbers, problems } = giveNumbers(log.entries, used.taken, used.spokenOf);
    const now = this.clock.now();
    const cases = log.entries.flatMap(({ row, content }) => {
      const number = numbers.get(row);
      if (number === undefined) return [];
      try {
        return [{ row, record: openCase(actor, { learnerId, number, content, importSha256, now }) }];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        problems.push(...toProblems(row, error.errors));
        return [];
      }
    });
    const all = [...log.problems, ...problems].sort((a, b) => a.row - b.row);
    return { log, sha256: importSha256, cases, problems: all };
  }
}

async function tableOf(name: string, received: ReceivedFile) {
  const { mediaType, kind } = await decideMediaType(name, received);
  if (kind !== 'spreadsheet') {
    throw new DomainError('FILE_TYPE_REFUSED', 'A complaint log is imported from a .csv or an .xlsx file.');
  }
  return mediaType === 'text/csv' ? readCsv(received.path) : readWorkbook(received.path);
}

/** The number of each row's case: the one that the log gives it, and for the rest the first that are free. */
function giveNumbers(entries: readonly LogEntry[], taken: ReadonlySet<number>, spokenOf: ReadonlySet<number>) {
  const numbers = new Map<number, number>();
  const given = new Set(taken);
  const problems: LogProblem[] = [];
  for (const { row, caseRef } of entries) {
    const number = caseRef === undefined ? null : caseNumber(caseRef);
    if (number === null) continue;
    if (given.has(number)) {
      const message = taken.has(number) ? 'is the label of a case that exists already' : 'stands in the log twice';
      problems.push({ row, column: 'Case', message });
    } else {
      given.add(number);
      numbers.set(row, number);
    }
  }
  const free = freeNumbers({ taken: given, spokenOf });
  for (const { row, caseRef } of entries) {
    if (caseRef === undefined) numbers.set(row, free.next().value);
  }
  return { numbers, problems };
}

function assertNoProblems({ problems, log }: ImportPlan): void {
  if (log.rows === 0) throw new DomainError('IMPORT_REFUSED', 'The log has no rows below its headings.');
  if (problems.length === 0) return;
  const count = problems.length === 1 ? 'One problem stands' : `${problems.length} problems stand`;
  throw new DomainError(
    'IMPORT_REFUSED',
    `${count} in the way, so nothing was imported. Send the log with dryRun=true to see all of them.`,
    problems.slice(0, MAX_ERRORS).map(({ row, column, message }) => ({
      path: column === null ? `row ${row}` : `row ${row}, ${column}`,
      message,
    })),
  );
}
