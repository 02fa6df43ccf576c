import type { AuthenticityDeclaration, Fact, IndexedEvidence, Mark, RecordPart } from './manifest.js';
import type { UnitRecord } from './unit-record.js';

/** An index line with what the item is claimed for. */
export interface PackedEvidence extends IndexedEvidence {
  readonly criteria: string;
}

/** One line of the list that opens the pack. */
export interface PackLine {
  readonly learner: string;
  readonly unit: string;
  readonly state: Mark;
  readonly assessors: string;
  readonly iqa: string;
  readonly met: string;
  readonly chosen: string;
}

/** One learner on one unit. */
export interface PackUnit extends Omit<UnitRecord, 'matrixB'> {
  /** "Maya Okafor: Unit 40: …". */
  readonly title: string;
  readonly state: Mark;
  readonly registration: readonly Fact[];
  readonly people: readonly Fact[];
  readonly declarations: readonly AuthenticityDeclaration[];
  readonly evidence: readonly PackedEvidence[];
}

/** A record of the centre's, such as one standardisation exercise or one person's line of the staff register. */
export interface CentreRecord {
  readonly title: string;
  readonly parts: readonly RecordPart[];
}

/**
 * Everything that a pack for the visit of an external verifier will say, in the words in which it will say it: the chosen
 * learners and units, and the centre's records of internal quality assurance. It is no signed-off portfolio and nobody
 * signs it. No learner number, address or date of birth is in it (domain.md §5.3), and nobody whom the visit did not choose.
 */
export interface EqaPackManifest {
  readonly format: 'verifolio-eqa-pack/1';
  readonly kind: 'eqa_pack';
  readonly reference: string;
  readonly title: string;
  readonly exportedAt: string;
  readonly status: { readonly mark: Mark; readonly sentence: string };
  readonly cover: {
    readonly centre: string;
    readonly awardingOrganisation: string;
    readonly visit: readonly Fact[];
    readonly document: readonly Fact[];
  };
  readonly control: readonly Fact[];
  readonly agenda: string | null;
  readonly lines: readonly PackLine[];
  readonly units: readonly PackUnit[];
  readonly sampling: readonly CentreRecord[];
  readonly standardisation: readonly CentreRecord[];
  readonly staff: readonly CentreRecord[];
  readonly glossary: { readonly methods: readonly Fact[]; readonly terms: readonly Fact[] };
}
