import type { SampleJudgement } from './story-types.js';

function met(criterion: string, evidence: readonly string[], rationale: string): SampleJudgement {
  return { criterion, outcome: 'met', by: 'assessor', rationale, evidence };
}

/** The assessor's decision on each of the 17 criteria, in the order in which they were made. */
export const JUDGEMENTS: readonly SampleJudgement[] = [
  met(
    '1.1',
    ['assignment-monitoring'],
    "Maya assesses: she puts five techniques to the same four questions (whom does it reach, how soon, what does it cost, does it show a cause), weighs them with her showroom's own figures and concludes that the complaint log read together with the later web survey suits it best and that the cards collected on fitting day should go, because they reach customers before faults have shown. She says what her verdict depends on.",
  ),
  met(
    '1.2',
    ['professional-discussion', 'assignment-monitoring'],
    'Explains how she tells a single failure from one that should prompt a review: different customers with one cause, or any safety complaint. Missed visits after rebooking lead her to service delivery and the hinge batch to the service offer, each with figures and a reason.',
  ),
  met(
    '1.3',
    ['reflective-account', 'professional-discussion'],
    'Explains questioning for the interest behind the demand, offering two options she can really give and holding back concessions until the fault is dealt with. For each she says why it works, with Customer A and Customer D as examples, and describes where offering too early went wrong.',
  ),
  met(
    '1.4',
    ['reflective-account', 'professional-discussion'],
    'Explains staying calm, naming what the customer feels, slowing the conversation and giving one steady contact, and what each did to the calls with Customers A and F. The reasons are hers and agree with what I saw on C-001.',
  ),
  met(
    '1.5',
    ['oral-questioning', 'procedure-walkthrough'],
    "Explains Harbour Lane's own procedure, CP-07, closed book: the informal and formal stages, the time limits and the reason for each, and the review by somebody not complained of. Her notes on the procedure tie the steps to C-003, C-006 and C-007.",
  ),
  met(
    '1.6',
    ['oral-questioning'],
    'Explains four separate triggers, the limits of her authority and of her knowledge, lack of progress and losing control of the conversation, with the reason for each and the person it goes to. Applies them to C-006, escalated within the hour, and critically to C-003.',
  ),
  met(
    '1.7',
    ['professional-discussion'],
    'Explains the cost of admitting liability (claims, loss of insurance cover, further claimants, reputation) and the regulatory side (unsafe products and Trading Standards, regulated credit), and how an apology differs. All of it is argued from C-006, where she had to choose her words.',
  ),
  met(
    '1.8',
    ['professional-discussion', 'reflective-account'],
    'Explains advantages and limitations of both compensation and replacement, with reasons: money is quick and leaves the choice to the customer but mends nothing; a replacement removes the fault but is slow and may fail the same way while the cause is unknown. Examples from Customers A, D and F.',
  ),
  met(
    '2.1',
    ['observation-showroom', 'observation-telephone', 'emails-wrong-doors', 'emails-measuring-sheets'],
    'Four cases, three channels, internal and external. Each time Maya repeated the complaint back, established the cause from a record and not from a guess, and asked what followed from it. On C-003 this brought out a cost nobody knew of.',
  ),
  met(
    '2.2',
    ['professional-discussion', 'complaint-log', 'emails-measuring-sheets'],
    "Took on C-003 and C-005, which were not of her making, in her own name and saw them to the end; stayed the contact on C-006 after escalation. The log names her as owner throughout, and her line manager's testimony agrees.",
  ),
  met(
    '2.3',
    ['observation-showroom', 'observation-telephone', 'emails-wrong-doors', 'emails-missing-parts'],
    'Seen and heard face to face and by telephone, and read in two e-mail threads. She recognises the problem before explaining anything and puts the customer\'s point of view in words the customer accepts ("it is not just a scratch, it is Saturday").',
  ),
  met(
    '2.4',
    ['professional-discussion'],
    "Explains repair, replacement, part refund and apology from the customer's side, with what speaks for and against each, and why the same option was right for Customer A and wrong for Customer C.",
  ),
  met(
    '2.5',
    ['professional-discussion'],
    'Explains the same options for the organisation with their cost, what they save and what they hide, and gives a reasoned preference: one replacement is cheaper than three visits.',
  ),
  met(
    '2.6',
    ['observation-telephone', 'emails-wrong-doors', 'emails-missing-parts', 'record-missed-visits', 'complaint-log'],
    'Updates came when promised, also without news, and each named the next. I observed one; the threads and the case record show the rest. One update in seven cases was a day late, and Maya recorded it herself.',
  ),
  met(
    '2.7',
    ['observation-showroom', 'observation-telephone', 'emails-wrong-doors', 'emails-missing-parts', 'letter-deposit'],
    "Five solutions agreed and read back or confirmed in writing, each dealing with what had gone wrong, none above £75 goodwill or £250 in parts. Where something was above her limit (replacement worktop, plumber's bill) she said so and passed it on.",
  ),
  met(
    '2.8',
    ['record-missed-visits', 'complaint-log'],
    "Outcome, remedy, cause, customer's feedback and lesson recorded on the day of closing for seven cases. The next adviser can use them: the wrong number on C-003 was corrected where it came from.",
  ),
  met(
    '2.9',
    ['observation-showroom', 'letter-deposit', 'professional-discussion', 'witness-testimony'],
    'Policy: CP-07 followed in five cases checked by her line manager and seen by me on C-001. Law: made-to-measure exception and right to repair applied correctly, wording checked before sending. Ethics: no guess recorded against Customer A, Customer G told of money not asked for, personal data kept in the case.',
  ),
];
