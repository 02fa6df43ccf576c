/** domain.md §6.2: what the seeds say goes wrong with complaints. */
export const COMPLAINT_RULES = [
  'CX1',
  'CX2',
  'CX3',
  'CX4',
  'CX5',
  'CX6',
  'CX7',
  'CX8',
  'CX9',
  'CX10',
  'CX11',
  'CX12',
  'CX13',
  'CX14',
] as const;
export type ComplaintRule = (typeof COMPLAINT_RULES)[number];

/** How far a rule can be computed. What it asks of meaning, tone or truth stays with people (P2). */
export interface RuleReach {
  /** The words of the seed. */
  readonly sentence: string;
  /** What the record shows by itself; `null` when nothing of the rule can be computed. */
  readonly computed: string | null;
  /** What an assessor must still judge; `null` when nothing is left. */
  readonly leftToPeople: string | null;
}

export const RULE_REACH: Readonly<Record<ComplaintRule, RuleReach>> = {
  CX1: {
    sentence:
      "Confusing 'repeated complaints' with multiple complaints from the same customer, when the objective is to identify systemic issues that generate similar complaints from multiple customers.",
    computed: 'an issue of which all cases are one customer’s',
    leftToPeople: 'whether two cases under one theme are really alike',
  },
  CX2: {
    sentence:
      'Failing to differentiate between an escalated complaint that requires a different approach and a simple repeat of the initial complaint, leading to inadequate investigation.',
    computed:
      'a referred case without reason or notes, or settled without an investigation of its own; a later case of the same customer and issue that is recorded as initial',
    leftToPeople: 'whether the approach was a different one',
  },
  CX3: {
    sentence:
      'Providing resolutions without first fully diagnosing the underlying issue, often due to pressure to resolve quickly, which results in symptom treatment rather than root cause correction.',
    computed: 'a solution agreed before a root cause was recorded',
    leftToPeople: 'whether the diagnosis is full and right',
  },
  CX4: {
    sentence: 'Making recommendations for changes without supporting evidence from complaint data analysis.',
    computed: 'a recommendation that rests on no repeated issue with a stated root cause',
    leftToPeople: 'whether the change would cure the cause',
  },
  CX5: {
    sentence: 'Focusing solely on the immediate complaint without identifying underlying systemic issues.',
    computed: 'a repeated issue from which no case draws a lesson or a recommendation',
    leftToPeople: 'whether the lesson goes to the root',
  },
  CX6: {
    sentence: 'Failing to keep the customer updated on progress, leading to further escalation.',
    computed: 'the longest silence against the organisation’s own standard',
    leftToPeople: 'whether the updates said anything',
  },
  CX7: {
    sentence: 'ensuring the complaint is handled within agreed timescales',
    computed: 'acknowledgement and resolution against the organisation’s own targets',
    leftToPeople: null,
  },
  CX8: {
    sentence: "don't try to solve everything alone if it's beyond your authority",
    computed: 'a solution beyond the learner’s limit that nobody authorised; a handover without a note',
    leftToPeople: 'whether the handover came at the right time',
  },
  CX9: {
    sentence:
      'Many students assume resolving a problem means always giving the customer what they want, ignoring organisational policies and limitations.',
    computed: null,
    leftToPeople:
      'all of it: the record says what was agreed and which policies were applied, but only a reader can tell whether the customer was simply given what they asked for',
  },
  CX10: {
    sentence:
      "Learners often forget to capture accurate details of the complaint, leading to incomplete resolution or repeating the customer's story.",
    computed: 'details that a case under way does not state',
    leftToPeople: 'whether what is stated is accurate',
  },
  CX11: {
    sentence: 'failing to manage customer expectations when a problem cannot be solved immediately',
    computed:
      'a case that was not settled on the day it came, of which the customer was told nothing meanwhile; a handover that the customer was not told about',
    leftToPeople: 'whether what the customer was told was realistic',
  },
  CX12: {
    sentence: 'assessors look for records of both resolved and unresolved cases to prove you followed through',
    computed: 'a portfolio without resolved, or without unresolved, cases',
    leftToPeople: null,
  },
  CX13: {
    sentence:
      'Confusing complaint handling with resolution, often assuming that simply recording a complaint constitutes resolving it.',
    computed: 'a case called resolved without root cause, remedy and follow-up',
    leftToPeople: 'whether the remedy addresses the cause',
  },
  CX14: {
    sentence:
      'a timely public acknowledgment followed by a private message to protect customer confidentiality and de-escalate public tension',
    computed: 'a complaint on social media without a public message to the customer, or without a private one after it',
    leftToPeople: 'whether it was timely, and its tone: no seed says how soon is timely',
  },
};

/** Something worth a look. Warnings rest on a seed, and none of them decides anything (P1, P2). */
export interface CaseFinding {
  readonly rule: ComplaintRule;
  /** The case it is about, the latest one where it is about several; `null` for the portfolio as a whole. */
  readonly caseRef: string | null;
  readonly severity: 'warning' | 'info';
  readonly message: string;
}
