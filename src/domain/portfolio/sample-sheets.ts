import { actionStatus, overallDecision, type SampleCheck } from '../sampling/sample-decision.js';
import type { RecordKind } from '../sampling/sampling-facts.js';
import type { SampleDecision, SignOff } from '../sign-off/sign-off.js';
import { releaseOf } from '../sign-off/unit-state.js';
import type { Fact, Mark, PortfolioManifest } from './manifest.js';
import type { PortfolioAction, UnitFacts, PortfolioSample } from './portfolio-facts.js';
import { DECISION_WORDS } from './signature-blocks.js';
import { formatDate, formatInstant } from './wording.js';

/** One sample as section 13 prints it. */
export interface SampleSheet {
  /** "Summative sample, 2 Jun 2026". */
  readonly title: string;
  readonly decision: Mark;
  readonly facts: readonly Fact[];
  readonly checks: readonly Fact[];
  readonly decisions: readonly {
    readonly criterion: string;
    readonly assessor: string;
    readonly decision: Mark;
    readonly note: string;
  }[];
  readonly feedback: string;
  readonly actions: readonly {
    readonly what: string;
    readonly severity: string;
    readonly due: string;
    readonly owner: string;
    readonly status: Mark;
    readonly response: string;
    readonly closure: string;
  }[];
}

const MOODS: Readonly<Record<SampleDecision, Mark['mood']>> = {
  agreed: 'good',
  agreed_with_development: 'good',
  action_required: 'open',
  not_agreed: 'bad',
};

const CHECK_WORDS: Readonly<Record<SampleCheck, string>> = {
  varcs: 'Valid, authentic, reliable, current, sufficient',
  signaturesAndDates: 'Signatures and dates',
  sufficiency: 'Sufficiency',
  depth: 'Depth of knowledge',
  feedbackQuality: 'Quality of feedback',
  fairness: 'Fairness and reasonable adjustments',
  locatorTrail: 'Locators lead to the proof',
};

const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  tracking: 'tracking',
  feedback: 'feedback',
  declarations: 'declarations',
  countersignatures: 'countersignatures',
};

const NOTHING = '–';

/**
 * Section 13: what IQAs sampled of the unit, their decisions, and the actions with their closure. Drafts are for the
 * learner, who does not read the IQAs' papers before the release, so they carry none. Where nothing was sampled, it says
 * on what the unit was released.
 */
export function sampleSheets({
  kind,
  samples,
  signOffs,
}: UnitFacts): Pick<PortfolioManifest, 'samples' | 'notSampled'> {
  if (kind === 'draft') return {};
  if (samples.length === 0) {
    const signed = releaseOf(signOffs) && signOffs.find(({ stage, voidedAt }) => stage === 'iqa' && voidedAt === null);
    return signed ? { notSampled: withoutSample(signed) } : {};
  }
  return { samples: [...samples].sort((a, b) => (a.signedAt < b.signedAt ? -1 : 1)).map(toSheet) };
}

function withoutSample({ route, personName, signedAt, note }: SignOff): string {
  const when = `${personName}, ${formatInstant(signedAt)}`;
  const reference = note === null ? '' : `: ${note}`;
  return route === 'not_selected'
    ? `Not selected; released under the sampling strategy by ${when}${reference}`
    : `Sampled by ${when}; their signature is the record of it, and no other was made${reference}`;
}

function toSheet(sample: PortfolioSample): SampleSheet {
  const { stage, signedAt, decisions, checks, recordsSeen, learnerInterview, witnessContacted } = sample;
  const told = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }]);
  return {
    title: `${stage === 'interim' ? 'Interim' : 'Summative'} sample, ${formatDate(signedAt)}`,
    decision: markOf(overallDecision(decisions)),
    facts: [
      { label: 'Internal quality assurer', value: sample.iqaName },
      { label: 'Why it was selected', value: sample.selectionReason },
      { label: 'Seen as of', value: formatInstant(sample.frozenAt) },
      { label: 'Signed', value: formatInstant(signedAt) },
      { label: 'Evidence seen', value: sample.evidenceRefs.join(', ') || NOTHING },
      { label: 'Records seen', value: recordsSeen.map((record) => RECORD_WORDS[record]).join(', ') || NOTHING },
      ...told('Learner interview', learnerInterview),
      ...told('Witness contacted', witnessContacted),
      { label: 'Snapshot SHA-256', value: sample.snapshotSha256 },
    ],
    checks: (Object.keys(CHECK_WORDS) as SampleCheck[]).map((check) => ({
      label: CHECK_WORDS[check],
      value: { yes: 'Yes', no: 'No', not_applicable: 'Not applicable' }[checks[check]],
    })),
    decisions: decisions.map(({ criterion, decision, note, assessorName }) => ({
      criterion,
      assessor: assessorName ?? 'not judged yet',
      decision: markOf(decision),
      note: note ?? NOTHING,
    })),
    feedback: sample.feedback,
    actions: sample.actions.map(toLine),
  };
}

function markOf(decision: SampleDecision): Mark {
  return { label: DECISION_WORDS[decision], mood: MOODS[decision] };
}

const STATUS_MARKS: Readonly<Record<ReturnType<typeof actionStatus>, Mark>> = {
  open: { label: 'Open', mood: 'open' },
  answered: { label: 'Answered', mood: 'open' },
  closed: { label: 'Closed', mood: 'good' },
};

function toLine(action: PortfolioAction): SampleSheet['actions'][number] {
  const { against, subject, text, response, respondedAt, closureNote, closedAt, closedByName } = action;
  const about = subject === null ? against : against === 'criterion' ? `AC${subject}` : subject;
  return {
    what: `${about}: ${text}`,
    severity: action.severity === 'essential' ? 'Essential' : 'Recommended',
    due: formatDate(action.dueDate),
    owner: action.ownerName,
    status: STATUS_MARKS[actionStatus(action)],
    response: response === null || respondedAt === null ? NOTHING : `${formatDate(respondedAt)}: ${response}`,
    closure:
      closureNote === null || closedAt === null
        ? NOTHING
        : `${formatDate(closedAt)}, ${closedByName ?? ''}: ${closureNote}`,
  };
}
