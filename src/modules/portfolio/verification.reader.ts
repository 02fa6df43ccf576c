import { createHash, type X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { initialsOf } from '../../domain/kernel/initials.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isInForce } from '../../domain/sign-off/sign-off.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { FileStore } from '../../platform/files/file-store.js';
import { signerOf } from '../../platform/signing/verify-file.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { CodeFinder } from './code-finder.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';

/** What anybody may learn about a signed-off portfolio: no personal data beyond initials. */
export interface PortfolioStanding {
  readonly verificationCode: string;
  readonly status: 'valid' | 'superseded' | 'reopened';
  /** Of several units, one after the other. */
  readonly unitTitle: string;
  readonly unitReference: string | null;
  readonly centre: string;
  readonly learnerInitials: string;
  /** Of several units, when the last of them was released. */
  readonly releasedAt: string;
  /** Hash of the one true PDF. */
  readonly sha256: string;
}

/** What is known of a file that somebody sent. */
export interface FileStanding {
  /** Not one byte differs from what was released. */
  readonly isIntact: boolean;
  /** The portfolio that it is, or that it gives itself out to be. */
  readonly portfolio: PortfolioStanding | null;
}

const UNKNOWN_CODE = 'No portfolio of this installation carries this code.';

/** Anybody may send a file to be hashed; none that we release comes near this size. */
const MAX_FILE_BYTES = 2 * 1024 ** 3;

/** A verification code as it is printed, however it was typed: in capitals, in groups of four with hyphens between. */
const asPrinted = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/(.{4})(?=.)/gu, '$1-');

/** Tells an outsider whether a portfolio they hold is genuine and whether the unit still stands released. */
@Injectable()
export class VerificationReader {
  constructor(
    private readonly reader: PortfolioReader,
    private readonly signOffs: SignOffReader,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly identity: IdentityReader,
    private readonly files: FileStore,
  ) {}

  /** @throws DomainError NOT_FOUND for a code that no portfolio carries */
  async ofCode(code: string): Promise<PortfolioStanding> {
    const order = await this.reader.byCode(asPrinted(code));
    if (!order) throw new DomainError('NOT_FOUND', UNKNOWN_CODE);
    return this.standingOf(order);
  }

  /**
   * The certificate with whose key the portfolio of this code is signed, for whoever checks a copy without us.
   * @throws DomainError NOT_FOUND for an unknown code, and for a portfolio from before there were signatures
   */
  async certificateOf(code: string): Promise<X509Certificate> {
    const order = await this.reader.byCode(asPrinted(code));
    if (!order?.sha256) throw new DomainError('NOT_FOUND', UNKNOWN_CODE);
    const file = await open(await this.files.localPath(order.sha256), 'r');
    try {
      const certificate = await signerOf(file);
      if (!certificate) throw new DomainError('NOT_FOUND', 'This portfolio is from before portfolios were signed.');
      return certificate;
    } finally {
      await file.close();
    }
  }

  /**
   * Compares a file with everything ever released here; it is hashed while it arrives and never stored. A file that
   * carries the code of a portfolio and is not that very file has been altered, or was made to look like it.
   * @throws DomainError FILE_TOO_LARGE
   */
  async ofFile(content: Readable): Promise<FileStanding> {
    const hash = createHash('sha256');
    const finder = new CodeFinder();
    let size = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) throw new DomainError('FILE_TOO_LARGE', 'No portfolio is as large as this file.');
      hash.update(chunk);
      finder.take(chunk);
    }
    const genuine = await this.reader.byHash(hash.digest('hex'));
    const order = genuine ?? (finder.codes.length > 0 ? await this.reader.byCodes(finder.codes) : null);
    return { isIntact: genuine !== null, portfolio: order && (await this.standingOf(order)) };
  }

  private async standingOf(order: PortfolioExportRecord): Promise<PortfolioStanding> {
    const bound = await this.reader.unitsOf(order);
    const registrations = await this.registrations.byIds(bound.map(({ registrationId }) => registrationId));
    const signOffs = await this.signOffs.signOffsOf(registrations.map(({ id }) => id));
    const centre = await this.identity.centre(order.centreId);
    const units: UnitSpecification[] = [];
    const fallen: string[] = [];
    let releasedAt = '';
    for (const { registrationId, releaseId } of bound) {
      const registration = registrations.find(({ id }) => id === registrationId);
      if (!registration) continue;
      units.push(await this.specifications.version(registration.unitKey, registration.specificationVersion));
      const release = signOffs.find(({ id }) => id === releaseId);
      if (!release || !isInForce(release)) fallen.push(registrationId);
      if (release && release.signedAt > releasedAt) releasedAt = release.signedAt;
    }
    const [learnerId = ''] = registrations.map((registration) => registration.learnerId);
    const name = (await this.identity.names([learnerId])).get(learnerId) ?? '';
    const references = units.flatMap(({ unitReference }) => unitReference ?? []);
    return {
      verificationCode: order.verificationCode ?? '',
      status: await this.statusOf(order, fallen),
      unitTitle: units.map(({ title }) => title).join('; '),
      unitReference: references.length === 0 ? null : references.join('; '),
      centre: centre.name,
      learnerInitials: initialsOf(name),
      releasedAt: releasedAt || order.createdAt,
      sha256: order.sha256 ?? '',
    };
  }

  /** A portfolio stands while every release in it does; it is superseded once each that fell was followed by another. */
  private async statusOf(
    order: PortfolioExportRecord,
    fallen: readonly string[],
  ): Promise<PortfolioStanding['status']> {
    if (fallen.length === 0) return 'valid';
    for (const registrationId of fallen) {
      if (!(await this.reader.isFollowed(registrationId, order.id))) return 'reopened';
    }
    return 'superseded';
  }
}
