import { ApiProperty } from '@nestjs/swagger';
import { ARRIVED_KINDS, type ArrivedFileRecord, type ArrivedKind } from './arrived-file.record.js';
import type { Arrival } from './arrivals.reader.js';
import { ArrivedSignatureView, PassageView, toPassageView } from './portfolio-imports.dto.js';

/** A judgement of another centre: shown, and never counted here (P2). */
export class ForeignJudgementView {
  criterion: string;
  /** In the words of the exporting centre. */
  outcome: string;
  /** Whether it ruled there at the export. */
  inForce: boolean;
  assessorName: string;
  decidedAt: string;
  rationale: string;
}

/** A signature under the unit at another centre. */
export class ForeignSignOffView {
  stage: string;
  personName: string;
  signedAt: string;
  voidedAt: string | null;
}

export class ArrivedFileView {
  id: string;
  /** Below `data/` of the package; documents are described in its format. */
  path: string;
  @ApiProperty({ enum: ARRIVED_KINDS })
  kind: ArrivedKind;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  /** Whether its bytes are still there: some were given up together with the learner's own evidence. */
  isThere: boolean;
}

/** An item that became a draft here. */
export class ArrivedDraftView {
  /** Its id at the exporting centre. */
  fromId: string;
  evidenceId: string;
  ref: string;
}

/** What one package brought, as it was at the centre that made it. */
export class ArrivalView {
  id: string;
  packageId: string;
  centreName: string;
  centreNumber: string | null;
  exportedAt: string;
  acceptedAt: string;
  unit: string;
  specificationVersion: string;
  @ApiProperty({ type: () => ArrivedSignatureView, nullable: true })
  signature: ArrivedSignatureView | null;
  passages: PassageView[];
  drafts: ArrivedDraftView[];
  judgements: ForeignJudgementView[];
  signOffs: ForeignSignOffView[];
  /** Everything that lay in the package, byte for byte; those that you may not read are left out. */
  files: ArrivedFileView[];
}

/** Oldest first. */
export class ArrivalsView {
  items: ArrivalView[];
}

function toFileView({ id, path, kind, mediaType, size, sha256, purgedAt }: ArrivedFileRecord): ArrivedFileView {
  return { id, path, kind, mediaType, sizeBytes: size, sha256, isThere: purgedAt === null };
}

export function toArrivalView(arrival: Arrival, files: readonly ArrivedFileRecord[]): ArrivalView {
  const { id, packageId, facts, acceptedAt, createdAt, drafts } = arrival;
  const { head, signature, passages, judgements, signOffs } = facts;
  return {
    ...{ id, packageId, centreName: head.centre.name, centreNumber: head.centre.number },
    ...{ exportedAt: head.exportedAt, acceptedAt: acceptedAt ?? createdAt },
    ...{ unit: head.unit.key, specificationVersion: head.unit.version, signature },
    passages: passages.map(toPassageView),
    drafts: drafts.map(({ fromId, evidenceId, ref }) => ({ fromId, evidenceId, ref })),
    judgements: judgements.map(({ criterion, outcome, inForce, assessor, decidedAt, rationale }) => ({
      ...{ criterion, outcome, inForce, assessorName: assessor.name, decidedAt, rationale },
    })),
    signOffs: signOffs.map(({ stage, person, signedAt, voidedAt }) => ({
      ...{ stage, personName: person.name, signedAt, voidedAt },
    })),
    files: files.map(toFileView),
  };
}
