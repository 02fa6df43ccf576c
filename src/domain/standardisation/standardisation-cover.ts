import { monthsBefore } from '../coverage/currency.js';

/** §4.3: at least every 12 months for the qualification or unit. Who grants direct claims looks at it (POL: it warns). */
export const STANDARDISATION_MONTHS = 12;

/** One concluded exercise that somebody took part in. */
export interface ExerciseAttended {
  readonly eventId: string;
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly heldOn: string;
  /** How many questions the person decided on; 0 when they came to the meeting without having decided. */
  readonly decided: number;
  /** On how many of them they had decided as was agreed in the end. */
  readonly asAgreed: number;
}

export interface PersonCover {
  readonly last: ExerciseAttended | null;
  /** The last day on which the last exercise still counts. */
  readonly dueBy: string | null;
  readonly isCurrent: boolean;
  readonly warning: string | null;
  /** Oldest first; only exercises the person decided in. */
  readonly agreement: readonly (ExerciseAttended & { readonly share: number })[];
}

/** @param today YYYY-MM-DD */
export function coverOf(exercises: readonly ExerciseAttended[], today: string): PersonCover {
  const inOrder = [...exercises].sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
  const last = inOrder.at(-1) ?? null;
  const dueBy = last && monthsBefore(last.heldOn, -STANDARDISATION_MONTHS);
  const isCurrent = dueBy !== null && today <= dueBy;
  return {
    last,
    dueBy,
    isCurrent,
    warning: isCurrent ? null : warningOf(last),
    agreement: inOrder
      .filter(({ decided }) => decided > 0)
      .map((exercise) => ({ ...exercise, share: exercise.asAgreed / exercise.decided })),
  };
}

function warningOf(last: ExerciseAttended | null): string {
  if (last === null) return 'Has taken part in no standardisation of this unit here yet.';
  return `Last took part in standardisation on ${last.heldOn}, more than ${STANDARDISATION_MONTHS} months ago.`;
}
