import type { CriterionRow, MatrixEvidence, PortfolioManifest } from './manifest.js';
import { WHOLE_ITEM } from './matrices.js';

/** One table of a spreadsheet: its first row names the columns. */
export interface TrackingSheet {
  readonly key: SheetKey;
  /** Short enough for the tab of a workbook (31 characters). */
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** The evidence location sheet (§5.2 row 7), the matrix as a grid, and the matrix as one line for each claim (row 8). */
export const SHEET_KEYS = ['evidence-index', 'matrix', 'claims'] as const;
export type SheetKey = (typeof SHEET_KEYS)[number];

/** The tables that a portfolio prints, in its own words, for people who work on them in a spreadsheet. */
export function trackingSheets(manifest: PortfolioManifest): TrackingSheet[] {
  return [evidenceIndex(manifest), matrix(manifest), claims(manifest)];
}

/** What the workbook is and whose; said on a sheet of its own, because a spreadsheet travels without its file name. */
export function aboutTheSheets(manifest: PortfolioManifest): (readonly string[])[] {
  const { cover, reference, exportedAt } = manifest;
  return [
    ['Portfolio', reference],
    ['Learner', cover.learner],
    ['Centre', cover.centre],
    ['Qualification', cover.qualification],
    ['Unit', cover.unitTitle],
    ['Made at', exportedAt],
    ['Standing', 'A working list. It proves nothing; the signed-off portfolio does.'],
  ];
}

function evidenceIndex({ evidenceIndex: entries }: PortfolioManifest): TrackingSheet {
  return {
    key: 'evidence-index',
    title: 'Evidence index',
    rows: [
      ['Ref', 'Title', 'Method', 'Code', 'Date of activity', 'Author', 'Location', 'Version', 'Status'],
      ...entries.map((entry) => [
        ...[entry.ref, entry.title, entry.method, entry.methodCode, entry.activity],
        ...[entry.author, entry.location, entry.version, entry.status.label],
      ]),
    ],
  };
}

/** Criteria down, evidence across, in each crossing where to look and what the claim carries. */
function matrix({ matrixA, matrixB }: PortfolioManifest): TrackingSheet {
  const refs = matrixB.map(({ ref }) => ref);
  const crossing = (row: CriterionRow, ref: string): string =>
    row.evidence
      .filter((cell) => cell.ref === ref)
      .map(({ locator, weight }) => (locator === WHOLE_ITEM ? weight.label : `${locator}: ${weight.label}`))
      .join('\n');
  return {
    key: 'matrix',
    title: 'Tracking matrix',
    rows: [
      ['AC', 'Criterion', 'Judgement', ...refs],
      ...matrixA.map((row) => [
        ...[row.code, row.statement, row.judgement.label],
        ...refs.map((ref) => crossing(row, ref)),
      ]),
    ],
  };
}

/** A criterion that nothing is claimed for has a line as well: what is missing must not be what is left out. */
function claims({ matrixA, matrixB }: PortfolioManifest): TrackingSheet {
  const titles = new Map(matrixB.map(({ ref, title }) => [ref, title]));
  const line = (row: CriterionRow, cell: MatrixEvidence | null): string[] => [
    ...[row.code, row.statement, row.judgement.label],
    ...(cell === null
      ? ['', '', '', '', '', 'No evidence is claimed', '']
      : [
          ...[cell.ref, titles.get(cell.ref) ?? '', cell.methodCode, cell.locator, cell.facets],
          ...[cell.weight.label, cell.weight.reason ?? ''],
        ]),
  ];
  return {
    key: 'claims',
    title: 'Claims',
    rows: [
      ['AC', 'Criterion', 'Judgement', 'Ref', 'Title', 'Method', 'Locator', 'Facets', 'Weight', 'Reason'],
      ...matrixA.flatMap((row) =>
        row.evidence.length === 0 ? [line(row, null)] : row.evidence.map((cell) => line(row, cell)),
      ),
    ],
  };
}
