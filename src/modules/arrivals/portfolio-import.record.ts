import { Check, Entity, Index } from 'typeorm';
import type { PackageHead } from '../../domain/portfolio/package-format.js';
import type { PackageJudgement, PackageSignOff } from '../../domain/portfolio/package-history.js';
import type { PlannedPassage } from '../../domain/portfolio/plan-arrival.js';
import {
  BigIntegerColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
} from '../../platform/database/columns.js';

export const IMPORT_STATES = ['previewed', 'accepted', 'withdrawn', 'expired'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What the signature of a signed-off document turned out to be; a broken one is refused. */
export interface ArrivedSignature {
  readonly state: 'valid' | 'unsigned';
  /** Subject and SHA-256 fingerprint of the certificate; whether it is the centre's, only the centre can say. */
  readonly certificate: string | null;
  readonly fingerprint: string | null;
}

/** What was found in a package when it was looked through. */
export interface ImportFacts {
  readonly head: PackageHead;
  readonly uln: string | null;
  /** Hash of the canonical text of its unit specification. */
  readonly unitSha256: string;
  readonly signature: ArrivedSignature | null;
  readonly passages: readonly PlannedPassage[];
  /** What its drafts claim, by their reference there. */
  readonly claims: readonly { readonly ref: string; readonly criterion: string; readonly facets: readonly string[] }[];
  /** Complaint cases that its drafts speak of. */
  readonly caseRefs: readonly string[];
  /** Contents of its drafts, and the item each is in. */
  readonly contents: readonly { readonly sha256: string; readonly ref: string }[];
  /** Files without bytes. */
  readonly absent: readonly { readonly ref: string; readonly sha256: string; readonly absence: string }[];
  readonly judgements: readonly Pick<
    PackageJudgement,
    'criterion' | 'outcome' | 'inForce' | 'assessor' | 'decidedAt' | 'rationale'
  >[];
  readonly decisions: number;
  readonly signOffs: readonly Pick<PackageSignOff, 'stage' | 'person' | 'signedAt' | 'voidedAt'>[];
  /** Packages that had arrived where this one was made, and are in it. */
  readonly earlier: readonly { readonly packageId: string; readonly centre: string; readonly exportedAt: string }[];
  readonly files: number;
}

/** A package of another centre: looked through first, and taken into a portfolio once somebody has accepted it. */
@Entity('portfolio_imports')
@Index('ix_portfolio_imports_centre', ['centreId', 'id'])
@Index('ix_portfolio_imports_registration', ['registrationId', 'id'])
@Check('ck_portfolio_imports_state', `"state" IN (${IMPORT_STATES.map((state) => `'${state}'`).join(', ')})`)
export class PortfolioImportRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_portfolio_imports_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_portfolio_imports_receiver' })
  receivedById: string;

  @CodeColumn()
  state: ImportState;

  /** The id that the exporting centre gave. */
  @RefColumn()
  packageId: string;

  /** Under which its zip waits beside the content store, as long as it is `previewed`. */
  @CodeColumn()
  uploadId: string;

  /** Hash of the zip. */
  @Sha256Column()
  sha256: string;

  /** Hash over evidence, decisions, judgements, signatures and files: the same for two exports of one state. */
  @Sha256Column()
  contentSha256: string;

  /** Bytes of the zip. */
  @BigIntegerColumn()
  size: number;

  /** `null` once it was withdrawn or its days were over: it says much about a person. */
  @JsonColumn({ nullable: true })
  facts: ImportFacts | null;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_portfolio_imports_registration', nullable: true })
  registrationId: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_portfolio_imports_accepter', nullable: true })
  acceptedById: string | null;

  @InstantColumn({ nullable: true })
  acceptedAt: string | null;

  /** Which items became which drafts. */
  @JsonColumn()
  drafts: readonly { readonly fromId: string; readonly evidenceId: string; readonly ref: string }[];

  @InstantColumn()
  createdAt: string;

  /** When it is forgotten unless somebody accepts it. */
  @InstantColumn()
  expiresAt: string;
}
