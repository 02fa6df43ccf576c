import { actionStatus } from '../sampling/sample-decision.js';
import { type Agreement, agreementOf } from '../standardisation/agreement.js';
import {
  type ExerciseOutcome,
  type ExerciseState,
  isRevealed,
  questionKey,
  questionsOf,
} from '../standardisation/exercise.js';
import type { ExerciseForPack } from './eqa-pack-facts.js';
import type { CentreRecord } from './eqa-pack-manifest.js';
import type { RecordPart } from './manifest.js';
import { formatDate, formatInstant, joinWords, OUTCOME_MARKS } from './wording.js';

const STATE_WORDS: Readonly<Record<ExerciseState, string>> = {
  prepared: 'Being prepared',
  open: 'Open: decisions are blind until everybody has decided',
  revealed: 'Revealed, not concluded yet',
  concluded: 'Concluded',
};

const outcomeWords = (outcome: ExerciseOutcome): string =>
  outcome === 'none' ? 'Says nothing about it' : OUTCOME_MARKS[outcome].label;

const NOTHING = '–';

/** Exercises of the visit's units: who decided what on anonymised evidence, and what was agreed. Nothing before the reveal. */
export function standardisationRecords(exercises: readonly ExerciseForPack[]): CentreRecord[] {
  return exercises.map((exercise) => ({
    title: `${exercise.title}, ${formatDate(exercise.heldOn)}`,
    parts: [aboutOf(exercise), ...(isRevealed(exercise.state) ? resultsOf(exercise) : []), ...actionsOf(exercise)],
  }));
}

function aboutOf(exercise: ExerciseForPack): RecordPart {
  const { unit, state, facilitatorName, criteria, pieces, participants, decisions, dissents, conclusion } = exercise;
  const { overall } = agreementOf(
    questionsOf(criteria, pieces),
    decisions.map(({ answers }) => answers),
  );
  return {
    kind: 'facts',
    label: 'About the exercise',
    facts: [
      { label: 'Unit', value: unit },
      { label: 'Standing', value: STATE_WORDS[state] },
      { label: 'Facilitator', value: facilitatorName },
      { label: 'Criteria', value: criteria.join(', ') },
      { label: 'Anonymised pieces of evidence', value: String(pieces) },
      { label: 'Deciders', value: String(participants) },
      ...(isRevealed(state) ? [{ label: 'Agreement', value: agreementWords(overall) }] : []),
      ...(dissents === 0 ? [] : [{ label: 'Dissents noted', value: String(dissents) }]),
      ...(conclusion === null
        ? []
        : [
            { label: 'Concluded', value: `${conclusion.signedByName}, ${formatInstant(conclusion.signedAt)}` },
            { label: 'Conclusion SHA-256', value: conclusion.sha256 },
          ]),
    ],
  };
}

function agreementWords({ raw, kappa, statistic, undefinedBecause }: Agreement): string {
  if (raw === null) return undefinedBecause ?? NOTHING;
  const share = `${Math.round(raw * 100)} % of pairs`;
  if (kappa === null) return `${share}. ${undefinedBecause ?? ''}`.trim();
  return `${share}; ${statistic === 'cohen' ? 'Cohen’s' : 'Fleiss’'} kappa ${kappa.toFixed(2)}`;
}

function resultsOf({ criteria, pieces, decisions, agreed }: ExerciseForPack): RecordPart[] {
  const agreedOn = new Map(agreed.map((answer) => [questionKey(answer), answer]));
  return [
    {
      kind: 'rows',
      label: 'Decisions before discussion, and what was agreed',
      headings: ['Piece', 'AC', 'Decided blind', 'Agreed', 'Reasoning'],
      rows: questionsOf(criteria, pieces).map((question) => {
        const answer = agreedOn.get(questionKey(question));
        return [
          String(question.evidence),
          question.criterion,
          decidedWords(decisions, questionKey(question)),
          answer === undefined ? NOTHING : outcomeWords(answer.outcome),
          answer?.reasoning ?? NOTHING,
        ];
      }),
    },
  ];
}

/** "Met: Ann Lee and Bo Ray. Referred: Cy Poe". */
function decidedWords(decisions: ExerciseForPack['decisions'], key: string): string {
  const names = new Map<string, string[]>();
  for (const { name, answers } of decisions) {
    const answer = answers.find((one) => questionKey(one) === key);
    if (answer === undefined) continue;
    const words = outcomeWords(answer.outcome);
    names.set(words, [...(names.get(words) ?? []), name]);
  }
  return [...names].map(([words, who]) => `${words}: ${joinWords(who)}`).join('. ') || NOTHING;
}

function actionsOf({ actions }: ExerciseForPack): RecordPart[] {
  if (actions.length === 0) return [];
  return [
    {
      kind: 'rows',
      label: 'Actions',
      headings: ['What', 'Owner', 'Due', 'Response', 'Standing'],
      rows: actions.map((action) => {
        const { text, ownerName, dueOn, response, closedAt } = action;
        const status = actionStatus(action);
        return [
          ...[text, ownerName, formatDate(dueOn), response ?? NOTHING],
          closedAt === null ? (status === 'answered' ? 'Answered' : 'Open') : `Closed ${formatDate(closedAt)}`,
        ];
      }),
    },
  ];
}
