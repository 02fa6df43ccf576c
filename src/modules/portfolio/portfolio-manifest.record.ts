import { Entity } from 'typeorm';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import { IdColumn, JsonColumn } from '../../platform/database/columns.js';

/** A picture or PDF that the document shows, by the id of its file row and the hash of its bytes. */
export interface StoredPicture {
  readonly fileId: string;
  readonly sha256: string;
}

/**
 * Everything an ordered document will say, fixed in the transaction that ordered it: what happens before it is drawn
 * must not find its way in. Apart from the order, which is read at every step of the progress bar.
 */
@Entity('portfolio_manifests')
export class PortfolioManifestRecord {
  @IdColumn({ to: 'PortfolioExportRecord', as: 'fk_portfolio_manifests_export' })
  exportId: string;

  @JsonColumn()
  manifest: DocumentManifest;

  @JsonColumn()
  pictures: StoredPicture[];
}
