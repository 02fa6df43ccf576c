import { historyFolder } from '../../domain/portfolio/check-package.js';
import type { PackageArrival, PackagePerson } from '../../domain/portfolio/package-format.js';
import type { PackedFile } from './package-content.record.js';
import type { ArrivedPackage } from './package-history.reader.js';

/** What came earlier, as a package tells it: the bytes themselves lie beside. */
export function toPackageArrivals(
  arrived: readonly ArrivedPackage[],
  personOf: (id: string) => PackagePerson,
): PackageArrival[] {
  return arrived.map(({ arrival, files, withheld }) => {
    const { packageId, facts, acceptedAt, acceptedById, createdAt, receivedById, drafts } = arrival;
    const { centre, exportedAt } = facts.head;
    return {
      ...{ packageId, folder: historyFolder(packageId), centre, exportedAt },
      acceptedAt: acceptedAt ?? createdAt,
      acceptedBy: personOf(acceptedById ?? receivedById),
      drafts: drafts.map(({ fromId, evidenceId }) => ({ fromId, evidenceId })),
      withheld: withheld.map(({ path }) => path),
      purged: files.filter(({ purgedAt }) => purgedAt !== null).map(({ path }) => path),
    };
  });
}

/** The files of what came earlier, each where its package had it, below a folder of that package's own. */
export function packedHistory(arrived: readonly ArrivedPackage[]): PackedFile[] {
  return arrived.flatMap(({ arrival, files }) =>
    files
      .filter(({ purgedAt }) => purgedAt === null)
      .map(({ id, path, sha256, size, mediaType }) => ({
        path: `${historyFolder(arrival.packageId)}/${path}`,
        ...{ sha256, size, mediaType },
        source: { importId: arrival.id, fileId: id },
      })),
  );
}
