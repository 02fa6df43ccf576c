import { DomainError, type FieldError } from '../kernel/domain-error.js';

/** Who had which part in the unit whose decision is appealed. The same person may be in several lists. */
export interface AppealParts {
  readonly learnerId: string;
  /** Who took the decision that is appealed, and who countersigned it. */
  readonly deciderIds: readonly string[];
  /** Named to assess or countersign here, or with any judgement or decision on evidence in the unit. */
  readonly assessorIds: readonly string[];
  readonly countersignerIds: readonly string[];
  /** Authors of evidence other than the learner, witnesses with an account included. */
  readonly authorIds: readonly string[];
  /** The IQAs of the registration, and whoever sampled it, signed for it or raised or closed an action on it. */
  readonly verifierIds: readonly string[];
  /** Who decided an earlier stage of this appeal. */
  readonly earlierIds: readonly string[];
  /** People with a declared interest in the learner (SOD6). */
  readonly conflictedPersonIds: readonly string[];
}

type Bar = readonly [people: readonly string[], message: string];

/** What keeps anybody from deciding on an appeal, at whatever stage (P6, SOD1, SOD6). */
const always = (parts: AppealParts): Bar[] => [
  [[parts.learnerId], 'SOD1: nobody decides on their own appeal.'],
  [parts.conflictedPersonIds, 'SOD6: a declared interest in this learner bars from deciding on their appeal.'],
];

/** What keeps from deciding after the first stage: a part in what is appealed. */
const noPart = (parts: AppealParts): Bar[] => [
  ...always(parts),
  [
    [...parts.deciderIds, ...parts.assessorIds],
    'SOD2: whoever took decisions in this unit does not decide on an appeal against one.',
  ],
  [
    parts.countersignerIds,
    'SOD2: whoever countersigns in this unit does not decide on an appeal against a decision of it.',
  ],
  [parts.authorIds, 'SOD2: whoever wrote evidence in this unit does not decide on an appeal in it.'],
  [parts.earlierIds, 'SOD2: nobody decides two stages of one appeal.'],
];

const bars = (personId: string, rules: readonly Bar[]): string[] =>
  rules.filter(([people]) => people.includes(personId)).map(([, message]) => message);

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const sentences = [...new Set(errors.map(({ message }) => message))].join(' ');
  throw new DomainError('SEGREGATION_OF_DUTIES', sentences, errors);
}

/** What bars a person from a panel: any part in the unit, its verification or the earlier stages, or an interest (§3.8). */
export function barsFromPanel(personId: string, parts: AppealParts): string[] {
  return bars(personId, [
    ...noPart(parts),
    [parts.verifierIds, 'SOD2: whoever verified this unit does not sit on the panel over an appeal in it.'],
  ]);
}

/**
 * Before a panel is appointed: nobody on it had any part in what is appealed, and whoever appoints is neither on it nor
 * a party (SOD8).
 * @throws DomainError SEGREGATION_OF_DUTIES
 */
export function checkPanel(facts: {
  readonly actorId: string;
  readonly memberIds: readonly string[];
  readonly parts: AppealParts;
}): void {
  const { actorId, memberIds, parts } = facts;
  checkMayAdminister(actorId, parts);
  refuse(
    memberIds.flatMap((memberId, index) => {
      const own = memberId === actorId ? ['SOD8: nobody appoints themselves to a panel; another manager does.'] : [];
      return [...own, ...barsFromPanel(memberId, parts)].map((message) => ({ path: `memberIds[${index}]`, message }));
    }),
  );
}

/** Before a member votes or speaks for the panel: they may have got a part or an interest since they were appointed. */
export function checkMember(actorId: string, parts: AppealParts): void {
  refuse(barsFromPanel(actorId, parts).map((message) => ({ path: 'actor', message })));
}

/** Stage 1: the assessor reconsiders their own decision; only an interest or being the learner bars. */
export function checkMayReconsider(actorId: string, parts: AppealParts): void {
  refuse(bars(actorId, always(parts)).map((message) => ({ path: 'actor', message })));
}

/**
 * Stage 2: the IQA of the registration, or a lead IQA, who made none of the unit's decisions. Having verified it is their
 * duty and no bar.
 */
export function checkMayReview(actorId: string, parts: AppealParts): void {
  refuse(bars(actorId, noPart(parts)).map((message) => ({ path: 'actor', message })));
}

/** Appointing, reporting and closing for a centre: administration is no decision, and still not for a party to it (SOD8). */
export function checkMayAdminister(actorId: string, { learnerId, deciderIds }: AppealParts): void {
  const rules: Bar[] = [
    [[learnerId], 'SOD8: nobody administers their own appeal.'],
    [deciderIds, 'SOD8: whoever took a decision does not administer the appeal against it.'],
  ];
  refuse(bars(actorId, rules).map((message) => ({ path: 'actor', message })));
}
