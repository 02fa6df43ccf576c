import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block, Inline } from '../../src/platform/pdf/blocks.js';
import { cell, evidenceAnchor, evidenceEnd, markCell, refLink } from './phrases.js';

/** Section 7: what there is and where it lies. */
export function evidenceIndex(manifest: PortfolioManifest): Block[] {
  const index: Block =
    manifest.evidenceIndex.length === 0
      ? { kind: 'paragraph', content: ['No evidence carries a live claim yet.'] }
      : {
          kind: 'table',
          caption: `${manifest.evidenceIndex.length} pieces of evidence`,
          columns: [
            { heading: 'Ref', share: 6 },
            { heading: 'Title', share: 30 },
            { heading: 'Method', share: 15 },
            { heading: 'Date of activity', share: 13 },
            { heading: 'Author', share: 14 },
            { heading: 'Location', share: 20 },
            { heading: 'Version', share: 7 },
            { heading: 'Status', share: 9 },
          ],
          rows: manifest.evidenceIndex.map((entry) => [
            { content: [refLink(entry.ref)] },
            cell(entry.title),
            cell(`${entry.method} (${entry.methodCode})`),
            cell(entry.activity),
            cell(entry.author),
            { content: [...pagesOf(entry.ref), `\n${entry.location}`] },
            cell(entry.version),
            markCell(entry.status),
          ]),
        };
  return [index, ...leftOut(manifest)];
}

/** The pages of this document on which a piece of evidence and its files stand. */
function pagesOf(ref: string): Inline {
  return [{ text: 'p.\u00A0', pageOf: evidenceAnchor(ref), pageTo: evidenceEnd(ref), closing: '' }];
}

/** Named and not counted, so that nothing vanishes silently. */
export function leftOut(manifest: Pick<PortfolioManifest, 'leftOut'>): Block[] {
  if (manifest.leftOut.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Left out' },
    {
      kind: 'table',
      caption: 'Claims that this unit does not allow; they are not counted',
      columns: [
        { heading: 'Ref', share: 8 },
        { heading: 'Title', share: 38 },
        { heading: 'Criteria', share: 14 },
        { heading: 'Reason', share: 40 },
      ],
      rows: manifest.leftOut.map(({ ref, title, criteria, reason }) => [
        cell(ref),
        cell(title),
        cell(criteria),
        cell(reason),
      ]),
    },
  ];
}
