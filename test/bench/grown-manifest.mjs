// A manifest of a portfolio with many times the evidence: everything that is told for each item is told again under new
// references, and nothing else is. So the same words stand on the pages of any size.

/** @typedef {import('../../dist/src/domain/portfolio/manifest.js').PortfolioManifest} PortfolioManifest */

/**
 * @param {PortfolioManifest} manifest
 * @param {number} times
 * @returns {PortfolioManifest}
 */
export function grown(manifest, times) {
  const items = manifest.evidenceIndex.length;
  /**
   * @template Part
   * @param {readonly Part[]} parts
   * @returns {Part[]}
   */
  const repeated = (parts) =>
    Array.from({ length: times }, (_, copy) => parts.map((part) => renumbered(part, copy * items))).flat();
  return {
    ...manifest,
    evidenceIndex: repeated(manifest.evidenceIndex),
    matrixA: manifest.matrixA.map((row) => ({ ...row, evidence: repeated(row.evidence) })),
    matrixB: repeated(manifest.matrixB),
    evidenceGroups: manifest.evidenceGroups.map((group) => ({ ...group, sheets: repeated(group.sheets) })),
    audit: { ...manifest.audit, events: repeated(manifest.audit.events) },
  };
}

/**
 * @template Part
 * @param {Part} part
 * @param {number} by
 * @returns {Part}
 */
function renumbered(part, by) {
  const text = JSON.stringify(part).replace(
    /\bE(\d{3,})\b/g,
    (_, number) => `E${String(Number(number) + by).padStart(3, '0')}`,
  );
  return /** @type {Part} */ (JSON.parse(text));
}
