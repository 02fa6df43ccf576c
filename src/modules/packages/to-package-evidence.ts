import { isReleased } from '../../domain/evidence/screening.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import type {
  FileAbsence,
  PackageClaim,
  PackageEvidence,
  PackageFile,
  PackagePerson,
} from '../../domain/portfolio/package-format.js';
import { packagePaths } from '../../domain/portfolio/package-paths.js';
import { withoutContactDetails } from '../../domain/portfolio/record-parts.js';
import type { EvidenceClaimRecord } from '../evidence/evidence-claim.record.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import type { PackedFile } from './package-content.record.js';

type NameOf = (id: string) => PackagePerson;

interface ClaimedEvidence {
  readonly evidence: EvidenceRecord;
  readonly claims: readonly EvidenceClaimRecord[];
}

/** Everybody whose name a package's evidence needs. */
export function evidencePeople(rows: readonly ClaimedEvidence[]): (string | null)[] {
  return rows.flatMap(({ evidence, claims }) => [
    ...[evidence.authorId, evidence.redactionConfirmedById, evidence.witnessVerification?.byId ?? null],
    ...claims.flatMap(({ claimedById, decidedById }) => [claimedById, decidedById]),
  ]);
}

/** The evidence as a package tells it, and the files that go with it, in the order of numbers and versions. */
export function toPackageEvidence(
  rows: readonly ClaimedEvidence[],
  files: readonly EvidenceFileRecord[],
  personOf: NameOf,
): { evidence: PackageEvidence[]; packed: PackedFile[] } {
  const inOrder = [...rows].sort(({ evidence: a }, { evidence: b }) => a.number - b.number || a.version - b.version);
  const filesOf = groupBy(files, ({ evidenceId }) => evidenceId);
  const leaving = inOrder.flatMap(({ evidence: { id, number, version } }) =>
    (filesOf.get(id) ?? []).filter((file) => absenceOf(file) === null).map((file) => ({ file, number, version })),
  );
  const paths = packagePaths(leaving.map(({ file: { id, name }, number, version }) => ({ id, name, number, version })));
  return {
    evidence: inOrder.map(({ evidence, claims }) => ({
      ...wordsOf(evidence, personOf),
      files: (filesOf.get(evidence.id) ?? []).map((file) => toFile(file, paths.get(file.id) ?? null)),
      claims: claims.map((claim) => toClaim(claim, personOf)),
    })),
    packed: leaving.map(({ file: { id, evidenceId, sha256, size, mediaType } }) => ({
      path: paths.get(id) ?? '',
      ...{ sha256, size, mediaType },
      source: { evidenceId, fileId: id },
    })),
  };
}

function absenceOf({ purgedAt, sealedAt, screening }: EvidenceFileRecord): FileAbsence | null {
  if (purgedAt !== null) return 'purged';
  if (sealedAt !== null) return 'sealed';
  if (isReleased(screening)) return null;
  return screening === 'infected' ? 'infected' : 'in_quarantine';
}

function toFile(file: EvidenceFileRecord, path: string | null): PackageFile {
  const { id, name, mediaType, size, sha256, addedAt, derivedFromId, derivation } = file;
  return {
    ...{ id, name: path === null ? null : name, mediaType, size, sha256, path, absence: absenceOf(file) },
    ...{ addedAt, derivedFromId, derivation },
  };
}

function toClaim(claim: EvidenceClaimRecord, personOf: NameOf): PackageClaim {
  const { id, criterion, claimedFacets, facets, locator, rationale, state, depthMet, decidedAt } = claim;
  return {
    ...{ id, criterion, claimedFacets, facets, locator, rationale, state, depthMet, decidedAt },
    claimedBy: personOf(claim.claimedById),
    decidedBy: claim.decidedById === null ? null : personOf(claim.decidedById),
  };
}

function wordsOf(row: EvidenceRecord, personOf: NameOf): Omit<PackageEvidence, 'files' | 'claims'> {
  const { id, ref, number, version, replacesId, method, status, onHold, withdrawalReason } = row;
  const { title, contextStatement, activityFrom, activityTo, setting, workplaceContext, channel, customerType } = row;
  const { caseRefs, storage, redaction, authorRole, declarationVersion, createdAt, submittedAt, contentSha256 } = row;
  const { rplState, aoReference, redactionConfirmedById, redactionConfirmedAt, witnessVerification, record, origin } =
    row;
  return {
    ...{ id, ref, number, version, replacesId, method, status, onHold, withdrawalReason },
    ...{ title, contextStatement, activityFrom, activityTo, setting, workplaceContext, channel, customerType },
    ...{ caseRefs, storage, redaction, authorRole, declarationVersion, createdAt, submittedAt, contentSha256 },
    ...{ rplState, aoReference, origin },
    redactionConfirmed:
      redactionConfirmedById === null || redactionConfirmedAt === null
        ? null
        : { by: personOf(redactionConfirmedById), at: redactionConfirmedAt },
    record: record && withoutContactDetails(record),
    author: personOf(row.authorId),
    signatures: row.signatures.map(({ role, personName, statement, signedAt, contentSha256: signed }) => ({
      ...{ role, name: personName, statement, signedAt },
      contentSha256: signed,
    })),
    witnessVerification: witnessVerification && {
      method: witnessVerification.method,
      verifiedOn: witnessVerification.verifiedOn,
      by: personOf(witnessVerification.byId),
    },
  };
}
