/** How the text of a cell becomes a value. */
export type ColumnKind = 'text' | 'code' | 'moment' | 'yes_no' | 'pounds' | 'days' | 'list';

export interface LogColumn {
  /** As the log's first row names it; upper and lower case, spaces and punctuation do not matter. */
  readonly header: string;
  /** The field of a case, such as `rootCause.text`. */
  readonly path: string;
  readonly kind: ColumnKind;
  readonly isRequired?: true;
}

const column = (header: string, path: string, kind: ColumnKind = 'text'): LogColumn => ({ header, path, kind });
const required = (header: string, path: string, kind: ColumnKind = 'text'): LogColumn => ({
  ...column(header, path, kind),
  isRequired: true,
});

/** The columns that a complaint log may have. Lists of parts (options, steps, messages) are added in the product. */
export const LOG_COLUMNS: readonly LogColumn[] = [
  required('Customer', 'customerLabel'),
  required('Customer type', 'customerType', 'code'),
  required('Received', 'receivedAt', 'moment'),
  required('Channel', 'channel', 'code'),
  required('Complaint', 'nature'),
  required('Special category data', 'specialCategoryData', 'code'),
  column('Case', 'caseRef'),
  column('Category', 'category'),
  column('Issue', 'issueKey'),
  column('Received by', 'receivedBy'),
  column('Verifiable at', 'verifiableAt'),
  column('Stage', 'stage', 'code'),
  column('Referred from', 'referral.from'),
  column('Referred on', 'referral.at', 'moment'),
  column('Referral reason', 'referral.reason'),
  column('Referral notes', 'referral.notes'),
  column('Acknowledged', 'acknowledgedAt', 'moment'),
  column('Owned by learner', 'ownerIsLearner', 'yes_no'),
  column('Owned from', 'ownedFrom', 'moment'),
  column('Owned to', 'ownedTo', 'moment'),
  column('Ownership notes', 'ownershipNotes'),
  column('Cause', 'cause'),
  column('Root cause', 'rootCause.text'),
  column('Root cause established by', 'rootCause.establishedBy'),
  column('Root cause recorded', 'rootCause.recordedAt', 'moment'),
  column('Implications for customer', 'customerImplications'),
  column('Implications for organisation', 'organisationImplications'),
  column('Solution', 'solution.agreed'),
  column('How agreed', 'solution.howAgreed'),
  column('Solution agreed', 'solution.agreedAt', 'moment'),
  column('Kind of remedy', 'solution.remedy', 'code'),
  column('Value in pounds', 'solution.valuePence', 'pounds'),
  column('Authority limit in pounds', 'authorityLimit.maxPence', 'pounds'),
  column('Within authority', 'withinAuthority', 'yes_no'),
  column('Authorised by', 'authorisedBy'),
  column('Escalated to', 'escalation.to'),
  column('Escalated on', 'escalation.at', 'moment'),
  column('Escalation reason', 'escalation.reason'),
  column('Handover note', 'escalation.handoverNote'),
  column('Customer told', 'escalation.customerTold'),
  column('Policies applied', 'policiesApplied', 'list'),
  column('Laws applied', 'lawApplied', 'list'),
  column('Ethical points', 'ethicalPoints'),
  column('Acknowledge by', 'targets.acknowledgeBy', 'moment'),
  column('Resolve by', 'targets.resolveBy', 'moment'),
  column('Update every days', 'targets.updateEveryDays', 'days'),
  column('Outcome', 'outcome.result', 'code'),
  column('Outcome date', 'outcome.at', 'moment'),
  column('Remedy', 'outcome.remedy'),
  column('Follow-up', 'outcome.followUp'),
  column('Customer feedback', 'outcome.customerFeedback'),
  column('Recorded', 'recordedAt', 'moment'),
  column('Recorded in', 'recordedIn'),
  column('Lessons learned', 'lessonsLearned'),
];

const plain = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const BY_HEADER: ReadonlyMap<string, LogColumn> = new Map(LOG_COLUMNS.map((one) => [plain(one.header), one]));

export function columnNamed(header: string): LogColumn | undefined {
  return BY_HEADER.get(plain(header));
}

/** The column whose cell a fault is about: of the field itself, or the first of the part that the field belongs to. */
export function columnOfField(path: string): LogColumn | undefined {
  const field = path.replace(/\[\d+\]$/, '');
  return LOG_COLUMNS.find((one) => one.path === field) ?? LOG_COLUMNS.find((one) => one.path.startsWith(`${field}.`));
}

const headers = (isWanted: (one: LogColumn) => boolean): string =>
  LOG_COLUMNS.filter(isWanted)
    .map(({ header }) => header)
    .join(', ');

/** What a log must look like, for whoever sent one that does not. */
export const LOG_TEMPLATE =
  `The first row must name the columns. Needed: ${headers(({ isRequired }) => isRequired === true)}. ` +
  `Also read: ${headers(({ isRequired }) => isRequired !== true)}.`;
