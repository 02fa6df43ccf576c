import type { AppealStepEvent } from './appeal.js';
import { isOverdue } from './ladder.js';

/** What does not keep to the centre's procedure. It is said and stands in nobody's way (P1). */
export const APPEAL_WARNINGS = [
  'LODGED_LATE',
  'ESCALATED_LATE',
  'DECIDED_LATE',
  'STEP_OVERDUE',
  'PANEL_SMALL',
] as const;

export interface AppealWarning {
  readonly code: (typeof APPEAL_WARNINGS)[number];
  readonly message: string;
}

/** The warnings that an appeal has earned so far. */
export function appealWarnings(facts: {
  readonly dueOn: string | null;
  readonly today: string;
  readonly steps: readonly { readonly event: AppealStepEvent; readonly isLate: boolean }[];
  readonly panelSize: number;
  /** What the policy asks for. */
  readonly panelMembers: number;
}): AppealWarning[] {
  const { dueOn, today, steps, panelSize, panelMembers } = facts;
  const wasLate = (...events: AppealStepEvent[]) => steps.some(({ event, isLate }) => isLate && events.includes(event));
  const rules: readonly (readonly [boolean, AppealWarning['code'], string])[] = [
    [wasLate('lodged'), 'LODGED_LATE', 'It was lodged later than the procedure asks.'],
    [wasLate('escalated'), 'ESCALATED_LATE', 'It was taken further later than the procedure asks.'],
    [
      wasLate('acknowledged', 'decided'),
      'DECIDED_LATE',
      'The centre kept the learner waiting longer than it promises.',
    ],
    [isOverdue(dueOn, today), 'STEP_OVERDUE', `The next step was due on ${dueOn ?? ''}.`],
    [
      panelSize > 0 && panelSize < panelMembers,
      'PANEL_SMALL',
      `The panel has ${panelSize} members; the procedure asks for ${panelMembers}.`,
    ],
  ];
  return rules.filter(([applies]) => applies).map(([, code, message]) => ({ code, message }));
}
