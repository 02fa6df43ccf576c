import { readdirSync, readFileSync } from 'node:fs';
import type { CoverageFacts, CoverageStatus, Gap, UnitCoverage } from '../../src/domain/coverage/coverage.js';
import { METHOD_CARDS, type EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import type { Evidence, EvidenceClaim } from '../../src/domain/evidence/evidence.js';
import type { CriterionJudgement } from '../../src/domain/judgement/judgement.js';
import { findCriterion } from '../../src/domain/specification/find-criterion.js';
import { U40 } from '../../templates/units/u40.js';

export const REGISTRATION = 'registration-u40';
export const LEARNER = 'learner';

/** What a claim says beside the defaults: every facet, confirmed, at depth, on the criterion the story is about. */
export type ClaimDifference = Partial<EvidenceClaim>;

/** What an evidence item says beside the defaults of domain.md §7.5. */
export type EvidenceDifference = Partial<Omit<Evidence, 'claims'>> & {
  readonly method: EvidenceMethod;
  /** Left out: one claim on the story's criterion. */
  readonly claims?: readonly ClaimDifference[];
  /** Criteria claimed with nothing but defaults; a shorthand for many `claims`. */
  readonly criteria?: readonly string[];
};

/** What a judgement says beside the defaults: a qualified assessor's, on the criterion the story is about. */
export type JudgementDifference = Partial<CriterionJudgement> & {
  readonly outcome: CriterionJudgement['outcome'];
  /** One such judgement on each of these. */
  readonly criteria?: readonly string[];
};

/** The facts of a story as differences from the defaults of domain.md §7.5. */
export interface FactDifferences {
  /** The criterion the story is about. */
  readonly criterion: string;
  readonly asOf?: string;
  readonly openEssentialActions?: number;
  readonly openAppeals?: number;
  readonly evidence?: readonly EvidenceDifference[];
  readonly judgements?: readonly JudgementDifference[];
}

export interface CoverageStory extends FactDifferences {
  /** One sentence in domain words. */
  readonly story: string;
  readonly expected: { readonly status: CoverageStatus; readonly gaps: readonly Gap[] };
  /** How each claim weighs, where the story turns on it. */
  readonly expectedClaims?: readonly {
    readonly ref: string;
    readonly counts: string;
    readonly reasons: readonly string[];
  }[];
  /** Where the story is about the whole unit. */
  readonly expectedUnit?: Pick<UnitCoverage, 'ready' | 'totals' | 'unitGaps'>;
}

/** Every story of the folder with its file name, in the order of the names. */
export function readCoverageStories(folder: URL): { file: string; story: CoverageStory }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, story: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as CoverageStory }));
}

/** Expands a story to the full facts that coverage is computed from. */
export function factsOf(story: FactDifferences): CoverageFacts {
  return {
    unit: U40,
    registrationId: REGISTRATION,
    registeredOn: '2024-09-01',
    learnerId: LEARNER,
    evidence: (story.evidence ?? []).map((difference, index) => evidenceOf(difference, index + 1, story.criterion)),
    judgements: judgementsOf(story.judgements ?? [], story.criterion),
    openEssentialActions: story.openEssentialActions ?? 0,
    openAppeals: story.openAppeals ?? 0,
    asOf: story.asOf ?? '2025-06-01T00:00:00.000Z',
  };
}

function evidenceOf(difference: EvidenceDifference, number: number, criterion: string): Evidence {
  const { claims, criteria, ...own } = difference;
  const id = `evidence-${number}`;
  const claimed = claims ?? (criteria ?? [criterion]).map((code) => ({ criterion: code }));
  const defaults: Evidence = {
    ...authoredBy(METHOD_CARDS[own.method].authors[0] ?? 'learner'),
    id,
    ref: `E${String(number).padStart(3, '0')}`,
    method: own.method,
    status: 'accepted',
    onHold: false,
    learnerId: LEARNER,
    activityFrom: own.activityTo ?? '2025-03-01',
    activityTo: '2025-03-01',
    setting: 'workplace',
    workplaceContext: true,
    channel: null,
    caseRefs: [],
    hasAudioVisualFile: false,
    isDeclared: true,
    signatures: coSignaturesFor(own.method),
    varcs: { valid: true, authentic: true, reliable: true, current: true, sufficient: true },
    assessorComment: 'Evaluated: the learner’s own work, complete and fit for its purpose.',
    witnessVerified: true,
    rplState: own.method === 'rpl_claim' ? 'iqa_approved' : null,
    hasConflictOfInterest: false,
    claims: claimed.map((claim, index) => claimOf(claim, `${id}-claim-${index + 1}`, criterion)),
  };
  return overlay(defaults, own);
}

function authoredBy(authorRole: Evidence['authorRole']): Pick<Evidence, 'authorRole' | 'authorId'> {
  return { authorRole, authorId: authorRole };
}

function coSignaturesFor(method: EvidenceMethod): Evidence['signatures'] {
  const { coSigner } = METHOD_CARDS[method];
  if (coSigner === null) return [];
  return [
    {
      role: coSigner,
      personId: coSigner === 'witness' ? null : coSigner,
      personName: `The ${coSigner}`,
      statement: 'This is a true record.',
      signedAt: '2025-03-02T09:00:00.000Z',
      contentSha256: '0'.repeat(64),
    },
  ];
}

function claimOf(difference: ClaimDifference, id: string, storyCriterion: string): EvidenceClaim {
  const criterion = difference.criterion ?? storyCriterion;
  const defaults: EvidenceClaim = {
    id,
    registrationId: REGISTRATION,
    criterion,
    facets: findCriterion(U40, criterion)?.facets.map((facet) => facet.code) ?? [],
    locator: { page: 1 },
    rationale: null,
    state: 'confirmed',
    depthMet: true,
  };
  return overlay(defaults, difference);
}

function judgementsOf(differences: readonly JudgementDifference[], storyCriterion: string): CriterionJudgement[] {
  return differences
    .flatMap(({ criteria, ...own }) =>
      (criteria ?? [own.criterion ?? storyCriterion]).map((criterion) => ({ ...own, criterion })),
    )
    .map((own, index) => {
      const defaults: CriterionJudgement = {
        id: `judgement-${index + 1}`,
        registrationId: REGISTRATION,
        criterion: own.criterion,
        outcome: own.outcome,
        assessorId: 'assessor',
        assessorStatus: 'qualified',
        decidedAt: '2025-05-01T10:00:00.000Z',
        sequence: index + 1,
        rationale: 'The named evidence shows every part of the criterion.',
        evidenceIds: ['evidence-1'],
        overrideReason: null,
        countersignature: null,
      };
      return overlay(defaults, own);
    });
}

/** A mistyped member of a story would leave the default in force unnoticed, so it is an error. */
function overlay<T extends object>(defaults: T, difference: Partial<T>): T {
  const unknown = Object.keys(difference).filter((member) => !(member in defaults));
  if (unknown.length > 0) throw new Error(`a story names what no fact has: ${unknown.join(', ')}`);
  return { ...defaults, ...difference };
}
