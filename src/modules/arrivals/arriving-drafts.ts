import type { PackageEvidence, PackageHead } from '../../domain/portfolio/package-format.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import type { ArrivingDraft } from '../evidence/arriving-drafts.door.js';

/** What its author said in an item and claimed with it, as they would say it here. Revoked claims are not made again. */
export function toArrivingDraft(one: PackageEvidence, { centre, packageId }: PackageHead): ArrivingDraft {
  const { method, title, contextStatement, activityFrom, activityTo, setting, workplaceContext } = one;
  const { channel, customerType, caseRefs, storage, redaction, record, ref } = one;
  return {
    // Held against the rules of a request before anything is made of it, words of closed lists included.
    envelope: {
      ...{ method, title, contextStatement, activityFrom, activityTo, setting, workplaceContext },
      ...{ channel, customerType, caseRefs: [...caseRefs], storage, redaction, record },
    } as ArrivingDraft['envelope'],
    claims: one.claims
      .filter(({ state }) => state !== 'revoked')
      .map(({ criterion, claimedFacets, locator, rationale }) => ({
        ...{ criterion, facets: claimedFacets, locator, rationale },
      })),
    fileNames: one.files.flatMap(({ name, path }) => (path === null || name === null ? [] : [name])),
    origin: { centre: centre.name, ref, packageId },
  };
}

/** Whether a unit has this criterion and all of these facets. */
export function knowsClaim(
  unit: UnitSpecification,
  { criterion, facets = [] }: { readonly criterion: string; readonly facets?: readonly string[] },
): boolean {
  const known = findCriterion(unit, criterion)?.facets.map(({ code }) => code);
  return known !== undefined && facets.every((facet) => known.includes(facet));
}
