import type { CriterionGaps } from './manifest-gaps.js';
import type { Fact, IndexedEvidence, PortfolioManifest } from './manifest.js';
import type { PlanningRecord } from './planning-sheets.js';
import type { UnitRecord } from './unit-record.js';

/** An item in the one index of several units, with what it is claimed for in each of them. */
export interface SharedEvidence extends IndexedEvidence {
  /** "U40: 1.1, 1.2", a line for each unit (U40-R10). */
  readonly criteria: string;
}

/** What a holistic portfolio says of one of its units, and of that alone. */
export interface HolisticUnit extends UnitRecord {
  readonly key: string;
  readonly title: string;
  /** The unit, the registration on it, and of a released one what its own signed-off portfolio is known by. */
  readonly about: readonly Fact[];
  readonly people: readonly Fact[];
  readonly planning: PlanningRecord;
  /** Drafts only (section 16). */
  readonly gaps: readonly CriterionGaps[] | null;
  /** Number of events of each kind. */
  readonly counts: readonly Fact[];
}

type Shared =
  'kind' | 'reference' | 'title' | 'exportedAt' | 'status' | 'cover' | 'howToCheck' | 'verification' | 'control';
type SharedSections = 'details' | 'declarations' | 'witnesses' | 'evidenceGroups' | 'glossary';

/**
 * Everything that one portfolio over several units of a learner will say: what the units share once, above all the
 * evidence, and each unit's own record. A signed-off one binds the release of every unit in it; each unit keeps the signed-off
 * portfolio of its own.
 */
export interface HolisticManifest extends Pick<PortfolioManifest, Shared | SharedSections> {
  readonly format: 'verifolio-holistic-portfolio/1';
  readonly evidenceIndex: readonly SharedEvidence[];
  readonly units: readonly HolisticUnit[];
  /** Key events of all units in time order; what is about one unit alone says which. */
  readonly events: PortfolioManifest['audit']['events'];
}
