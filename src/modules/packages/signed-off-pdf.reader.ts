import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { FileStore } from '../../platform/files/file-store.js';
import { PortfolioReader } from '../portfolio/portfolio.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';

/** The signed-off document of the release in force. */
export interface SignedOffPdf {
  readonly sha256: string;
  readonly size: number;
  readonly verificationCode: string | null;
  readonly releasedAt: string;
}

@Injectable()
export class SignedOffPdfReader {
  constructor(
    private readonly signOffs: SignOffReader,
    private readonly portfolios: PortfolioReader,
    private readonly files: FileStore,
  ) {}

  /**
   * The signed-off document of a released unit; `null` for one that is not released.
   * @throws DomainError EXPORT_NOT_READY while it is not drawn
   */
  async of(registrationId: string): Promise<SignedOffPdf | null> {
    const release = releaseOf(await this.signOffs.signOffs(registrationId));
    const portfolio = release && (await this.portfolios.ofRelease(release.id));
    if (!release || !portfolio) return null;
    const { sha256, status, verificationCode } = portfolio;
    if (sha256 === null) {
      const message = `The signed-off portfolio is ${status}; please order the package once it is ready.`;
      throw new DomainError('EXPORT_NOT_READY', message);
    }
    const { size } = await this.files.stat(sha256);
    return { sha256, size, verificationCode, releasedAt: release.signedAt };
  }
}
