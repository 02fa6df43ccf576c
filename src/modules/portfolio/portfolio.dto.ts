import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  PORTFOLIO_KINDS,
  type PortfolioKind,
} from '../../domain/portfolio/portfolio-facts.js';
import { EXPORT_STATUSES, type ExportStatus, type PortfolioExportRecord } from './portfolio-export.record.js';

export class RequestExportBody {
  /** A draft at any time; `signed_off` once an IQA has released the unit. */
  @ApiProperty({ enum: PORTFOLIO_KINDS })
  @IsIn(PORTFOLIO_KINDS)
  kind: PortfolioKind;
}

export class RequestHolisticBody extends RequestExportBody {
  /** Units of the learner that go in, two or more; left out, all whose portfolio you may have. */
  @ValidateIf((body: RequestHolisticBody) => body.registrationIds !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  registrationIds?: string[];
}

export class RequestEqaPackBody {
  /** Some of what was chosen for the visit; left out, all of it, as long as that is no more than 100 registrations. */
  @ValidateIf((body: RequestEqaPackBody) => body.registrationIds !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  registrationIds?: string[];
}

export class ProgressView {
  /** Pages drawn. */
  done: number;
  /** Pages in all; 0 until the layout is known. */
  total: number;
}

export class PortfolioExportView {
  id: string;
  /** For the portfolio of one unit. */
  registrationId: string | null;
  /** For a portfolio over several units of a learner. */
  learnerId: string | null;
  /** For the pack of a visit. */
  visitId: string | null;
  @ApiProperty({ enum: DOCUMENT_KINDS })
  kind: DocumentKind;
  /** `cancelled`: called off before it was drawn. `expired`: its days are over and its file is removed; order another. */
  @ApiProperty({ enum: EXPORT_STATUSES })
  status: ExportStatus;
  progress: ProgressView;
  /** Hash of the PDF, once ready. */
  sha256: string | null;
  /** Hash of everything the document says. */
  manifestSha256: string | null;
  /** What a reader types in to ask whether the document still stands; drafts have none. */
  verificationCode: string | null;
  /** What went wrong, for people. */
  failure: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** When the file of a draft is removed, once ready; what is signed off stays. */
  expiresAt: string | null;
}

export class VerificationView {
  verificationCode: string;
  /**
   * `valid`: the release stands. `reopened`: the unit was opened again after this document was made. `superseded`: it was
   * opened again and released once more, with a document of its own.
   */
  @ApiProperty({ enum: ['valid', 'superseded', 'reopened'] })
  status: string;
  unitTitle: string;
  unitReference: string | null;
  centre: string;
  learnerInitials: string;
  releasedAt: string;
  /** Hash of the one true PDF. */
  sha256: string;
}

export class FileVerificationView {
  /** Whether the file is a portfolio released here, or carries the code of one. */
  recognised: boolean;
  /** Not one byte differs from what was released. */
  intact: boolean;
  /**
   * Of an intact file: whether its release stands. `altered`: the file carries the code of a portfolio that was released
   * here and is not that file. `unknown`: nothing in it is known here.
   */
  @ApiProperty({ enum: ['valid', 'superseded', 'reopened', 'altered', 'unknown'] })
  status: string;
  /** The portfolio that the file is, or gives itself out to be: what was released, not what the file says. */
  portfolio: VerificationView | null;
}

export function toExportView(order: PortfolioExportRecord): PortfolioExportView {
  const { id, registrationId, learnerId, visitId, kind, status } = order;
  const { sha256, manifestSha256, verificationCode, failure, createdAt, finishedAt, expiresAt } = order;
  return {
    ...{ id, registrationId, learnerId, visitId, kind, status },
    ...{ sha256, manifestSha256, verificationCode, failure, createdAt, finishedAt, expiresAt },
    progress: { done: order.pagesDone, total: order.pagesTotal },
  };
}
