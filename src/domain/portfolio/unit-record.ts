import { achievementOutcomes, judgementLog, judgementMark, wordingNote } from './judgement-log.js';
import type { Fact, PortfolioManifest } from './manifest.js';
import { assertMatricesReconcile, buildMatrixA, buildMatrixB } from './matrices.js';
import type { UnitFacts } from './portfolio-facts.js';
import { type PrintedEvidence, selectPrintedEvidence } from './printed-evidence.js';
import { sampleSheets } from './sample-sheets.js';
import { type ShownOfFile, shownFiles } from './shown-files.js';
import { signatureBlocks } from './signature-blocks.js';

/** What every document says of a unit: how it was achieved, on what, who decided, who looked at that, who signed. */
export type UnitRecord = Pick<
  PortfolioManifest,
  'achievement' | 'leftOut' | 'matrixA' | 'matrixB' | 'judgementLog' | 'samples' | 'notSampled' | 'signatures'
>;

/** The record of one unit with the evidence that it prints. Throws when matrices A and B differ (invariant 7). */
export function unitRecord(facts: UnitFacts): {
  record: UnitRecord;
  printed: readonly PrintedEvidence[];
  /** What is shown of files, by their ids; a pack shows none. */
  shown: ReadonlyMap<string, ShownOfFile>;
} {
  const { printed, leftOut } = selectPrintedEvidence(facts);
  const shown = facts.kind === 'eqa_pack' ? new Map<string, ShownOfFile>() : shownFiles(printed);
  const matrixA = buildMatrixA(facts, printed, (criterion) => judgementMark(facts.judgements, criterion), shown);
  const matrixB = buildMatrixB(facts, printed, shown);
  assertMatricesReconcile(matrixA, matrixB);
  const record = {
    achievement: {
      totals: totalsOf(facts, printed),
      wordingNote: wordingNote(facts.unit),
      outcomes: achievementOutcomes(facts),
    },
    leftOut,
    matrixA,
    matrixB,
    judgementLog: judgementLog(facts),
    ...sampleSheets(facts),
    signatures: signatureBlocks(facts),
  };
  return { record, printed, shown };
}

/** §7.4 step 7: met and evidenced stand side by side and are never blended. */
function totalsOf(facts: UnitFacts, printed: readonly PrintedEvidence[]): Fact[] {
  const { criteria, met, evidenced } = facts.coverage.totals;
  return [
    { label: 'Criteria met', value: `${met} of ${criteria}` },
    { label: 'Criteria evidenced', value: `${evidenced} of ${criteria}` },
    { label: facts.kind === 'eqa_pack' ? 'Evidence handed in' : 'Evidence printed', value: String(printed.length) },
  ];
}
