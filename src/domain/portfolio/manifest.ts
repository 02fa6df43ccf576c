import type { CriterionGaps } from './manifest-gaps.js';
import type { PortfolioKind } from './portfolio-facts.js';
import type { PlanningRecord } from './planning-sheets.js';
import type { PageOfFile, ShownOfFile } from './shown-files.js';
import type { LeftOutClaims } from './printed-evidence.js';
import type { WitnessLine } from './witness-lines.js';
import type { SampleSheet } from './sample-sheets.js';

/** One line of a fact sheet, finished: an unknown fact already reads "not stated". */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A finding in one word with the mood in which a template may colour it; the word always stands beside the colour. */
export interface Mark {
  readonly label: string;
  readonly mood: 'good' | 'open' | 'bad' | 'quiet';
}

export interface SignedStatement {
  readonly role: string;
  readonly name: string;
  /** `null` for the declaration of authenticity, which section 3 prints once for all items that carry it. */
  readonly statement: string | null;
  readonly signedAt: string;
}

/** What a declaration was given for; `ref` is null for the unit as a whole. */
export interface GivenDeclaration extends Pick<SignedStatement, 'name' | 'signedAt'> {
  readonly ref: string | null;
  readonly title: string;
}

/** One wording of the learner's word on their own work (section 3). */
export interface AuthenticityDeclaration {
  readonly statement: string;
  readonly given: readonly GivenDeclaration[];
}

export interface AchievementCriterion {
  readonly code: string;
  readonly statement: string;
  readonly kind: string;
  readonly outcome: Mark;
  readonly decidedOn: string;
  readonly assessor: string;
  readonly refs: readonly string[];
}

export interface AchievementOutcome {
  readonly code: string;
  readonly title: string;
  readonly progress: string;
  readonly criteria: readonly AchievementCriterion[];
}

export interface IndexedEvidence {
  readonly ref: string;
  readonly title: string;
  readonly method: string;
  readonly methodCode: string;
  readonly activity: string;
  readonly author: string;
  /** Where it is: in this document, in a file beside it, or with its custodian (§5.2 row 7). */
  readonly location: string;
  readonly version: string;
  readonly status: Mark;
}

/** How much one claim carries, in words. */
export interface ClaimWeight extends Mark {
  readonly reason: string | null;
}

export interface MatrixEvidence {
  readonly ref: string;
  readonly methodCode: string;
  readonly locator: string;
  readonly onPage?: PageOfFile;
  readonly facets: string;
  readonly weight: ClaimWeight;
}

/** Matrix A: criterion → evidence. */
export interface CriterionRow {
  readonly code: string;
  readonly statement: string;
  readonly facets: string;
  readonly judgement: Mark;
  readonly evidence: readonly MatrixEvidence[];
}

export interface MatrixCriterion {
  readonly code: string;
  readonly locator: string;
  readonly onPage?: PageOfFile;
  readonly weight: ClaimWeight;
}

/** Matrix B: evidence → criteria. Holds exactly the pairs of matrix A. */
export interface EvidenceRow {
  readonly ref: string;
  readonly title: string;
  readonly methodCode: string;
  readonly criteria: readonly MatrixCriterion[];
}

/** A part of an item's record form: a text, a table of lines, or a group of further parts. */
export type RecordPart =
  | { readonly kind: 'text'; readonly label: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'facts'; readonly label: string; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'rows';
      readonly label: string;
      readonly headings: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface ManifestFile {
  readonly id: string;
  readonly name: string;
  /** In plain words: "Word document". */
  readonly type: string;
  readonly size: string;
  readonly sha256: string;
  /** Pictures are placed in the document when their bytes are at hand; everything else is listed. */
  readonly isPicture: boolean;
  readonly alt: string;
  /** Missing from manifests that were fixed before the content of files was shown. */
  readonly shown?: ShownOfFile;
}

export interface EvidenceSheetClaim {
  readonly criterion: string;
  readonly statement: string;
  readonly facets: string;
  readonly locator: string;
  /** The page of this document that the locator names, where it names one. */
  readonly onPage?: PageOfFile;
  readonly decision: Mark;
  readonly note: string;
}

/** One evidence record (section 11). */
export interface EvidenceSheet {
  readonly ref: string;
  readonly title: string;
  readonly method: string;
  readonly status: Mark;
  readonly envelope: readonly Fact[];
  readonly contextStatement: string;
  readonly inSitu: string | null;
  readonly record: readonly RecordPart[];
  readonly files: readonly ManifestFile[];
  readonly claims: readonly EvidenceSheetClaim[];
  readonly varcs: readonly { readonly letter: string; readonly answer: Mark }[] | null;
  readonly decision: readonly Fact[];
  readonly feedback: string | null;
  readonly signatures: readonly SignedStatement[];
  readonly contentSha256: string | null;
}

export interface LoggedJudgement {
  readonly sequence: number;
  readonly decidedAt: string;
  readonly criterion: string;
  readonly outcome: Mark;
  readonly assessor: string;
  readonly refs: string;
  readonly rationale: string;
  readonly override: string | null;
  readonly countersignature: string | null;
  /** What has become of it: "in force", "replaced by no. 14", "awaiting countersignature". */
  readonly standing: string;
}

/** One signature block of section 14; `signed` is null where nobody has signed (drafts leave every block open). */
export interface SignatureBlock {
  readonly title: string;
  readonly statement: string;
  readonly signed: {
    readonly name: string;
    readonly role: string;
    readonly signedAt: string;
    readonly snapshotSha256: string;
    readonly remarks: readonly Fact[];
    /** "Void from … : reason"; a void signature is shown, never erased (§3.7). */
    readonly void: string | null;
  } | null;
}

/**
 * Everything the PDF will say, in the order and the words in which it will say it. Templates decide only how it looks.
 * Its hash (SHA-256 over its canonical JSON) is stored and printed, so the manifest holds no path, no clock and no chance.
 */
export interface PortfolioManifest {
  readonly format: 'verifolio-portfolio/1';
  readonly kind: PortfolioKind;
  readonly reference: string;
  readonly title: string;
  readonly exportedAt: string;
  readonly status: { readonly mark: Mark; readonly sentence: string };
  readonly cover: {
    readonly learner: string;
    readonly centre: string;
    readonly qualification: string;
    readonly unitTitle: string;
    readonly unit: readonly Fact[];
    /** Standing and date of the document, and the code by which a signed-off one is checked. */
    readonly document: readonly Fact[];
  };
  /** For a signed-off portfolio only. */
  readonly howToCheck: string | null;
  /** For a signed-off portfolio only: the code and the address that it is checked by. */
  readonly verification?: { readonly code: string; readonly address: string };
  readonly control: readonly Fact[];
  readonly details: Readonly<Record<'learner' | 'centre' | 'people', readonly Fact[]>>;
  readonly declarations: readonly AuthenticityDeclaration[];
  readonly witnesses: readonly WitnessLine[];
  readonly achievement: {
    readonly totals: readonly Fact[];
    /** Said above the list when the wording of criteria is the centre's and not the awarding organisation's. */
    readonly wordingNote: string | null;
    readonly outcomes: readonly AchievementOutcome[];
  };
  /** Section 6; missing from manifests that were fixed before there was one. */
  readonly planning?: PlanningRecord;
  readonly evidenceIndex: readonly IndexedEvidence[];
  readonly leftOut: readonly LeftOutClaims[];
  readonly matrixA: readonly CriterionRow[];
  readonly matrixB: readonly EvidenceRow[];
  readonly evidenceGroups: readonly { readonly title: string; readonly sheets: readonly EvidenceSheet[] }[];
  readonly judgementLog: readonly LoggedJudgement[];
  /** Section 13: signed samples of a signed-off portfolio, oldest first; left out when there are none. */
  readonly samples?: readonly SampleSheet[];
  /** Section 13 of a released unit without a sample on record: on what it was released instead. */
  readonly notSampled?: string;
  readonly signatures: readonly SignatureBlock[];
  readonly audit: {
    readonly counts: readonly Fact[];
    readonly events: readonly { at: string; by: string; summary: string }[];
  };
  /** Drafts only (section 16). */
  readonly gaps: readonly CriterionGaps[] | null;
  readonly glossary: { readonly methods: readonly Fact[]; readonly terms: readonly Fact[] };
}
