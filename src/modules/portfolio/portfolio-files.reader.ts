import { Injectable } from '@nestjs/common';
import { isReleased } from '../../domain/evidence/screening.js';
import type { EvidenceClaim } from '../../domain/evidence/evidence.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import type { PortfolioFile } from '../../domain/portfolio/portfolio-file.js';
import { ContentsReader, type PlacedPassage } from '../contents/contents.reader.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import type { StoredPicture } from './portfolio-manifest.record.js';

export interface PortfolioFiles {
  /** By the id of their evidence. */
  readonly files: ReadonlyMap<string, readonly PortfolioFile[]>;
  /** Those that are drawn: pictures and PDFs. */
  readonly pictures: StoredPicture[];
}

/** The files of a portfolio with what is known of their content, in a fixed number of queries. */
@Injectable()
export class PortfolioFilesReader {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly contents: ContentsReader,
  ) {}

  /** @param claims of all the evidence; the passages that they name are read as well */
  async of(evidence: readonly EvidenceRecord[], claims: readonly EvidenceClaim[]): Promise<PortfolioFiles> {
    const redactions = new Map(evidence.map(({ id, redaction }) => [id, redaction]));
    // A sealed original is represented by its redacted copy, in the list of files as well.
    const rows = (await this.evidence.files(evidence.map(({ id }) => id))).filter(({ sealedAt }) => sealedAt === null);
    const readings = await this.contents.readings(rows.map(({ sha256 }) => sha256));
    const passages = await this.contents.extracts(
      rows.filter(({ kind }) => hasExtract(kind)).map(({ sha256 }) => sha256),
      claims.flatMap(({ locator }) => locator ?? []),
    );
    const withheldOf = (row: EvidenceFileRecord): PortfolioFile['withheld'] => {
      if (row.purgedAt !== null) return 'purged';
      if (!isReleased(row.screening)) return 'not_released';
      return redactions.get(row.evidenceId) === 'pending' ? 'not_redacted' : null;
    };
    const drawn = rows.filter((row) => isDrawn(row) && withheldOf(row) === null);
    const filesOf = groupBy(rows, ({ evidenceId }) => evidenceId);
    return {
      pictures: drawn.map(({ id, sha256 }) => ({ fileId: id, sha256 })),
      files: new Map(
        [...filesOf].map(([evidenceId, own]) => [
          evidenceId,
          own.map(({ id, name, mediaType, size, sha256, ...row }) => ({
            ...{ id, name, sizeBytes: size, sha256, content: readings.get(sha256) ?? null },
            // What is gone is listed by its hash and shown as nothing.
            mediaType: row.purgedAt === null ? mediaType : 'application/octet-stream',
            withheld: withheldOf({ id, name, mediaType, size, sha256, ...row }),
            passages: passages.get(sha256) ?? NO_PASSAGES,
          })),
        ]),
      ),
    };
  }
}

const NO_PASSAGES: readonly PlacedPassage[] = [];

const isDrawn = ({ kind, mediaType }: EvidenceFileRecord): boolean =>
  kind === 'image' || mediaType === 'application/pdf';

const hasExtract = (kind: EvidenceFileRecord['kind']): boolean => !['image', 'audio', 'video'].includes(kind);
