import { Entity } from 'typeorm';
import { IdColumn, JsonColumn } from '../../platform/database/columns.js';

/** A text that was written for the package. */
export interface PackageDocument {
  /** Below `data/`. */
  readonly path: string;
  readonly text: string;
}

/** A stored file that the package takes along. */
export interface PackedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  /** The file of evidence, or of what arrived, that it is; `null` for the signed-off PDF. */
  readonly source:
    | { readonly evidenceId: string; readonly fileId: string }
    | { readonly importId: string; readonly fileId: string }
    | null;
}

/** What the bag says of itself. */
export interface BagCover {
  readonly folder: string;
  readonly readme: string;
  readonly info: readonly (readonly [label: string, value: string])[];
}

/**
 * Everything an ordered package will hold, fixed in the transaction that ordered it, so that the same order has the same
 * bytes however often its process is killed. The documents are forgotten once it is packed.
 */
@Entity('portfolio_package_contents')
export class PackageContentRecord {
  @IdColumn({ to: 'PortfolioPackageRecord', as: 'fk_portfolio_package_contents_package' })
  packageId: string;

  @JsonColumn()
  cover: BagCover;

  @JsonColumn()
  documents: readonly PackageDocument[];

  @JsonColumn()
  files: readonly PackedFile[];
}
