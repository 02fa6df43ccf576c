import { type EvidenceMethod, METHOD_CARDS } from './evidence-method.js';
import type { EvidenceClaim, Redaction, Setting, Storage } from './evidence.js';
import { unmappedClaims } from './rpl-flow.js';
import { isReleased, type Screening } from './screening.js';
import { type Finding, isBlank, type Refusal, refuseOn } from './findings.js';
import { formOf } from './forms/method-forms.js';
import { countParagraphs, holdsWords, isFilledGroup, tellsSomething } from './forms/record-words.js';

/** What the envelope of §2.1 holds at the moment its author submits it. Dates are YYYY-MM-DD. */
export interface SubmissionFacts {
  readonly method: EvidenceMethod;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: string | null;
  /** `null`: the work was done on one day. */
  readonly activityTo: string | null;
  readonly setting: Setting | null;
  readonly storage: Storage;
  readonly redaction: Redaction;
  /** The form of the method as filled in; `inSitu` in it describes evidence that the employer holds. */
  readonly record: Readonly<Record<string, unknown>> | null;
  readonly fileCount: number;
  /** What is known of the malware in each file, in the order in which the item shows them. */
  readonly screenings: readonly Screening[];
  readonly hasAudioVisualFile: boolean;
  readonly claims: readonly (Pick<EvidenceClaim, 'criterion' | 'locator'> & { readonly rationale?: string | null })[];
  /** The author confirmed the declaration of authenticity with this very submission. */
  readonly declaration: boolean;
  readonly today: string;
}

/** Methods whose evidence is a document in itself: words about it in a form do not replace it. */
const FILE_BORNE_METHODS: readonly EvidenceMethod[] = ['work_product', 'complaint_record', 'assignment'];

/** §2.1: what is told of evidence that stays with the employer. */
const IN_SITU_QUESTIONS = {
  location: 'Where is it kept?',
  custodian: 'Who keeps it?',
  shows: 'What does it show?',
  seenBy: 'Who has seen it?',
  seenOn: 'On which date was it seen?',
} as const;

const REFUSALS: readonly Refusal[] = [
  ['SUBMISSION_INCOMPLETE', 'This evidence is not ready to submit: something is missing.'],
  ['LOCATOR_INVALID', 'The record has no such paragraph.'],
  ['LOCATOR_MISSING', 'Say where in the evidence the proof of the claims stands.'],
  ['DECLARATION_REQUIRED', 'Confirm the declaration of authenticity to submit this evidence.'],
];

/**
 * The guard of draft → submitted (domain.md §3.3).
 * @throws DomainError SUBMISSION_INCOMPLETE, or LOCATOR_INVALID, LOCATOR_MISSING or DECLARATION_REQUIRED when nothing
 * graver is wrong; its errors name everything that is.
 */
export function checkSubmission(facts: SubmissionFacts): void {
  refuseOn(
    [
      ...findInEnvelope(facts),
      ...findInActivityDates(facts),
      ...findInContent(facts),
      ...findInScreening(facts),
      ...findInTestimony(facts),
      ...findInClaims(facts),
      ...findInPlaces(facts),
      ...findInMapping(facts),
      ...findInDeclaration(facts),
    ],
    REFUSALS,
  );
}

function incomplete(path: string, message: string): Finding {
  return { code: 'SUBMISSION_INCOMPLETE', path, message };
}

function findInEnvelope(facts: SubmissionFacts): Finding[] {
  const findings: Finding[] = [];
  if (isBlank(facts.title)) findings.push(incomplete('title', 'Give the evidence a title.'));
  if (isBlank(facts.contextStatement)) {
    findings.push(incomplete('contextStatement', "Say what happened, where, and the learner's part in it."));
  }
  if (facts.setting === null) findings.push(incomplete('setting', 'Say in which setting the work was done.'));
  return findings;
}

function findInActivityDates({ activityFrom, activityTo, today }: SubmissionFacts): Finding[] {
  if (activityFrom === null) return [incomplete('activityFrom', 'Say when the work was done.')];
  const findings: Finding[] = [];
  if (activityFrom > today) findings.push(incomplete('activityFrom', 'The work cannot lie in the future.'));
  if (activityTo !== null && activityTo > today) {
    findings.push(incomplete('activityTo', 'The work cannot lie in the future.'));
  }
  if (activityTo !== null && activityTo < activityFrom) {
    findings.push(incomplete('activityTo', 'The work cannot end before it began.'));
  }
  return findings;
}

function findInContent(facts: SubmissionFacts): Finding[] {
  const findings = facts.storage === 'in_situ' ? findInSituRecord(facts) : findEmbeddedContent(facts);
  // Nothing is copied from evidence held in situ, so nothing needs redaction, unless a file came along after all (§3.3).
  if (facts.redaction === 'pending' && (facts.storage === 'embedded' || facts.fileCount > 0)) {
    findings.push(incomplete('redaction', "Remove customers' personal data first, then mark the redaction as done."));
  }
  return findings;
}

/** Nobody signs a file that nobody can open (S15). */
function findInScreening({ screenings }: SubmissionFacts): Finding[] {
  return screenings.flatMap((screening, index) =>
    isReleased(screening)
      ? []
      : [
          incomplete(
            `files[${index}]`,
            screening === 'waiting'
              ? 'This file is still being checked for malware; submit again in a moment.'
              : 'Malware was found in this file: take it out.',
          ),
        ],
  );
}

function findEmbeddedContent({ method, fileCount, record }: SubmissionFacts): Finding[] {
  if (fileCount > 0) return [];
  if (FILE_BORNE_METHODS.includes(method)) {
    return [
      incomplete('files', `Attach the ${METHOD_CARDS[method].label.toLowerCase()}, or describe where it is held.`),
    ];
  }
  if (!holdsWords(record)) return [incomplete('record', 'Fill in the record of this method or attach a file.')];
  // A narrative may stand in a box of the centre's own; times, places and questions without an answer are none.
  const { fields, mainField } = formOf(method);
  if (tellsSomething(fields, record ?? {})) return [];
  return [incomplete(`record.${mainField}`, `Fill in “${labelOfMain(method)}”, or attach a file that says it.`)];
}

/** A testimony given on paper says in its record when the witness signed it. */
function findInTestimony({ method, record, today }: SubmissionFacts): Finding[] {
  if (METHOD_CARDS[method].coSigner !== 'witness') return [];
  const { signedOn } = (record?.['witness'] ?? {}) as Readonly<Record<string, unknown>>;
  if (!isText(signedOn) || signedOn <= today) return [];
  return [incomplete('record.witness.signedOn', 'The witness cannot have signed in the future.')];
}

function findInSituRecord({ record, today }: SubmissionFacts): Finding[] {
  const inSitu = (record?.['inSitu'] ?? {}) as Readonly<Record<string, unknown>>;
  const findings = Object.entries(IN_SITU_QUESTIONS)
    .filter(([question]) => !isText(inSitu[question]))
    .map(([question, message]) => incomplete(`record.inSitu.${question}`, message));
  const { seenOn } = inSitu;
  if (isText(seenOn) && seenOn > today) {
    findings.push(incomplete('record.inSitu.seenOn', 'It cannot have been seen in the future.'));
  }
  return findings;
}

/**
 * §3.3 asks for at least one claim with a locator. A recording needs one with every claim, because an assessor cannot
 * leaf through it ([SQA-AUDIT], §2.1). Asking it of every claim on a document is a policy number (the page rule, which
 * warns, P1). A record without a file is its own place: it is read whole, on the page that carries the claim.
 */
function findInClaims({ claims, fileCount, hasAudioVisualFile }: SubmissionFacts): Finding[] {
  if (claims.length === 0) return [incomplete('claims', 'Claim at least one criterion.')];
  if (hasAudioVisualFile) {
    return claims.flatMap(({ criterion, locator }, index): Finding[] =>
      locator === null
        ? [
            {
              code: 'LOCATOR_MISSING',
              path: `claims[${index}].locator`,
              message: `Say at which time of the recording ${criterion} is shown.`,
            },
          ]
        : [],
    );
  }
  if (fileCount === 0 || claims.some(({ locator }) => locator !== null)) return [];
  return [
    {
      code: 'LOCATOR_MISSING',
      path: 'claims',
      message: 'Say for at least one claim where in the file the proof stands.',
    },
  ];
}

/** §3.9: prior learning is handed in mapped, or its assessor has nothing to assess. */
function findInMapping({ method, record, claims }: SubmissionFacts): Finding[] {
  if (method !== 'rpl_claim') return [];
  return unmappedClaims(record, claims).map((claim) =>
    incomplete(
      `claims[${claims.indexOf(claim)}].rationale`,
      `Map ${claim.criterion}: give it a row in the mapping, a reason or a place in what is attached.`,
    ),
  );
}

function findInDeclaration({ method, declaration }: SubmissionFacts): Finding[] {
  if (declaration || !METHOD_CARDS[method].needsDeclaration) return [];
  return [
    {
      code: 'DECLARATION_REQUIRED',
      path: 'declaration',
      message: 'The learner must declare this to be their own work.',
    },
  ];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !isBlank(value);
}

function labelOfMain(method: EvidenceMethod): string {
  const { fields, mainField } = formOf(method);
  return fields[mainField]?.label ?? mainField;
}

/** Where a claim or a row of criteria seen points at a paragraph that the record does not have. */
function findInPlaces({ method, record, fileCount, claims }: SubmissionFacts): Finding[] {
  const count = countParagraphs(formOf(method), record);
  if (count === 0) return [];
  const beyond = (path: string): Finding => ({
    code: 'LOCATOR_INVALID',
    path,
    message: `“${labelOfMain(method)}” has ${count} ${count === 1 ? 'paragraph' : 'paragraphs'}.`,
  });
  const seen: unknown = record?.['seen'];
  const rows: unknown[] = Array.isArray(seen) ? seen : [];
  const inRows = rows.flatMap((row, index) => {
    const numbers: unknown = isFilledGroup(row) ? row['paragraphs'] : [];
    const isBeyond = Array.isArray(numbers) && numbers.some((number: unknown) => Number(number) > count);
    return isBeyond ? [beyond(`record.seen[${index}].paragraphs`)] : [];
  });
  // A paragraph may be one of the file's; and a text that was sent in one piece carries no numbers to be wrong about.
  if (fileCount > 0 || count === 1) return inRows;
  const inClaims = claims.flatMap(({ locator }, index) =>
    (locator?.paragraph ?? 0) > count ? [beyond(`claims[${index}].locator.paragraph`)] : [],
  );
  return [...inRows, ...inClaims];
}
