import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { PackageEvidence } from '../../domain/portfolio/package-format.js';
import { planArrival } from '../../domain/portfolio/plan-arrival.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { toArrivingDraft } from './arriving-drafts.js';
import type { ArrivingPackage } from './arriving-package.js';
import type { ImportFacts } from './portfolio-import.record.js';

export const hashOfUnit = (unit: UnitSpecification): string =>
  createHash('sha256').update(canonicalJson(unit)).digest('hex');

/**
 * What a package says and what would become of it.
 * @param misfits what keeps items of the learner's from being written here, by their id there
 */
export function importFacts(
  { documents, signature, files, earlier }: ArrivingPackage,
  misfits: ReadonlyMap<string, string>,
): ImportFacts {
  const { head, registration, unit, evidence, decisions, judgements, signOffs } = documents;
  const passages = planArrival(evidence, head.learner.id, ({ id }) => misfits.get(id) ?? null);
  const carried = new Set(passages.filter(({ becomes }) => becomes === 'draft').map(({ evidenceId }) => evidenceId));
  const drafts = evidence.filter(({ id }) => carried.has(id));
  return {
    head,
    uln: registration?.uln ?? null,
    unitSha256: hashOfUnit(unit),
    signature,
    passages,
    claims: drafts.flatMap((one) =>
      toArrivingDraft(one, head).claims.map(({ criterion, facets }) => ({
        ...{ ref: one.ref, criterion, facets: facets ?? [] },
      })),
    ),
    caseRefs: [...new Set(drafts.flatMap(({ caseRefs }) => caseRefs))],
    contents: contentsOf(drafts),
    absent: drafts.flatMap(({ ref, files: own }) =>
      own.flatMap(({ sha256, absence }) => (absence === null ? [] : [{ ref, sha256, absence }])),
    ),
    judgements: judgements.map(({ criterion, outcome, inForce, assessor, decidedAt, rationale }) => ({
      ...{ criterion, outcome, inForce, assessor, decidedAt, rationale },
    })),
    decisions: decisions.length,
    signOffs: signOffs.map(({ stage, person, signedAt, voidedAt }) => ({ stage, person, signedAt, voidedAt })),
    earlier: earlier.map(({ packageId, centre, exportedAt }) => ({ packageId, centre: centre.name, exportedAt })),
    files: files.length,
  };
}

function contentsOf(drafts: readonly PackageEvidence[]): ImportFacts['contents'] {
  const refOf = new Map<string, string>();
  for (const { ref, files } of drafts) {
    for (const { sha256, path } of files) if (path !== null) refOf.set(sha256, refOf.get(sha256) ?? ref);
  }
  return [...refOf].map(([sha256, ref]) => ({ sha256, ref }));
}
