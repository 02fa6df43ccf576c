import { SIGN_OFF_STAGES, type ReleaseRoute, type SampleDecision, type SignOffStage } from '../sign-off/sign-off.js';
import { RELEASE_DECLARATIONS, UNIT_DECLARATIONS } from '../sign-off/unit-declarations.js';
import type { Fact, SignatureBlock } from './manifest.js';
import type { UnitFacts, PortfolioPerson, PortfolioSignOff } from './portfolio-facts.js';
import { formatInstant } from './wording.js';

/** Title of each block of section 14, and what it asks its signatory to confirm while nobody has signed. */
const BLOCKS: Readonly<Record<SignOffStage, { readonly title: string; readonly statement: string }>> = {
  learner: { title: 'Learner', statement: UNIT_DECLARATIONS.learner.text },
  assessor: { title: 'Assessor', statement: UNIT_DECLARATIONS.assessor.text },
  countersigner: { title: 'Countersigning assessor', statement: UNIT_DECLARATIONS.countersigner.text },
  iqa: {
    title: 'Internal quality assurer',
    statement: `If sampled: ${RELEASE_DECLARATIONS.sampled.text}\nIf not selected: ${RELEASE_DECLARATIONS.not_selected.text}`,
  },
  countersigning_iqa: {
    title: 'Countersigning internal quality assurer',
    statement: UNIT_DECLARATIONS.countersigning_iqa.text,
  },
};

const ROUTE_WORDS: Readonly<Record<ReleaseRoute, string>> = {
  sampled: 'Sampled',
  not_selected: 'Not selected; released under the sampling strategy',
};

export const DECISION_WORDS: Readonly<Record<SampleDecision, string>> = {
  agreed: 'Agreed',
  agreed_with_development: 'Agreed, with a point for development',
  action_required: 'Action required',
  not_agreed: 'Not agreed',
};

function decisionWords(decision: string): string {
  return decision in DECISION_WORDS ? DECISION_WORDS[decision as SampleDecision] : decision;
}

function remarksOf(signOff: PortfolioSignOff): Fact[] {
  const remarks: Fact[] = [];
  if (signOff.route !== null) remarks.push({ label: 'Route', value: ROUTE_WORDS[signOff.route] });
  if (signOff.decision !== null) remarks.push({ label: 'Decision', value: decisionWords(signOff.decision) });
  if (signOff.note !== null) remarks.push({ label: 'Note', value: signOff.note });
  return remarks;
}

function signedBlock(signOff: PortfolioSignOff): SignatureBlock {
  return {
    title: BLOCKS[signOff.stage].title,
    statement: signOff.statement,
    signed: {
      name: signOff.personName,
      role: signOff.role,
      signedAt: formatInstant(signOff.signedAt),
      snapshotSha256: signOff.snapshotSha256,
      remarks: remarksOf(signOff),
      void:
        signOff.voidedAt === null
          ? null
          : `Void from ${formatInstant(signOff.voidedAt)}${signOff.voidReason === null ? '' : `: ${signOff.voidReason}`}`,
    },
  };
}

/**
 * Section 14. A draft leaves every block open (§5.1); a signed-off portfolio shows each signature in the order of the
 * stages and of time, void ones included (§3.7). A countersigning block appears only where somebody countersigns. A pack
 * for a verifier is signed by nobody: it shows the signatures there are and leaves no place for others.
 */
export function signatureBlocks(facts: UnitFacts): SignatureBlock[] {
  const { countersigner, countersigningIqa } = facts.people;
  const countersigning = new Map<SignOffStage, PortfolioPerson | null>([
    ['countersigner', countersigner],
    ['countersigning_iqa', countersigningIqa],
  ]);
  return SIGN_OFF_STAGES.flatMap((stage): SignatureBlock[] => {
    const signOffs = facts.signOffs
      .filter((signOff) => signOff.stage === stage)
      .sort((a, b) => (a.signedAt < b.signedAt ? -1 : 1));
    if (facts.kind !== 'draft' && signOffs.length > 0) return signOffs.map(signedBlock);
    if (facts.kind === 'eqa_pack') return [];
    const person = countersigning.get(stage);
    if (person === null || (person !== undefined && facts.kind === 'signed_off')) return [];
    return [{ ...BLOCKS[stage], signed: null }];
  });
}
