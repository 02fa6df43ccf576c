import { setImmediate } from 'node:timers/promises';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { CaseContent } from '../../domain/complaint/complaint-case.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import { assertSafeJson } from '../../platform/http/safe-text.js';
import { toFieldErrors, VALIDATION_OPTIONS } from '../../platform/http/validation.js';
import { isEmptyRow, type TableCell, type TableRow } from '../../platform/tables/table-row.js';
import { newContent } from './case-content.js';
import { CreateComplaintCaseBody } from './complaint-case.dto.js';
import { columnNamed, columnOfField, LOG_COLUMNS, LOG_TEMPLATE, type LogColumn } from './log-columns.js';
import { readCell } from './read-cell.js';

export const MAX_LOG_ROWS = 5_000;
/** Read before others get their turn. */
const ROWS_A_TURN = 50;

/** What stands in the way of importing one row. */
export interface LogProblem {
  /** As the spreadsheet counts. */
  readonly row: number;
  /** Its heading; `null` when the whole row is meant. */
  readonly column: string | null;
  readonly message: string;
}

/** One row that a case can be made of. */
export interface LogEntry {
  readonly row: number;
  readonly caseRef: string | undefined;
  readonly content: CaseContent;
}

export interface ComplaintLog {
  readonly rows: number;
  readonly entries: readonly LogEntry[];
  readonly problems: readonly LogProblem[];
  /** Headings that no field is read from; what stands below them is left out. */
  readonly ignoredColumns: readonly string[];
}

interface Heading {
  readonly text: string;
  readonly column: LogColumn | undefined;
}

/**
 * Reads a complaint log. Each row is held to exactly what a case sent by itself is held to.
 * @throws DomainError IMPORT_REFUSED without the columns that are needed, or with too many rows
 */
export async function readLog(table: AsyncIterable<TableRow>): Promise<ComplaintLog> {
  let headings: readonly (Heading | null)[] | null = null;
  const entries: LogEntry[] = [];
  const problems: LogProblem[] = [];
  let rows = 0;
  for await (const row of table) {
    if (isEmptyRow(row)) continue;
    if (headings === null) {
      headings = readHeadings(row);
      continue;
    }
    rows += 1;
    if (rows > MAX_LOG_ROWS) {
      throw refused(`A log may have at most ${MAX_LOG_ROWS} rows; divide it and import the parts one by one.`);
    }
    if (rows % ROWS_A_TURN === 0) await setImmediate();
    const { entry, found } = await readRow(row, headings);
    problems.push(...found);
    if (entry !== null) entries.push(entry);
  }
  if (headings === null) throw refused(`The file is empty. ${LOG_TEMPLATE}`);
  const ignoredColumns = headings.flatMap((heading) => (heading && !heading.column ? heading.text : []));
  return { rows, entries, problems, ignoredColumns };
}

/** Problems with the fields of a case, each under the heading of its column. */
export function toProblems(row: number, errors: readonly FieldError[]): LogProblem[] {
  return errors.map(({ path, message }) => {
    const field = path.slice(path.lastIndexOf('.') + 1);
    // The validator begins with the name of the field, which the log knows by its heading.
    const words = message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
    return { row, column: columnOfField(path)?.header ?? null, message: words };
  });
}

function refused(sentence: string): DomainError {
  return new DomainError('IMPORT_REFUSED', sentence);
}

function readHeadings({ cells }: TableRow): (Heading | null)[] {
  const headings = cells.map((cell) =>
    cell?.kind === 'text' ? { text: cell.text, column: columnNamed(cell.text) } : null,
  );
  const known = headings.flatMap((heading) => heading?.column ?? []);
  const twice = known.find((column, index) => known.indexOf(column) !== index);
  if (twice) throw refused(`Two columns are called “${twice.header}”.`);
  const missing = LOG_COLUMNS.filter((column) => column.isRequired && !known.includes(column));
  if (missing.length > 0) {
    const names = missing.map(({ header }) => `“${header}”`).join(', ');
    throw refused(`The log has no column ${names}. ${LOG_TEMPLATE}`);
  }
  return headings;
}

async function readRow(
  { number: row, cells }: TableRow,
  headings: readonly (Heading | null)[],
): Promise<{ entry: LogEntry | null; found: LogProblem[] }> {
  const found: LogProblem[] = [];
  const said: Record<string, unknown> = {};
  cells.forEach((cell, index) => {
    if (cell === null) return;
    const heading = headings[index];
    if (!heading) {
      const message = 'has a cell without a heading; if a text contains the separator, put it in quotation marks';
      found.push({ row, column: null, message });
    } else if (heading.column) {
      found.push(...say(said, heading.column, cell, row));
    }
  });
  for (const { path, header, isRequired } of LOG_COLUMNS) {
    const isUnread = found.some(({ column }) => column === header);
    if (isRequired && !(path in said) && !isUnread) found.push({ row, column: header, message: 'is needed' });
  }
  const body = plainToInstance(CreateComplaintCaseBody, said);
  const faulty = new Set(found.map(({ column }) => column));
  const inFields = toProblems(row, await faultsOf(said, body)).filter(({ column }) => !faulty.has(column));
  found.push(...inFields);
  const entry = found.length === 0 ? { row, caseRef: body.caseRef, content: newContent(body) } : null;
  return { entry, found };
}

function say(said: Record<string, unknown>, column: LogColumn, cell: TableCell, row: number): LogProblem[] {
  const reading = readCell(cell, column.kind);
  if ('fault' in reading) return [{ row, column: column.header, message: reading.fault }];
  const [field = '', part] = column.path.split('.');
  said[field] = part === undefined ? reading.value : { ...(said[field] as object), [part]: reading.value };
  return [];
}

async function faultsOf(said: object, body: CreateComplaintCaseBody): Promise<readonly FieldError[]> {
  try {
    assertSafeJson(said);
  } catch (error) {
    if (error instanceof DomainError) return error.errors;
    throw error;
  }
  return toFieldErrors(await validate(body, VALIDATION_OPTIONS));
}
