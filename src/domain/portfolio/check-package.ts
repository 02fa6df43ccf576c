import type { FieldError } from '../kernel/domain-error.js';
import { criteriaOf } from '../specification/find-criterion.js';
import type { UnitSpecification } from '../specification/unit.js';
import type { PackageArrival, PackageEvidence, PackageHead, PackageRegistration } from './package-format.js';
import type {
  PackageAuditEvent,
  PackageDecision,
  PackageJudgement,
  PackagePlanning,
  PackageSignOff,
} from './package-history.js';

/** The documents of one package, each of the shape that its format asks for. */
export interface PackageDocuments {
  readonly head: PackageHead;
  /** `null` where whoever ordered the package might not have it. */
  readonly registration: PackageRegistration | null;
  readonly unit: UnitSpecification;
  readonly evidence: readonly PackageEvidence[];
  readonly decisions: readonly PackageDecision[];
  readonly judgements: readonly PackageJudgement[];
  readonly signOffs: readonly PackageSignOff[];
  readonly planning: PackagePlanning;
  readonly events: readonly PackageAuditEvent[] | null;
  readonly arrivals: readonly PackageArrival[];
}

/** What lies at a place of the payload. */
export interface PackedContent {
  readonly size: number;
  readonly sha256: string;
}

/** Where history that came before lies, and of which package. */
export const historyFolder = (packageId: string): string => `history/${packageId}`;

/**
 * Everything in a package that points at what is not there, or says of itself what is not so.
 * @param contents what lies where, by path below the root of this package
 * @param purged paths whose bytes were given up since the package was made: they need not be there
 */
export function faultsInReferences(
  documents: PackageDocuments,
  contents: ReadonlyMap<string, PackedContent>,
  purged: ReadonlySet<string>,
): FieldError[] {
  const faults: FieldError[] = [];
  const note = (path: string, message: string): void => void faults.push({ path, message });
  checkHead(documents, contents, purged, note);
  checkEvidence(documents, contents, purged, note);
  checkHistory(documents, note);
  if (documents.events) checkTrail(documents.events, documents.head.auditEnd, note);
  return faults;
}

type Note = (path: string, message: string) => void;

function checkHead(
  documents: PackageDocuments,
  contents: ReadonlyMap<string, PackedContent>,
  purged: ReadonlySet<string>,
  note: Note,
): void {
  const { head, registration, unit, arrivals } = documents;
  if (unit.key !== head.unit.key) note('unit.json.key', 'is not the unit that package.json names');
  if (unit.version !== head.unit.version) note('unit.json.version', 'is not the version that package.json names');
  if (registration && registration.id !== head.registrationId) {
    note('registration.json.id', 'is not the registration that package.json names');
  }
  if (registration && registration.learner.id !== head.learner.id) {
    note('registration.json.learner', 'is not the learner that package.json names');
  }
  if (head.signedOffPdf) {
    const { path, sha256 } = head.signedOffPdf;
    const content = contents.get(path);
    if (!content && !purged.has(path)) note('package.json.signedOffPdf.path', `names ${path}, which is not there`);
    if (content && content.sha256 !== sha256) note('package.json.signedOffPdf.sha256', 'is not the hash of the file');
  }
  arrivals.forEach(({ packageId, folder }, index) => {
    if (folder !== historyFolder(packageId)) note(`history.json[${index}].folder`, 'is not where that package lies');
  });
  if (new Set(arrivals.map(({ packageId }) => packageId)).size < arrivals.length) {
    note('history.json', 'names a package twice');
  }
}

function checkEvidence(
  { unit, evidence }: PackageDocuments,
  contents: ReadonlyMap<string, PackedContent>,
  purged: ReadonlySet<string>,
  note: Note,
): void {
  const facetsOf = new Map(criteriaOf(unit).map(({ code, facets }) => [code, facets.map((facet) => facet.code)]));
  const byId = new Map(evidence.map((one) => [one.id, one]));
  if (byId.size < evidence.length) note('evidence.json', 'has two versions with one id');
  if (new Set(evidence.map(({ number, version }) => `${number} ${version}`)).size < evidence.length) {
    note('evidence.json', 'has one version of an item twice');
  }
  const paths = new Set<string>();
  evidence.forEach((one, index) => {
    const at = `evidence.json[${index}]`;
    const replaced = one.replacesId === null ? undefined : byId.get(one.replacesId);
    if (replaced && (replaced.number !== one.number || replaced.version >= one.version)) {
      note(`${at}.replacesId`, 'is not an earlier version of the same item');
    }
    const fileIds = new Set(one.files.map(({ id }) => id));
    one.files.forEach((file, position) => {
      const place = `${at}.files[${position}]`;
      if (file.derivedFromId !== null && !fileIds.has(file.derivedFromId)) {
        note(`${place}.derivedFromId`, 'is no file of this item');
      }
      if ((file.path === null) !== (file.absence !== null))
        note(`${place}.path`, 'is there exactly when absence is not');
      if (file.path === null) return;
      if (file.name === null) note(`${place}.name`, 'must be there with the file');
      if (paths.has(file.path)) note(`${place}.path`, 'is the place of another file');
      paths.add(file.path);
      const content = contents.get(file.path);
      if (!content && purged.has(file.path)) return;
      if (!file.path.startsWith('evidence/')) note(`${place}.path`, 'is not below evidence/');
      else if (!content) note(`${place}.path`, `names ${file.path}, which is not there`);
      else if (content.sha256 !== file.sha256) note(`${place}.sha256`, 'is not the hash of the file');
      else if (content.size !== file.size) note(`${place}.size`, 'is not the length of the file');
    });
    one.claims.forEach(({ criterion, claimedFacets, facets }, position) => {
      const known = facetsOf.get(criterion);
      const place = `${at}.claims[${position}]`;
      if (!known) return note(`${place}.criterion`, 'is no criterion of the unit');
      if (![...claimedFacets, ...facets].every((facet) => known.includes(facet))) {
        note(`${place}.facets`, 'has a facet that the criterion does not have');
      }
    });
  });
}

function checkHistory({ unit, evidence, decisions, judgements, planning }: PackageDocuments, note: Note): void {
  const criteria = new Set(criteriaOf(unit).map(({ code }) => code));
  const ids = new Set(evidence.map(({ id }) => id));
  decisions.forEach(({ evidenceId, claims }, index) => {
    const at = `decisions.json[${index}]`;
    if (!ids.has(evidenceId)) note(`${at}.evidenceId`, 'is no evidence of this package');
    claims.forEach(({ criterion }, position) => {
      if (!criteria.has(criterion)) note(`${at}.claims[${position}].criterion`, 'is no criterion of the unit');
    });
  });
  const ruling = new Set<string>();
  judgements.forEach(({ criterion, evidenceIds, inForce }, index) => {
    const at = `judgements.json[${index}]`;
    if (!criteria.has(criterion)) note(`${at}.criterion`, 'is no criterion of the unit');
    if (!evidenceIds.every((id) => ids.has(id))) note(`${at}.evidenceIds`, 'names evidence that is not there');
    if (inForce && ruling.has(criterion)) note(`${at}.inForce`, 'is said of two judgements on one criterion');
    if (inForce) ruling.add(criterion);
  });
  planning.actions.forEach(({ criterion }, index) => {
    if (criterion !== null && !criteria.has(criterion)) {
      note(`planning.json.actions[${index}].criterion`, 'is no criterion of the unit');
    }
  });
}

/**
 * What can be seen of a chain from a part of it, without its key: the order, that neighbours fit, and that its end is not
 * past. The seals themselves only the centre that made them can compute again.
 */
function checkTrail(events: readonly PackageAuditEvent[], end: PackageHead['auditEnd'], note: Note): void {
  events.forEach((event, index) => {
    const at = `audit.json[${index}]`;
    const before = events[index - 1];
    if (before && before.sequence >= event.sequence) note(`${at}.sequence`, 'does not follow the event before it');
    if (before && before.sequence + 1 === event.sequence && before.sha256 !== event.previousSha256) {
      note(`${at}.previousSha256`, 'is not the seal of the event before it');
    }
    if (event.sequence > end.sequence) note(`${at}.sequence`, 'is beyond the end of the trail');
    if (event.sequence === end.sequence && event.sha256 !== end.sha256) {
      note(`${at}.sha256`, 'is not the seal that package.json names as the end of the trail');
    }
  });
}
