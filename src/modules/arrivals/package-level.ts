import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Operation } from '../../domain/access/permissions.js';
import { faultsInReferences, type PackageDocuments, type PackedContent } from '../../domain/portfolio/check-package.js';
import { PACKAGE_FORMAT, type PackageArrival, type PackageHead } from '../../domain/portfolio/package-format.js';
import type { PackageAuditEvent } from '../../domain/portfolio/package-history.js';
import { FORMAT, PACKAGE_DOCUMENTS, type PackageDocumentName } from '../../domain/portfolio/package-shapes.js';
import type { ZipArchive } from '../../platform/bag/zip-archive.js';
import type { FileStore } from '../../platform/files/file-store.js';
import { verifySignedFile } from '../../platform/signing/verify-file.js';
import type { ArrivingFile } from './arriving-package.js';
import { MAX_DEPTH, MAX_PACKAGES, MAX_VERSIONS } from './import-limits.js';
import type { ArrivedSignature } from './portfolio-import.record.js';
import { readDocument, refused } from './read-document.js';

/** A package as it lies in a zip: the one that was sent, or one that had arrived where that was made. */
interface Place {
  readonly archive: ZipArchive;
  readonly files: FileStore;
  /** Where `data/` begins in the zip. */
  readonly root: string;
  /** Everything below `data/`. */
  readonly contents: ReadonlyMap<string, PackedContent>;
}

/** What the package around it says is not in it, by path below its own root. */
interface Missing {
  readonly withheld: ReadonlySet<string>;
  readonly purged: ReadonlySet<string>;
}

type FileOnLevel = Pick<ArrivingFile, 'path' | 'name' | 'kind' | 'needs' | 'evidenceId'>;

export interface LevelFinding {
  /** Where it lies below `data/`; "" for the package that was sent. */
  readonly prefix: string;
  readonly documents: PackageDocuments;
  /** What each of its files is, without those of packages that came before. */
  readonly kinds: readonly FileOnLevel[];
}

export interface LevelsFinding extends LevelFinding {
  readonly signature: ArrivedSignature | null;
  /** Itself first, then those that came before it. */
  readonly levels: readonly LevelFinding[];
}

const HISTORY = 'history/';
/** What a document that a later version may have added takes to be read: nobody knows what it says. */
const ANYTHING: readonly Operation[] = ['learner_identity:read', 'sample:read'];

/** Reads packages within one zip, each with everything that may be wrong with it. */
export class PackageLevel {
  private packages = 0;

  constructor(private readonly place: Place) {}

  /** @throws DomainError IMPORT_REFUSED */
  async read(prefix: string, missing: Missing, depth: number): Promise<LevelsFinding> {
    this.packages += 1;
    if (depth > MAX_DEPTH || this.packages > MAX_PACKAGES) {
      throw refused('There are too many packages within the package.', [{ path: prefix, message: 'is one too many' }]);
    }
    const own = new Map(
      [...this.place.contents]
        .filter(([path]) => path.startsWith(prefix) && !path.startsWith(prefix + HISTORY))
        .map(([path, content]) => [path.slice(prefix.length), content]),
    );
    const documents = await this.documents(prefix, own, missing.withheld);
    if (documents.evidence.length > MAX_VERSIONS) {
      const message = `has more than ${MAX_VERSIONS} versions`;
      throw refused('The package is larger than a portfolio.', [{ path: `${prefix}evidence.json`, message }]);
    }
    const faults = faultsInReferences(documents, own, missing.purged);
    if (faults.length > 0) {
      throw refused(
        'The documents of the package contradict each other or its files.',
        faults.slice(0, 50).map(({ path, message }) => ({ path: prefix + path, message })),
      );
    }
    const signature = await this.signature(prefix, documents.head, missing.purged);
    const finding = { prefix, documents, kinds: kindsOf(documents, [...own.keys()]) };
    const levels: LevelFinding[] = [finding];
    for (const arrival of documents.arrivals) {
      const inner = `${prefix}${arrival.folder}/`;
      const found = await this.read(inner, missingFrom(arrival, missing), depth + 1);
      if (found.documents.head.packageId !== arrival.packageId) {
        throw refused('A package that came before is not the one it is said to be.', [
          { path: `${inner}package.json.packageId`, message: 'is not what history.json says' },
        ]);
      }
      levels.push(...found.levels);
    }
    return { ...finding, signature, levels };
  }

  private async documents(
    prefix: string,
    own: ReadonlyMap<string, PackedContent>,
    withheld: ReadonlySet<string>,
  ): Promise<PackageDocuments> {
    const { archive, root } = this.place;
    const required = (name: PackageDocumentName): boolean => !PACKAGE_DOCUMENTS[name].isOptional && !withheld.has(name);
    const names = Object.keys(PACKAGE_DOCUMENTS) as PackageDocumentName[];
    const lacking = names.filter((name) => required(name) && !own.has(name));
    if (lacking.length > 0) {
      throw refused(
        'The package lacks documents.',
        lacking.map((name) => ({ path: prefix + name, message: 'is not there' })),
      );
    }
    const read = async (name: PackageDocumentName): Promise<unknown> =>
      own.has(name) ? readDocument(archive, root + prefix + name, prefix + name, PACKAGE_DOCUMENTS[name].shape) : null;
    const name = `${prefix}package.json`;
    await readDocument(archive, root + name, name, FORMAT(PACKAGE_FORMAT));
    await read('cases.json');
    await read('samples.json');
    // Each was held against the shape of its type a moment ago.
    return {
      head: (await read('package.json')) as PackageHead,
      registration: (await read('registration.json')) as PackageDocuments['registration'],
      unit: (await read('unit.json')) as PackageDocuments['unit'],
      evidence: (await read('evidence.json')) as PackageDocuments['evidence'],
      decisions: (await read('decisions.json')) as PackageDocuments['decisions'],
      judgements: (await read('judgements.json')) as PackageDocuments['judgements'],
      signOffs: (await read('sign-offs.json')) as PackageDocuments['signOffs'],
      planning: (await read('planning.json')) as PackageDocuments['planning'],
      events: (await read('audit.json')) as PackageDocuments['events'],
      arrivals: ((await read('history.json')) ?? []) as PackageDocuments['arrivals'],
    };
  }

  private async signature(
    prefix: string,
    { signedOffPdf }: PackageHead,
    purged: ReadonlySet<string>,
  ): Promise<ArrivedSignature | null> {
    if (!signedOffPdf || purged.has(signedOffPdf.path)) return null;
    const { archive, files, root, contents } = this.place;
    const path = prefix + signedOffPdf.path;
    const { size } = contents.get(path) ?? { size: 0 };
    const received = await files.receive(Readable.from(archive.read(root + path)), { maxBytes: size });
    const file = await open(received.path, 'r');
    try {
      if (!received.head.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
        throw refused('The signed-off portfolio is not a PDF.', [{ path, message: 'is not a PDF' }]);
      }
      const finding = await verifySignedFile(file);
      if (finding.state === 'broken') {
        throw refused('The signature of the signed-off portfolio does not hold.', [{ path, message: finding.reason }]);
      }
      if (finding.state === 'unsigned') return { state: 'unsigned', certificate: null, fingerprint: null };
      const [signer] = finding.certificates;
      const certificate = signer.subject.replace(/\n/g, ', ').replace(/\p{Cc}/gu, '?');
      return { state: 'valid', certificate, fingerprint: signer.fingerprint256 };
    } finally {
      await file.close();
      await received.discard();
    }
  }
}

/** What is missing of a package that came before: what its holder says, and what the package around that says of it. */
function missingFrom({ folder, withheld, purged }: PackageArrival, around: Missing): Missing {
  const below = (paths: ReadonlySet<string>): string[] =>
    [...paths].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
  return {
    withheld: new Set([...withheld, ...below(around.withheld)]),
    purged: new Set([...purged, ...below(around.purged)]),
  };
}

/** What each file of a package is, as its documents say; what none of them names is left out. */
function kindsOf({ head, registration, evidence, events }: PackageDocuments, paths: readonly string[]): FileOnLevel[] {
  const byPath = new Map(
    evidence.flatMap(({ id, files }) =>
      files.flatMap(({ path, name }) => (path === null ? [] : [[path, { evidenceId: id, name }] as const])),
    ),
  );
  const namesLearner: Readonly<Record<string, boolean>> = {
    'registration.json': registration !== null && registration.uln !== null,
    'audit.json': events !== null && events.some(tellsUln),
  };
  const needsOf = (name: string): readonly Operation[] => {
    if (name === 'samples.json') return ['sample:read'];
    if (namesLearner[name]) return ['learner_identity:read'];
    return Object.hasOwn(PACKAGE_DOCUMENTS, name) || name === 'index.html' ? [] : ANYTHING;
  };
  return paths.flatMap((path): FileOnLevel[] => {
    const item = byPath.get(path);
    if (item) {
      const { evidenceId } = item;
      return [{ path, name: item.name ?? path, kind: 'evidence', needs: ['evidence:download'], evidenceId }];
    }
    if (path === head.signedOffPdf?.path) {
      return [{ path, name: path, kind: 'portfolio', needs: ['portfolio:export'], evidenceId: null }];
    }
    const isDocument = path === 'index.html' || /^[^/]+\.json$/.test(path);
    return isDocument ? [{ path, name: path, kind: 'document', needs: needsOf(path), evidenceId: null }] : [];
  });
}

/** Whether a change of the learner's number is told with the number itself. */
function tellsUln({ facts }: PackageAuditEvent): boolean {
  const telling = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, inner]) =>
      name === 'uln' ? inner !== null && inner !== 'withheld' : telling(inner),
    );
  return telling(facts);
}
