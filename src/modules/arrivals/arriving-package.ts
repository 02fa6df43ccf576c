import type { Operation } from '../../domain/access/permissions.js';
import type { PackageDocuments } from '../../domain/portfolio/check-package.js';
import type { PackageHead } from '../../domain/portfolio/package-format.js';
import type { ArrivedKind } from './arrived-file.record.js';
import type { ArrivedSignature } from './portfolio-import.record.js';

/** A file below `data/` of a package that was found whole. */
export interface ArrivingFile {
  readonly path: string;
  /** As it was called; of documents the last part of the path. */
  readonly name: string;
  readonly kind: ArrivedKind;
  readonly size: number;
  readonly sha256: string;
  readonly needs: readonly Operation[];
  /** The version that it is a file of, at the exporting centre; `null` for documents and for what came there before. */
  readonly evidenceId: string | null;
}

/** Everything in a package that was found whole and in its format. */
export interface ArrivingPackage {
  readonly documents: PackageDocuments;
  readonly signature: ArrivedSignature | null;
  readonly files: readonly ArrivingFile[];
  /** Of packages that had arrived there before, those within them included. */
  readonly earlier: readonly PackageHead[];
  readonly contentSha256: string;
}
