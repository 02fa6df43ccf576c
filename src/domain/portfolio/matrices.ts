import type { ClaimCount } from '../coverage/coverage.js';
import { METHOD_CARDS } from '../evidence/evidence-method.js';
import { formatLocator } from '../evidence/check-locator.js';
import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { EvidenceClaim } from '../evidence/evidence.js';
import { criteriaOf } from '../specification/find-criterion.js';
import type { AssessmentCriterion } from '../specification/unit.js';
import type { ClaimWeight, CriterionRow, EvidenceRow, Mark, MatrixEvidence } from './manifest.js';
import type { PortfolioEvidence, UnitFacts } from './portfolio-facts.js';
import { pageOfLocator, type PageOfFile, type ShownOfFile } from './shown-files.js';
import { claimWeights, type PrintedEvidence } from './printed-evidence.js';
import { CLAIM_REASON_WORDS, compareText, joinWords } from './wording.js';

export function facetWords(criterion: AssessmentCriterion, codes: readonly string[]): string {
  return criterion.facets
    .filter((facet) => codes.includes(facet.code))
    .map((facet) => facet.label)
    .join(', ');
}

/** Keeps the cell from looking forgotten where a claim points at the whole item. */
export const WHOLE_ITEM = '–';

/** Where a claim points, in words and, where it names one, the page. */
export function locatedAt(
  evidence: PortfolioEvidence,
  claim: EvidenceClaim,
  shown: ReadonlyMap<string, ShownOfFile>,
): { readonly locator: string; readonly onPage?: PageOfFile } {
  const locator = claim.locator === null ? WHOLE_ITEM : formatLocator(claim.locator);
  const onPage = pageOfLocator(evidence, claim, shown);
  return onPage === null ? { locator } : { locator, onPage };
}

function weightOf(count: ClaimCount | undefined): ClaimWeight {
  if (count === undefined || count.counts === 'none') {
    const reasons = (count?.reasons ?? []).map((reason) => CLAIM_REASON_WORDS[reason]);
    return { label: 'Not counted', mood: 'open', reason: reasons.length === 0 ? null : joinWords(reasons) };
  }
  return count.counts === 'substantive'
    ? { label: 'Counts', mood: 'good', reason: null }
    : { label: 'Supports', mood: 'quiet', reason: null };
}

/** Matrix A, read from the side of the criteria: coverage says which claims each criterion has. */
export function buildMatrixA(
  facts: UnitFacts,
  printed: readonly PrintedEvidence[],
  judgementOf: (criterion: string) => Mark,
  shown: ReadonlyMap<string, ShownOfFile>,
): CriterionRow[] {
  const claims = new Map(
    printed.flatMap(({ evidence, claims: printedClaims }) =>
      printedClaims.map((claim) => [claim.id, { evidence, claim }]),
    ),
  );
  const covered = new Map(facts.coverage.criteria.map((criterion) => [criterion.code, criterion.claims]));
  return criteriaOf(facts.unit).map((criterion) => ({
    code: criterion.code,
    statement: criterion.statement,
    facets: criterion.facets.map((facet) => facet.label).join(', '),
    judgement: judgementOf(criterion.code),
    evidence: [...(covered.get(criterion.code) ?? [])]
      .sort((a, b) => compareEvidenceRefs(a.ref, b.ref) || compareText(a.claimId, b.claimId))
      .flatMap((count): MatrixEvidence[] => {
        const found = claims.get(count.claimId);
        if (found === undefined) return [];
        return [
          {
            ref: found.evidence.ref,
            methodCode: METHOD_CARDS[found.evidence.method].code,
            ...locatedAt(found.evidence, found.claim, shown),
            facets: facetWords(criterion, found.claim.facets),
            weight: weightOf(count),
          },
        ];
      }),
  }));
}

/** Matrix B, read from the side of the evidence: each item says which criteria it is claimed for. */
export function buildMatrixB(
  facts: UnitFacts,
  printed: readonly PrintedEvidence[],
  shown: ReadonlyMap<string, ShownOfFile>,
): EvidenceRow[] {
  const weights = claimWeights(facts);
  return printed.map(({ evidence, claims }) => ({
    ref: evidence.ref,
    title: evidence.title,
    methodCode: METHOD_CARDS[evidence.method].code,
    criteria: claims.map((claim) => ({
      code: claim.criterion,
      ...locatedAt(evidence, claim, shown),
      weight: weightOf(weights.get(claim.id)),
    })),
  }));
}

/**
 * Invariant 7. The two matrices are read from different ends (coverage and evidence), so a difference means that the
 * coverage handed over does not belong to the evidence handed over; such a portfolio must not be printed.
 */
export function assertMatricesReconcile(matrixA: readonly CriterionRow[], matrixB: readonly EvidenceRow[]): void {
  const fromA = matrixA
    .flatMap((row) => row.evidence.map((cell) => `${row.code} × ${cell.ref} at ${cell.locator}`))
    .sort();
  const fromB = matrixB
    .flatMap((row) => row.criteria.map((cell) => `${cell.code} × ${row.ref} at ${cell.locator}`))
    .sort();
  const differences = [...missingFrom(fromB, fromA), ...missingFrom(fromA, fromB)];
  if (differences.length > 0 || fromA.length !== fromB.length) {
    throw new Error(`matrices A and B do not reconcile (invariant 7): ${differences.slice(0, 5).join('; ')}`);
  }
}

function missingFrom(list: readonly string[], wanted: readonly string[]): string[] {
  const present = new Set(list);
  return wanted.filter((pair) => !present.has(pair));
}
