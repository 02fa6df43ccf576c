import { Injectable } from '@nestjs/common';
import { checkLocatorFits } from '../../domain/content/locator-fit.js';
import { formOf } from '../../domain/evidence/forms/method-forms.js';
import { placesIn } from '../../domain/evidence/forms/record-places.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { ContentsReader } from '../contents/contents.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Holds locators against what the files of an item are known to have: pages, paragraphs, sheets, rows, minutes. */
@Injectable()
export class LocatorsPolicy {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly contents: ContentsReader,
  ) {}

  /**
   * @param pathOf where the claim with this position stands in the request
   * @throws DomainError LOCATOR_INVALID when a place cannot be in any of the files
   */
  async assertFit(
    evidence: EvidenceRecord,
    claims: readonly EvidenceClaimRecord[],
    pathOf: (claim: EvidenceClaimRecord) => string,
  ): Promise<void> {
    // What the employer holds is described here, and a file beside the description is a sample of it.
    if (evidence.storage === 'in_situ' || claims.every(({ locator }) => locator === null)) return;
    const files = await this.reader.files([evidence.id]);
    const readings = await this.contents.readings(files.map(({ sha256 }) => sha256));
    const located = files.map(({ kind, sha256 }) => ({ kind, content: readings.get(sha256) ?? null }));
    const record = placesIn(formOf(evidence.method), evidence.record);
    const errors = claims.flatMap((claim) =>
      claim.locator === null
        ? []
        : checkLocatorFits(claim.locator, located, record).map(({ path, message }) => ({
            path: `${pathOf(claim)}.${path}`,
            message,
          })),
    );
    if (errors.length > 0) throw new DomainError('LOCATOR_INVALID', 'Some claims point beyond the files.', errors);
  }
}
