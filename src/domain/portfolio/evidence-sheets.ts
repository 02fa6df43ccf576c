import { METHOD_CARDS, type EvidenceMethod } from '../evidence/evidence-method.js';
import { formOf } from '../evidence/forms/method-forms.js';
import type { EvidenceClaim, EvidenceSignature } from '../evidence/evidence.js';
import { VARCS_LETTERS } from '../evidence/varcs.js';
import { findCriterion } from '../specification/find-criterion.js';
import type { UnitSpecification } from '../specification/unit.js';
import type { EvidenceSheet, EvidenceSheetClaim, Fact, IndexedEvidence, ManifestFile, Mark } from './manifest.js';
import { facetWords, locatedAt } from './matrices.js';
import { inPrintedOrder, PICTURE_TYPES, type ShownOfFile } from './shown-files.js';
import { fileTypeWords } from './file-types.js';
import type { PortfolioEvidence } from './portfolio-facts.js';
import type { PrintedEvidence } from './printed-evidence.js';
import { recordParts } from './record-parts.js';
import { witnessCheckWords } from './witness-lines.js';
import {
  AUTHOR_ROLE_WORDS,
  CHANNEL_WORDS,
  CLAIM_STATE_MARKS,
  CUSTOMER_WORDS,
  EVIDENCE_STATUS_MARKS,
  formatDate,
  formatInstant,
  formatPeriod,
  formatSize,
  joinWords,
  NOT_STATED,
  orNotStated,
  REDACTION_WORDS,
  RETURN_REASON_WORDS,
  RPL_WORDS,
  SETTING_WORDS,
  SIGNATURE_ORDER,
  VARCS_WORDS,
} from './wording.js';

/** The grouping of §5.2 row 11, in its order. */
const GROUPS: readonly { readonly title: string; readonly methods: readonly EvidenceMethod[] }[] = [
  { title: 'Observations', methods: ['direct_observation', 'simulation'] },
  { title: 'Professional discussions', methods: ['professional_discussion'] },
  { title: 'Questioning and assignments', methods: ['oral_questioning', 'written_questioning', 'assignment'] },
  { title: 'Work products', methods: ['work_product'] },
  { title: 'Complaint records', methods: ['complaint_record'] },
  { title: 'Reflective accounts', methods: ['reflective_account'] },
  { title: 'Testimonies', methods: ['witness_testimony', 'expert_witness_testimony'] },
  { title: 'Recognition of prior learning', methods: ['rpl_claim'] },
];

export const GROUP_TITLES: readonly string[] = GROUPS.map(({ title }) => title);

function heldStatus(evidence: PortfolioEvidence): Mark {
  return evidence.onHold
    ? { label: `${EVIDENCE_STATUS_MARKS[evidence.status].label}, on hold`, mood: 'bad' }
    : EVIDENCE_STATUS_MARKS[evidence.status];
}

type Shown = ReadonlyMap<string, ShownOfFile>;

function locationOf(evidence: PortfolioEvidence, shown: Shown): string {
  if (evidence.storage === 'in_situ') return `In situ: ${evidence.inSituStatement ?? NOT_STATED}`;
  const beside = evidence.files.filter(
    ({ id, mediaType }) => !PICTURE_TYPES.includes(mediaType) && !shown.get(id)?.pages,
  ).length;
  if (beside === 0) return 'This document';
  return `This document, ${beside} ${beside === 1 ? 'file' : 'files'}`;
}

export function indexEvidence(printed: readonly PrintedEvidence[], shown: Shown): IndexedEvidence[] {
  return printed.map(({ evidence }) => ({
    ref: evidence.ref,
    title: evidence.title,
    method: METHOD_CARDS[evidence.method].label,
    methodCode: METHOD_CARDS[evidence.method].code,
    activity: formatPeriod(evidence.activityFrom, evidence.activityTo),
    author: `${evidence.authorName} (${AUTHOR_ROLE_WORDS[evidence.authorRole].toLowerCase()})`,
    location: locationOf(evidence, shown),
    version: String(evidence.version),
    status: heldStatus(evidence),
  }));
}

function redactionWords({ redaction, redactionConfirmed }: PortfolioEvidence): string {
  if (redactionConfirmed === null) return REDACTION_WORDS[redaction];
  const { byName, at } = redactionConfirmed;
  return `${REDACTION_WORDS[redaction]}, confirmed by ${byName} on ${formatDate(at)}`;
}

function envelopeOf(evidence: PortfolioEvidence, shown: Shown): Fact[] {
  const optional: (Fact | null)[] = [
    evidence.channel && { label: 'Channel', value: CHANNEL_WORDS[evidence.channel] },
    evidence.customerType && { label: 'Customer', value: CUSTOMER_WORDS[evidence.customerType] },
    evidence.rplState && { label: 'Recognition of prior learning', value: RPL_WORDS[evidence.rplState] },
    evidence.aoReference === null
      ? null
      : { label: 'Reference of the awarding organisation', value: evidence.aoReference },
    evidence.authorRole === 'witness' || METHOD_CARDS[evidence.method].coSigner === 'witness'
      ? { label: 'Identity of witness', value: witnessCheckWords(evidence.witnessCheck) }
      : null,
  ];
  return [
    { label: 'Method', value: `${METHOD_CARDS[evidence.method].label} (${METHOD_CARDS[evidence.method].code})` },
    { label: 'Author', value: `${evidence.authorName}, ${AUTHOR_ROLE_WORDS[evidence.authorRole].toLowerCase()}` },
    { label: 'Date of activity', value: formatPeriod(evidence.activityFrom, evidence.activityTo) },
    {
      label: 'Setting',
      value: SETTING_WORDS[evidence.setting] + (evidence.workplaceContext ? ', own organisation' : ''),
    },
    {
      label: 'Complaint cases',
      value: evidence.caseRefs.length === 0 ? 'none' : [...evidence.caseRefs].sort().join(', '),
    },
    ...optional.filter((fact) => fact !== null),
    { label: 'Location', value: locationOf(evidence, shown) },
    { label: 'Redaction', value: redactionWords(evidence) },
    { label: 'Version', value: String(evidence.version) },
    {
      label: 'Submitted',
      value: evidence.submittedAt === null ? 'not yet' : formatInstant(evidence.submittedAt),
    },
  ];
}

function filesOf(evidence: PortfolioEvidence, shown: Shown): ManifestFile[] {
  const files = inPrintedOrder(evidence.files);
  return files.map((file, index) => ({
    id: file.id,
    name: file.name,
    type: fileTypeWords(file.mediaType),
    size: formatSize(file.sizeBytes),
    sha256: file.sha256,
    isPicture: PICTURE_TYPES.includes(file.mediaType),
    alt: `${evidence.ref}, ${evidence.title}: file ${index + 1} of ${files.length}, ${file.name}`,
    shown: shown.get(file.id)!,
  }));
}

function depthNote(claim: EvidenceClaim): string {
  if (claim.depthMet === null) return '';
  return claim.depthMet ? 'Reaches the depth of the verb.' : 'Does not reach the depth of the verb.';
}

function claimRows({ evidence, claims }: PrintedEvidence, unit: UnitSpecification, shown: Shown): EvidenceSheetClaim[] {
  return claims.flatMap((claim) => {
    const criterion = findCriterion(unit, claim.criterion);
    if (criterion === undefined) return [];
    return {
      criterion: criterion.code,
      statement: criterion.statement,
      facets: facetWords(criterion, claim.facets),
      ...locatedAt(evidence, claim, shown),
      decision: CLAIM_STATE_MARKS[claim.state],
      note: [claim.rationale, depthNote(claim)].filter((part) => part !== null && part !== '').join(' '),
    };
  });
}

function decisionOf(evidence: PortfolioEvidence): Fact[] {
  if (evidence.decidedAt === null) return [{ label: 'Decision', value: 'No decision yet' }];
  const facts = [heldStatus(evidence).label, orNotStated(evidence.decidedByName), formatInstant(evidence.decidedAt)];
  const decision: Fact[] = [{ label: 'Decision', value: facts.join(' · ') }];
  if (evidence.returnReasons.length > 0) {
    const reasons = [...evidence.returnReasons].sort().map((reason) => RETURN_REASON_WORDS[reason]);
    decision.push({ label: 'Reasons for return', value: joinWords(reasons) });
  }
  return decision;
}

/** The assessor's evaluation (U40-R6) and the comment on the decision are often one text; then it is said once. */
function feedbackOf(evidence: PortfolioEvidence): string | null {
  const said = [evidence.assessorComment, evidence.decisionComment].filter((text) => text !== null && text !== '');
  return said.length === 0 ? null : [...new Set(said)].join('\n');
}

/** Without the part that says where the original is held: `inSituStatement` says it in words. */
function recordOf({ record }: PortfolioEvidence): PortfolioEvidence['record'] {
  return Object.fromEntries(Object.entries(record).filter(([field]) => field !== 'inSitu'));
}

/** Whether a signature is the learner's declaration of authenticity (§3.4). */
export function isDeclaration(evidence: PortfolioEvidence, { role }: EvidenceSignature): boolean {
  return evidence.isDeclared && evidence.authorRole === 'learner' && role === 'learner';
}

/** A witness who did not sign here signed on paper: there the day is known, and no hour. */
function signedWhen({ role, givenThrough, signedAt }: EvidenceSignature): string {
  return role === 'witness' && givenThrough === undefined ? formatDate(signedAt) : formatInstant(signedAt);
}

function sheetOf(printed: PrintedEvidence, unit: UnitSpecification, shown: Shown): EvidenceSheet {
  const { evidence } = printed;
  return {
    ref: evidence.ref,
    title: evidence.title,
    method: METHOD_CARDS[evidence.method].label,
    status: heldStatus(evidence),
    envelope: envelopeOf(evidence, shown),
    contextStatement: evidence.contextStatement,
    inSitu: evidence.storage === 'in_situ' ? (evidence.inSituStatement ?? NOT_STATED) : null,
    record: recordParts(recordOf(evidence), formOf(evidence.method).fields),
    files: filesOf(evidence, shown),
    claims: claimRows(printed, unit, shown),
    varcs:
      evidence.varcs === null
        ? null
        : VARCS_LETTERS.map((letter) => ({
            letter: VARCS_WORDS[letter].label,
            answer: evidence.varcs?.[letter] ? { label: 'Yes', mood: 'good' } : { label: 'No', mood: 'bad' },
          })),
    decision: decisionOf(evidence),
    feedback: feedbackOf(evidence),
    signatures: [...evidence.signatures]
      .sort(
        (a, b) =>
          SIGNATURE_ORDER.indexOf(a.role) - SIGNATURE_ORDER.indexOf(b.role) || (a.signedAt < b.signedAt ? -1 : 1),
      )
      .map((signature) => ({
        role: AUTHOR_ROLE_WORDS[signature.role],
        name: signature.personName,
        statement: isDeclaration(evidence, signature) ? null : signature.statement,
        signedAt: signedWhen(signature),
      })),
    contentSha256: evidence.contentSha256,
  };
}

/** Evidence records in the groups of §5.2 row 11; empty groups are not printed. */
export function groupEvidence(
  printed: readonly PrintedEvidence[],
  unit: UnitSpecification,
  shown: Shown,
): { title: string; sheets: EvidenceSheet[] }[] {
  return GROUPS.map(({ title, methods }) => ({
    title,
    sheets: printed.filter(({ evidence }) => methods.includes(evidence.method)).map((one) => sheetOf(one, unit, shown)),
  })).filter((group) => group.sheets.length > 0);
}
