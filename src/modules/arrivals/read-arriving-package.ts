import { createHash } from 'node:crypto';
import { PACKAGE_DOCUMENTS } from '../../domain/portfolio/package-shapes.js';
import { verifyBag } from '../../platform/bag/verify-bag.js';
import { ZipArchive } from '../../platform/bag/zip-archive.js';
import type { FileStore } from '../../platform/files/file-store.js';
import type { ArrivingFile, ArrivingPackage } from './arriving-package.js';
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS_BYTES, MAX_PATH } from './import-limits.js';
import { PackageLevel, type LevelFinding } from './package-level.js';
import { refused } from './read-document.js';

/** What the same state of a portfolio says in every export of it. */
const CONTENT = /^(evidence|decisions|judgements|sign-offs)\.json$|^(evidence|history)\//;

/** What a package adds to the paths of one that came before. */
const WITHIN = /^(history\/[^/]*\/)+/;

/**
 * Looks through the package in the zip at `path`: first that it is a whole bag, then its format, the shape of every
 * document, everything that points at something, and the signature of its portfolio. Packages that came there before are
 * looked through in the same way.
 *
 * @throws DomainError IMPORT_REFUSED, naming document and path
 */
export async function readArrivingPackage(path: string, files: FileStore): Promise<ArrivingPackage> {
  const { faults, folder, contents } = await verifyBag(path);
  if (faults.length > 0 || folder === null) {
    const errors = faults.map((fault) => ({ path: fault.path, message: `${fault.code}: ${fault.message}` }));
    throw refused('The file is not a whole package: a bag (RFC 8493) in a zip, with every hash as it says.', errors);
  }
  assertPlaces(contents);
  const archive = await ZipArchive.open(path);
  try {
    const level = new PackageLevel({ archive, files, root: `${folder}/data/`, contents });
    const { documents, signature, levels } = await level.read('', { withheld: new Set(), purged: new Set() }, 0);
    return {
      ...{ documents, signature },
      files: filesOf(levels, contents),
      earlier: levels.slice(1).map((one) => one.documents.head),
      contentSha256: contentHash(contents),
    };
  } finally {
    archive.close();
  }
}

type Contents = ReadonlyMap<string, { readonly size: number; readonly sha256: string }>;

/** Places must be good for the next package that takes them along, and documents small enough to be read. */
function assertPlaces(contents: Contents): void {
  let total = 0;
  for (const [path, { size }] of contents) {
    if (path !== path.normalize('NFC') || path.replace(WITHIN, '').length > MAX_PATH) {
      throw refused('A path in the package cannot be kept.', [{ path, message: 'must be in NFC and not so long' }]);
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!Object.hasOwn(PACKAGE_DOCUMENTS, name)) continue;
    total += size;
    if (size > MAX_DOCUMENT_BYTES) {
      throw refused(`${path} is longer than such a document ever is.`, [{ path, message: 'is too long' }]);
    }
  }
  if (total > MAX_DOCUMENTS_BYTES) {
    throw refused('The documents of the package are longer than such documents ever are.', []);
  }
}

/** Every file of the payload once, as what it is on the level that it belongs to. */
function filesOf(levels: readonly LevelFinding[], contents: Contents): ArrivingFile[] {
  const files: ArrivingFile[] = levels.flatMap(({ prefix, kinds }, depth) =>
    kinds.map(({ path, name, kind, needs, evidenceId }) => {
      const { size, sha256 } = contents.get(prefix + path) ?? { size: 0, sha256: '' };
      const own = depth === 0 ? evidenceId : null;
      return { path: prefix + path, name, kind, size, sha256, needs, evidenceId: own };
    }),
  );
  const known = new Set(files.map(({ path }) => path));
  const strange = [...contents.keys()].filter((path) => !known.has(path));
  if (strange.length > 0) {
    const errors = strange.slice(0, 50).map((path) => ({ path, message: 'is named by no document' }));
    throw refused('The package holds files that none of its documents names.', errors);
  }
  return files;
}

function contentHash(contents: Contents): string {
  const lines = [...contents]
    .filter(([path]) => CONTENT.test(path))
    .map(([path, { sha256 }]) => `${sha256}  ${path}\n`)
    .sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
