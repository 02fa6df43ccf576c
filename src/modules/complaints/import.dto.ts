import { ApiProperty } from '@nestjs/swagger';
import { CASE_STATUSES, type CaseStatus } from '../../domain/complaint/complaint-case.js';
import type { ImportPlan } from './import-cases.js';

export class LogProblemView {
  /** As the spreadsheet counts: the headings are usually row 1. */
  row: number;
  /** Its heading; `null` when the whole row is meant. */
  column: string | null;
  message: string;
}

export class ImportedCaseView {
  row: number;
  /** `null` in a dry run: it was not made. */
  id: string | null;
  caseRef: string;
  customerLabel: string;
  /** Where it starts, by what the row says. */
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
}

export class ImportView {
  isDryRun: boolean;
  /** Hash of the file. */
  sha256: string;
  /** Rows with anything in them, without the headings. */
  rows: number;
  /** Everything that stands in the way; with any, the log cannot be imported. */
  problems: LogProblemView[];
  /** Headings that nothing is read from. */
  ignoredColumns: string[];
  /** What was made, or in a dry run would be, by row. */
  cases: ImportedCaseView[];
}

export function toImportView({ log, sha256, problems, cases }: ImportPlan, isDryRun: boolean): ImportView {
  return {
    isDryRun,
    sha256,
    rows: log.rows,
    problems: problems.map(({ row, column, message }) => ({ row, column, message })),
    ignoredColumns: [...log.ignoredColumns],
    cases: cases.map(({ row, record }) => {
      const { id, caseRef, customerLabel, status } = record;
      return { row, id: isDryRun ? null : id, caseRef, customerLabel, status };
    }),
  };
}
