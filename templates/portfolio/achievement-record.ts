import type { AchievementCriterion, PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, criterionAnchor, keyValues, markCell, refLinks } from './phrases.js';

/** Section 5: every outcome and criterion word for word, with the decision in force. */
export function achievementRecord({
  achievement,
  evidenceIndex,
}: Pick<PortfolioManifest, 'achievement' | 'evidenceIndex'>): Block[] {
  const { totals, wordingNote, outcomes } = achievement;
  const printed = new Set(evidenceIndex.map((entry) => entry.ref));
  return [
    keyValues('Totals', totals),
    ...(wordingNote === null
      ? []
      : [{ kind: 'callout', tone: 'open', title: 'Wording', paragraphs: [[wordingNote]] } as const]),
    ...outcomes.flatMap((outcome): Block[] => [
      { kind: 'heading', level: 2, text: `Learning outcome ${outcome.code}: ${outcome.title}`, listed: true },
      {
        kind: 'table',
        caption: outcome.progress,
        columns: [
          { heading: 'AC', share: 6 },
          { heading: 'Criterion', share: 37 },
          { heading: 'Kind', share: 14 },
          { heading: 'Decision', share: 11 },
          { heading: 'Date and assessor', share: 18 },
          { heading: 'Evidence', share: 14 },
        ],
        rows: outcome.criteria.map((criterion) => [
          { content: [criterion.code], place: placeOf(criterion) },
          cell(criterion.statement),
          cell(criterion.kind),
          markCell(criterion.outcome),
          cell(criterion.decidedOn === '–' ? '–' : `${criterion.decidedOn}\n${criterion.assessor}`),
          { content: refLinks(criterion.refs, printed) },
        ]),
      },
    ]),
  ];
}

/** Bookmarks are read in a narrow column. */
const BOOKMARK_LETTERS = 90;

function placeOf({ code, statement }: AchievementCriterion): { anchor: string; bookmark: string } {
  const short = statement.length > BOOKMARK_LETTERS ? `${statement.slice(0, BOOKMARK_LETTERS).trimEnd()} …` : statement;
  return { anchor: criterionAnchor(code), bookmark: `${code}  ${short}` };
}
