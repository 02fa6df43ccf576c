import type { AuthorRole, EvidenceMethod } from '../evidence/evidence-method.js';
import type { ClaimState, EvidenceStatus, WithdrawalReason, WitnessCheckMethod } from '../evidence/evidence.js';
import type { EvidenceOrigin } from '../evidence/evidence-origin.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import type { Json } from '../kernel/canonical-json.js';

/** What a reader goes by; another number means that an older reader may misunderstand. */
export const PACKAGE_FORMAT = 'verifolio-package/1';

/** An account of the exporting centre: a key that tells people of one name apart, and the name. Never an address. */
export interface PackagePerson {
  readonly id: string;
  readonly name: string;
}

/** Why the bytes of a file are not in the package. */
export type FileAbsence = 'purged' | 'sealed' | 'in_quarantine' | 'infected';

/** `package.json`: what this is, and where everything else is. */
export interface PackageHead {
  readonly format: typeof PACKAGE_FORMAT;
  readonly packageId: string;
  readonly exportedAt: string;
  readonly generator: string;
  readonly centre: { readonly name: string; readonly number: string | null };
  readonly learner: PackagePerson;
  readonly unit: { readonly key: string; readonly version: string; readonly title: string };
  readonly registrationId: string;
  /** The signed-off document, where the unit is released. */
  readonly signedOffPdf: {
    readonly path: string;
    readonly sha256: string;
    readonly verificationCode: string | null;
    readonly releasedAt: string;
  } | null;
  /** The end of the centre's audit trail at the export. */
  readonly auditEnd: { readonly sequence: number; readonly sha256: string };
}

/** `registration.json` */
export interface PackageRegistration {
  readonly id: string;
  readonly status: string;
  readonly registeredOn: string;
  readonly registrationNumber: string | null;
  /** `null` unless whoever ordered the package may read it. */
  readonly uln: string | null;
  readonly site: string | null;
  readonly employer: string | null;
  readonly jobRole: string | null;
  readonly learner: PackagePerson;
  readonly assessor: PackagePerson;
  readonly coAssessor: PackagePerson | null;
  readonly countersigner: PackagePerson | null;
  readonly iqa: PackagePerson;
  readonly countersigningIqa: PackagePerson | null;
}

export interface PackageFile {
  readonly id: string;
  /** `null` where the bytes are absent: the name may be somebody else's. */
  readonly name: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** Below `data/`; `null` when absent. */
  readonly path: string | null;
  readonly absence: FileAbsence | null;
  readonly addedAt: string;
  readonly derivedFromId: string | null;
  readonly derivation: string | null;
}

export interface PackageClaim {
  readonly id: string;
  readonly criterion: string;
  readonly claimedFacets: readonly string[];
  readonly facets: readonly string[];
  readonly locator: EvidenceLocator | null;
  readonly rationale: string | null;
  readonly state: ClaimState;
  readonly depthMet: boolean | null;
  readonly claimedBy: PackagePerson;
  readonly decidedBy: PackagePerson | null;
  readonly decidedAt: string | null;
}

/** One version of an item, in `evidence.json`, lowest number and version first. */
export interface PackageEvidence {
  readonly id: string;
  readonly ref: string;
  readonly number: number;
  readonly version: number;
  readonly replacesId: string | null;
  readonly method: EvidenceMethod;
  readonly status: EvidenceStatus;
  readonly onHold: boolean;
  readonly withdrawalReason: WithdrawalReason | null;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: string;
  readonly activityTo: string;
  readonly setting: string;
  readonly workplaceContext: boolean;
  readonly channel: string | null;
  readonly customerType: string | null;
  readonly caseRefs: readonly string[];
  readonly storage: string;
  readonly redaction: string;
  readonly redactionConfirmed: { readonly by: PackagePerson; readonly at: string } | null;
  /** The form of the method as its author filled it in, without contact details. */
  readonly record: { readonly [field: string]: Json | undefined } | null;
  readonly authorRole: AuthorRole;
  readonly author: PackagePerson;
  readonly declarationVersion: string | null;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly contentSha256: string | null;
  readonly signatures: readonly {
    readonly role: AuthorRole;
    readonly name: string;
    readonly statement: string;
    readonly signedAt: string;
    readonly contentSha256: string;
  }[];
  readonly witnessVerification: {
    readonly method: WitnessCheckMethod;
    readonly verifiedOn: string;
    readonly by: PackagePerson;
  } | null;
  readonly rplState: string | null;
  readonly aoReference: string | null;
  /** Where its words were first written, when they came with a package; packages from before imports do not say. */
  readonly origin?: EvidenceOrigin | null;
  readonly files: readonly PackageFile[];
  readonly claims: readonly PackageClaim[];
}

/**
 * One package that arrived earlier, in `history.json`, oldest first; left out where none did. What was in it lies below
 * `folder` byte for byte as it came.
 */
export interface PackageArrival {
  readonly packageId: string;
  /** Below `data/`: `history/<packageId>`. */
  readonly folder: string;
  /** Whose package it was. */
  readonly centre: { readonly name: string; readonly number: string | null };
  readonly exportedAt: string;
  readonly acceptedAt: string;
  readonly acceptedBy: PackagePerson;
  /** Which items of it became drafts here, and which drafts. */
  readonly drafts: readonly { readonly fromId: string; readonly evidenceId: string }[];
  /** Documents that whoever ordered this package may not read; below `folder`. */
  readonly withheld: readonly string[];
  /** Files whose bytes were given up for data protection since; below `folder`. */
  readonly purged: readonly string[];
}
