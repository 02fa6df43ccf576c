import { createHash } from 'node:crypto';
import { computeCoverage } from '../../src/domain/coverage/compute-coverage.js';
import { AUTHENTICITY_DECLARATION } from '../../src/domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../src/domain/evidence/evidence-method.js';
import { evidenceRef } from '../../src/domain/evidence/evidence-ref.js';
import type {
  PortfolioEvidence,
  PortfolioFacts,
  PortfolioJudgement,
  PortfolioKind,
  PortfolioSignOff,
} from '../../src/domain/portfolio/portfolio-facts.js';
import { RELEASE_DECLARATIONS, UNIT_DECLARATIONS } from '../../src/domain/sign-off/unit-declarations.js';
import { findCriterion } from '../../src/domain/specification/find-criterion.js';
import { U40 } from '../../templates/units/u40.js';
import { PLANNING } from './fixture-planning.js';
import { STORIES } from './fixture-stories.js';
import type { Story } from './fixture-unfinished-stories.js';

const LEARNER = { id: 'learner-1', name: 'Aisha Morgan' };
const [ASSESSOR, WITNESS] = [{ id: 'assessor-1', name: 'Daniel Price' }, 'Helen Okafor'];
const REGISTRATION = 'registration-1';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Turns the short form of a story into the full facts of an item, the way the product would have frozen it. */
function evidenceOf(story: Story, number: number): PortfolioEvidence {
  const card = METHOD_CARDS[story.method];
  const id = `evidence-${number}`;
  const authorRole = story.method.includes('witness') ? 'witness' : card.authors[0]!;
  const author =
    authorRole === 'learner' ? LEARNER : authorRole === 'assessor' ? ASSESSOR : { id: 'witness-1', name: WITNESS };
  const content = sha256(`${id} ${story.title}`);
  const isDecided = story.status === 'accepted' || story.status === 'returned';
  const signedBy = (role: 'learner' | 'assessor' | 'witness', statement: string) => ({
    role,
    personId: role === 'witness' ? null : role === 'learner' ? LEARNER.id : ASSESSOR.id,
    personName: role === 'witness' ? WITNESS : role === 'learner' ? LEARNER.name : ASSESSOR.name,
    statement,
    signedAt: `${story.to}T16:${String(10 + number)}:00.000Z`,
    contentSha256: content,
  });
  return {
    id,
    ref: evidenceRef(number, 1),
    version: 1,
    method: story.method,
    status: story.status,
    onHold: false,
    authorRole,
    authorId: author.id,
    authorName: author.name,
    learnerId: LEARNER.id,
    activityFrom: story.from,
    activityTo: story.to,
    setting: story.method === 'simulation' ? 'simulated' : 'workplace',
    workplaceContext: true,
    channel: story.channel,
    customerType: story.channel === null ? null : 'external',
    caseRefs: story.cases,
    hasAudioVisualFile: false,
    isDeclared: card.needsDeclaration,
    signatures: [
      ...(card.needsDeclaration ? [signedBy('learner', AUTHENTICITY_DECLARATION.text)] : []),
      ...(authorRole === 'assessor' ? [signedBy('assessor', 'I carried out and recorded this assessment.')] : []),
      ...(card.coSigner === 'learner' ? [signedBy('learner', 'This is a true record of what happened.')] : []),
      ...(card.coSigner === 'witness' ? [signedBy('witness', 'This is my own account of what I saw.')] : []),
    ],
    varcs: isDecided
      ? { valid: true, authentic: true, reliable: true, current: true, sufficient: story.status === 'accepted' }
      : null,
    assessorComment: story.status === 'accepted' ? story.feedback : null,
    decisionComment: isDecided ? story.feedback : null,
    witnessVerified: authorRole === 'witness',
    aoReference: null,
    witnessCheck:
      authorRole === 'witness' ? { method: 'telephone', verifiedOn: story.to, byName: ASSESSOR.name } : null,
    rplState: null,
    hasConflictOfInterest: false,
    title: story.title,
    contextStatement: story.context,
    storage: story.inSitu ? 'in_situ' : 'embedded',
    inSituStatement: story.inSitu,
    redactionConfirmed: null,
    redaction: story.method === 'work_product' ? 'done' : 'not_needed',
    record: story.record,
    files: story.files.map((file, index) => ({
      ...file,
      ...{ id: `${id}-file-${index + 1}`, sha256: sha256(file.name), content: null, passages: [], withheld: null },
    })),
    contentSha256: story.status === 'draft' ? null : content,
    submittedAt: story.status === 'draft' ? null : `${story.to}T17:05:00.000Z`,
    decidedAt: isDecided ? `${story.to}T18:30:00.000Z` : null,
    decidedByName: isDecided ? ASSESSOR.name : null,
    returnReasons: story.status === 'returned' ? ['not_sufficient', 'locator_missing'] : [],
    claims: Object.entries(story.claims).map(([criterion, locator]) => ({
      id: `${id}-${criterion}`,
      registrationId: REGISTRATION,
      criterion,
      facets: findCriterion(U40, criterion)!.facets.map((facet) => facet.code),
      locator: locator,
      rationale: null,
      state: story.status === 'accepted' ? 'confirmed' : 'proposed',
      depthMet: story.status === 'accepted' && findCriterion(U40, criterion)!.kind !== 'P' ? true : null,
    })),
  };
}

/** One judgement per criterion on all accepted evidence for it; 1.7 took two attempts. */
function judgementsOn(evidence: readonly PortfolioEvidence[], criteria: readonly string[]): PortfolioJudgement[] {
  const decided = criteria.includes('1.7') ? ['1.7', ...criteria] : criteria;
  return decided.map((criterion, index) => {
    const isFirstTry = index === 0 && decided.length > criteria.length;
    const used = evidence.filter(
      (one) =>
        one.status === 'accepted' &&
        one.setting === 'workplace' &&
        one.claims.some((claim) => claim.criterion === criterion),
    );
    return {
      id: `judgement-${index + 1}`,
      registrationId: REGISTRATION,
      criterion,
      outcome: isFirstTry ? 'not_yet_met' : 'met',
      assessorId: ASSESSOR.id,
      assessorName: ASSESSOR.name,
      assessorStatus: 'qualified',
      decidedAt: `2026-11-${isFirstTry ? '09' : '16'}T10:${String(10 + index)}:00.000Z`,
      sequence: index + 1,
      rationale: isFirstTry
        ? 'The cost implications are explained well; the regulatory ones are named but not explained.'
        : `All parts are shown in ${used.map((one) => one.ref).join(', ')}, at the depth the verb asks for.`,
      evidenceIds: used.map((one) => one.id),
      overrideReason:
        criterion === '2.9' ? 'Both cases followed the same procedure; a third would show nothing new.' : null,
      countersignature: null,
      countersignerName: null,
    };
  });
}

function signOffs(snapshotSha256: string): PortfolioSignOff[] {
  const signed = (
    stage: PortfolioSignOff['stage'],
    personName: string,
    role: string,
    statement: string,
    hour: string,
  ) => ({
    id: `sign-off-${stage}`,
    stage,
    personId: stage,
    personName,
    role,
    statement,
    signedAt: `2026-11-20T${hour}:00.000Z`,
    snapshotSha256,
    signerStatus: stage === 'assessor' ? ('qualified' as const) : null,
    route: stage === 'iqa' ? ('sampled' as const) : null,
    decision: stage === 'iqa' ? 'agreed' : null,
    note: stage === 'iqa' ? 'Sampled 1.7, 2.1 and 2.7; decisions are sound and feedback is specific.' : null,
    voidedAt: null,
    voidReason: null,
  });
  return [
    signed('learner', LEARNER.name, 'Learner', UNIT_DECLARATIONS.learner.text, '09:05'),
    signed('assessor', ASSESSOR.name, 'Assessor', UNIT_DECLARATIONS.assessor.text, '11:40'),
    signed('iqa', 'Ruth Bennett', 'Internal quality assurer', RELEASE_DECLARATIONS.sampled.text, '15:20'),
  ];
}

const ALL_CRITERIA = U40.outcomes.flatMap((outcome) => outcome.criteria.map((criterion) => criterion.code));

/** Aisha's portfolio: half-way with drafts and gaps, or complete and signed off. */
export function portfolioFacts(kind: PortfolioKind): PortfolioFacts {
  const isDone = kind === 'signed_off';
  const evidence = STORIES.map((story, index) =>
    evidenceOf(isDone && story.status === 'submitted' ? { ...story, status: 'accepted' } : story, index + 1),
  );
  const judgements = judgementsOn(evidence, isDone ? ALL_CRITERIA : ['1.3', '1.5', '2.1', '2.6']);
  const exportedAt = '2026-11-22T09:30:00.000Z';
  const snapshotSha256 = isDone ? sha256('snapshot') : null;
  return {
    kind,
    portfolioId: 'C12345-AM0042-R5062151-1',
    exportedAt,
    generatorVersion: '0.1.0',
    verificationCode: isDone ? 'K7QM-2F9D-XW4T-60BH' : null,
    verificationUrl: isDone ? 'https://portfolio.example.org/api/verifications/K7QM-2F9D-XW4T-60BH' : null,
    snapshotSha256,
    centre: { name: 'Riverside Training & Skills', number: '12345' },
    learner: { name: LEARNER.name, uln: '9276308686' },
    registration: {
      registeredOn: '2026-04-01',
      registrationNumber: 'ABC123456',
      site: 'Riverside House',
      employer: 'Oak & Loom Furniture Ltd',
      jobRole: 'Customer service adviser',
    },
    people: {
      assessors: [{ name: ASSESSOR.name, role: 'Assessor' }],
      countersigner: null,
      countersigningIqa: null,
      iqas: [{ name: 'Ruth Bennett', role: 'Internal quality assurer' }],
    },
    witnessContacts: null,
    unit: U40,
    coverage: computeCoverage({
      unit: U40,
      registrationId: REGISTRATION,
      registeredOn: '2026-04-01',
      learnerId: LEARNER.id,
      evidence,
      judgements,
      openEssentialActions: 0,
      openAppeals: 0,
      asOf: exportedAt,
    }),
    evidence,
    judgements,
    signOffs: isDone ? signOffs(snapshotSha256!) : [],
    planning: PLANNING,
    samples: [],
    audit: {
      counts: {
        'evidence.submitted': 12,
        'evidence.accepted': isDone ? 11 : 8,
        'judgement.recorded': judgements.length,
      },
      end: { sequence: 1204, sha256: createHash('sha256').update('the trail').digest('hex') },
      events: [
        {
          at: '2026-05-11T17:05:00.000Z',
          type: 'evidence.submitted',
          by: LEARNER.name,
          summary: 'E001 submitted for assessment',
        },
        {
          at: '2026-05-11T18:30:00.000Z',
          type: 'evidence.accepted',
          by: ASSESSOR.name,
          summary: 'E001 accepted, four claims confirmed',
        },
        ...judgements.map((judgement) => ({
          at: judgement.decidedAt,
          type: 'judgement.recorded',
          by: judgement.assessorName,
          summary: `Criterion ${judgement.criterion}: ${judgement.outcome.replaceAll('_', ' ')}`,
        })),
      ],
    },
  };
}

export const PICTURE_ID = 'evidence-5-file-1';
