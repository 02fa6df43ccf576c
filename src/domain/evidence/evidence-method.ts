/** The ways in which evidence comes about (domain.md §2.2). Audio and video are formats, not methods. */
export const EVIDENCE_METHODS = [
  'direct_observation',
  'professional_discussion',
  'work_product',
  'complaint_record',
  'reflective_account',
  'witness_testimony',
  'expert_witness_testimony',
  'oral_questioning',
  'written_questioning',
  'assignment',
  'rpl_claim',
  'simulation',
] as const;
export type EvidenceMethod = (typeof EVIDENCE_METHODS)[number];

/** Who made an item, in the sense of triangulation: two sources are independent when these differ. */
export const AUTHOR_ROLES = ['learner', 'assessor', 'witness'] as const;
export type AuthorRole = (typeof AUTHOR_ROLES)[number];

/** What the card of a method asks for (domain.md §2.2). */
export interface MethodCard {
  /** Short code printed in matrices: OBS, PD, WP … */
  readonly code: string;
  readonly label: string;
  /** Who may create the item in this product; a testimony is opened, or filed from paper, by learner or assessor. */
  readonly authors: readonly AuthorRole[];
  /** Whose signature the item needs beside its author's submission before it can be accepted. */
  readonly coSigner: AuthorRole | null;
  /** The assessor's signature is given with the acceptance: they set the questions and have read the answers (WQ). */
  readonly isSignedByAcceptance: boolean;
  /** The learner declares it their own work on submission (learner-produced items). */
  readonly needsDeclaration: boolean;
  /** The assessor must evaluate it in words before it counts (U40-R6). */
  readonly needsAssessorComment: boolean;
}

export const METHOD_CARDS: Readonly<Record<EvidenceMethod, MethodCard>> = {
  direct_observation: {
    code: 'OBS',
    label: 'Direct observation',
    authors: ['assessor'],
    coSigner: 'learner',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
  professional_discussion: {
    code: 'PD',
    label: 'Professional discussion',
    authors: ['assessor'],
    coSigner: 'learner',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
  work_product: {
    code: 'WP',
    label: 'Work product',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: false,
    needsDeclaration: true,
    needsAssessorComment: true,
  },
  complaint_record: {
    code: 'CL',
    label: 'Complaint record',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: false,
    needsDeclaration: true,
    needsAssessorComment: true,
  },
  reflective_account: {
    code: 'RA',
    label: 'Reflective account',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: false,
    needsDeclaration: true,
    needsAssessorComment: false,
  },
  witness_testimony: {
    code: 'WT',
    label: 'Witness testimony',
    authors: ['learner', 'assessor'],
    coSigner: 'witness',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
  expert_witness_testimony: {
    code: 'EW',
    label: 'Expert witness testimony',
    authors: ['learner', 'assessor'],
    coSigner: 'witness',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
  oral_questioning: {
    code: 'OQ',
    label: 'Oral questioning',
    authors: ['assessor'],
    coSigner: 'learner',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
  written_questioning: {
    code: 'WQ',
    label: 'Written questioning',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: true,
    needsDeclaration: true,
    needsAssessorComment: false,
  },
  assignment: {
    code: 'ASG',
    label: 'Assignment',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: false,
    needsDeclaration: true,
    needsAssessorComment: false,
  },
  rpl_claim: {
    code: 'RPL',
    label: 'Recognition of prior learning',
    authors: ['learner'],
    coSigner: null,
    isSignedByAcceptance: false,
    needsDeclaration: true,
    needsAssessorComment: false,
  },
  simulation: {
    code: 'SIM',
    label: 'Simulation',
    authors: ['assessor'],
    coSigner: 'learner',
    isSignedByAcceptance: false,
    needsDeclaration: false,
    needsAssessorComment: false,
  },
};
