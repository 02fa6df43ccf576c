import {
  BOOLEAN,
  COUNT,
  DATE,
  fields,
  GROUP,
  INSTANT,
  listOf,
  oneOf,
  orNull,
  perhaps,
  SHA256,
  TEXT,
  UUID,
} from '../kernel/shape.js';
import type { Shape } from '../kernel/shape.js';
import type {
  PackageArrival,
  PackageClaim,
  PackageEvidence,
  PackageFile,
  PackageHead,
  PackagePerson,
  PackageRegistration,
} from './package-format.js';
import type {
  PackageAuditEvent,
  PackageDecision,
  PackageJudgement,
  PackagePlanning,
  PackageRemark,
  PackageSignOff,
} from './package-history.js';

type Member<List> = List extends readonly (infer One)[] ? One : never;

const PERSON = fields<PackagePerson>({ id: UUID, name: TEXT });

/**
 * What another centre's documents must look like. Words of closed lists (methods, statuses, reasons) are only asked to be
 * text: what a later version knows besides ours is shown as it came, and where a word matters here, who uses it looks.
 */
const HEAD = fields<PackageHead>({
  format: TEXT,
  packageId: UUID,
  exportedAt: INSTANT,
  generator: TEXT,
  centre: fields<PackageHead['centre']>({ name: TEXT, number: orNull(TEXT) }),
  learner: PERSON,
  unit: fields<PackageHead['unit']>({ key: TEXT, version: TEXT, title: TEXT }),
  registrationId: UUID,
  signedOffPdf: orNull(
    fields<NonNullable<PackageHead['signedOffPdf']>>({
      ...{ path: TEXT, sha256: SHA256, verificationCode: orNull(TEXT), releasedAt: INSTANT },
    }),
  ),
  auditEnd: fields<PackageHead['auditEnd']>({ sequence: COUNT, sha256: SHA256 }),
});

const REGISTRATION = fields<PackageRegistration>({
  ...{ id: UUID, status: TEXT, registeredOn: DATE, registrationNumber: orNull(TEXT), uln: orNull(TEXT) },
  ...{ site: orNull(TEXT), employer: orNull(TEXT), jobRole: orNull(TEXT) },
  ...{ learner: PERSON, assessor: PERSON, coAssessor: orNull(PERSON), countersigner: orNull(PERSON) },
  ...{ iqa: PERSON, countersigningIqa: orNull(PERSON) },
});

/** As far as anything here goes by it. */
const UNIT = fields<{ key: string; version: string; title: string; outcomes: unknown }>({
  ...{ key: TEXT, version: TEXT, title: TEXT },
  outcomes: listOf(
    fields<{ criteria: unknown }>({
      criteria: listOf(
        fields<{ code: string; facets: unknown }>({
          code: TEXT,
          facets: listOf(fields<{ code: string }>({ code: TEXT })),
        }),
      ),
    }),
  ),
});

const FILE = fields<PackageFile>({
  ...{ id: UUID, name: orNull(TEXT), mediaType: TEXT, size: COUNT, sha256: SHA256, path: orNull(TEXT) },
  absence: orNull(TEXT),
  ...{ addedAt: INSTANT, derivedFromId: orNull(UUID), derivation: orNull(TEXT) },
});

const CLAIM = fields<PackageClaim>({
  ...{ id: UUID, criterion: TEXT, claimedFacets: listOf(TEXT), facets: listOf(TEXT), locator: orNull(GROUP) },
  ...{ rationale: orNull(TEXT), state: TEXT, depthMet: orNull(BOOLEAN) },
  ...{ claimedBy: PERSON, decidedBy: orNull(PERSON), decidedAt: orNull(INSTANT) },
});

const EVIDENCE = fields<PackageEvidence>({
  ...{ id: UUID, ref: TEXT, number: COUNT, version: COUNT, replacesId: orNull(UUID), method: TEXT, status: TEXT },
  ...{ onHold: BOOLEAN, withdrawalReason: orNull(TEXT), title: TEXT, contextStatement: TEXT },
  ...{ activityFrom: DATE, activityTo: DATE, setting: TEXT, workplaceContext: BOOLEAN },
  ...{ channel: orNull(TEXT), customerType: orNull(TEXT), caseRefs: listOf(TEXT), storage: TEXT, redaction: TEXT },
  redactionConfirmed: orNull(fields<{ by: unknown; at: string }>({ by: PERSON, at: INSTANT })),
  ...{ record: orNull(GROUP), authorRole: TEXT, author: PERSON, declarationVersion: orNull(TEXT) },
  ...{ createdAt: INSTANT, submittedAt: orNull(INSTANT), contentSha256: orNull(SHA256) },
  signatures: listOf(
    fields<Member<PackageEvidence['signatures']>>({
      ...{ role: TEXT, name: TEXT, statement: TEXT, signedAt: INSTANT, contentSha256: SHA256 },
    }),
  ),
  witnessVerification: orNull(
    fields<NonNullable<PackageEvidence['witnessVerification']>>({ method: TEXT, verifiedOn: DATE, by: PERSON }),
  ),
  ...{ rplState: orNull(TEXT), aoReference: orNull(TEXT) },
  origin: perhaps(orNull(fields<NonNullable<PackageEvidence['origin']>>({ centre: TEXT, ref: TEXT, packageId: UUID }))),
  ...{ files: listOf(FILE), claims: listOf(CLAIM) },
});

const DECISION = fields<PackageDecision>({
  ...{ id: UUID, evidenceId: UUID, outcome: TEXT, varcs: orNull(GROUP), comment: orNull(TEXT), reasons: listOf(TEXT) },
  claims: listOf(
    fields<Member<PackageDecision['claims']>>({
      ...{ criterion: TEXT, outcome: TEXT, facets: listOf(TEXT), depthMet: orNull(BOOLEAN) },
    }),
  ),
  ...{ contentSha256: SHA256, assessor: PERSON, decidedAt: INSTANT },
});

const JUDGEMENT = fields<PackageJudgement>({
  ...{ id: UUID, sequence: COUNT, criterion: TEXT, outcome: TEXT, inForce: BOOLEAN, assessor: PERSON },
  ...{ assessorStatus: TEXT, decidedAt: INSTANT, rationale: TEXT, evidenceIds: listOf(UUID) },
  ...{ overrideReason: orNull(TEXT), action: orNull(TEXT), targetDate: orNull(DATE) },
  countersignature: orNull(
    fields<NonNullable<PackageJudgement['countersignature']>>({
      ...{ by: PERSON, result: TEXT, note: orNull(TEXT), at: INSTANT },
    }),
  ),
});

const SIGN_OFF = fields<PackageSignOff>({
  ...{ id: UUID, stage: TEXT, person: PERSON, statement: TEXT, signedAt: INSTANT, snapshotSha256: SHA256 },
  ...{ signerStatus: orNull(TEXT), route: orNull(TEXT), decision: orNull(TEXT), note: orNull(TEXT) },
  ...{ voidedAt: orNull(INSTANT), voidReason: orNull(TEXT) },
});

const REMARKS = listOf(fields<PackageRemark>({ statement: orNull(TEXT), comment: orNull(TEXT), at: INSTANT }));

const PLANNING = fields<PackagePlanning>({
  plans: listOf(
    fields<Member<PackagePlanning['plans']>>({
      ...{ id: UUID, version: COUNT, targets: listOf(GROUP), note: orNull(TEXT), nextReviewOn: DATE },
      ...{ specificationVersion: TEXT, createdBy: PERSON, createdAt: INSTANT, remarks: REMARKS },
    }),
  ),
  reviews: listOf(
    fields<Member<PackagePlanning['reviews']>>({
      ...{ id: UUID, heldOn: DATE, attendees: listOf(TEXT), progress: TEXT, feedback: TEXT },
      ...{ nextReviewOn: orNull(DATE), recordedBy: PERSON, recordedAt: INSTANT, remarks: REMARKS },
    }),
  ),
  actions: listOf(
    fields<Member<PackagePlanning['actions']>>({
      ...{ id: UUID, origin: TEXT, originId: UUID, criterion: orNull(TEXT), text: TEXT, dueOn: orNull(DATE) },
      ...{ raisedBy: PERSON, raisedAt: INSTANT, response: orNull(TEXT), respondedAt: orNull(INSTANT) },
      ...{ closureCause: orNull(TEXT), closureNote: orNull(TEXT) },
      ...{ closedBy: orNull(PERSON), closedAt: orNull(INSTANT) },
    }),
  ),
});

const EVENT = fields<PackageAuditEvent>({
  ...{ id: UUID, sequence: COUNT, type: TEXT, at: INSTANT, actor: orNull(PERSON) },
  ...{ evidenceId: orNull(UUID), registrationId: orNull(UUID), facts: GROUP },
  ...{ previousSha256: SHA256, sha256: SHA256, keyId: orNull(TEXT) },
});

const ARRIVAL = fields<PackageArrival>({
  ...{ packageId: UUID, folder: TEXT, centre: fields<PackageHead['centre']>({ name: TEXT, number: orNull(TEXT) }) },
  ...{ exportedAt: INSTANT, acceptedAt: INSTANT, acceptedBy: PERSON, withheld: listOf(TEXT), purged: listOf(TEXT) },
  drafts: listOf(fields<Member<PackageArrival['drafts']>>({ fromId: UUID, evidenceId: UUID })),
});

/** The format by its name alone: whether the rest can be read at all. */
export const FORMAT = (known: string): Shape => fields<{ format: string }>({ format: oneOf([known]) });

/** Every document that a package may hold beside files. `isOptional`: not everybody may have it, or nothing of the kind came. */
export const PACKAGE_DOCUMENTS = {
  'package.json': { shape: HEAD, isOptional: false },
  'registration.json': { shape: REGISTRATION, isOptional: false },
  'unit.json': { shape: UNIT, isOptional: false },
  'evidence.json': { shape: listOf(EVIDENCE), isOptional: false },
  'decisions.json': { shape: listOf(DECISION), isOptional: false },
  'judgements.json': { shape: listOf(JUDGEMENT), isOptional: false },
  'sign-offs.json': { shape: listOf(SIGN_OFF), isOptional: false },
  'samples.json': { shape: listOf(GROUP), isOptional: true },
  'planning.json': { shape: PLANNING, isOptional: false },
  'cases.json': { shape: listOf(GROUP), isOptional: false },
  'audit.json': { shape: listOf(EVENT), isOptional: false },
  'history.json': { shape: listOf(ARRIVAL), isOptional: true },
} as const;

export type PackageDocumentName = keyof typeof PACKAGE_DOCUMENTS;
