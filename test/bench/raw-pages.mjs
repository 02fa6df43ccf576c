// The product's own pages as a list of texts and grounds, for raw PDFKit to draw the same.
import { finishedDocument } from '../../dist/src/modules/portfolio/finished-document.js';
import { layoutPages } from '../../dist/src/platform/pdf/layout-document.js';
import { openTaggedPdf } from '../../dist/src/platform/pdf/pdfkit-document.js';
import { TextMeasure } from '../../dist/src/platform/pdf/text-measure.js';
import { FACES, STYLES } from '../../dist/src/platform/pdf/typography.js';

/** @param {import('../../dist/src/domain/portfolio/manifest.js').PortfolioManifest} manifest a draft's without pictures */
export function rawPagesOf(manifest) {
  const document = finishedDocument(manifest);
  const { title, subject, author, producer, language, createdAt, reference, imprint, watermark } = document;
  const pdf = openTaggedPdf({ title, subject, author, producer, language, createdAt, conforms: true, own: [] });
  const laidOut = [...layoutPages(document, new Map(), new TextMeasure(pdf), () => undefined)];
  const ids = new Map();
  const tagOf = (/** @type {{ type: string } | null} */ tag) => {
    if (tag === null) return null;
    if (!ids.has(tag)) ids.set(tag, ids.size);
    return { id: ids.get(tag), type: tag.type };
  };
  const pages = laidOut.map(({ width, height, runningTitle, ops }, index) => {
    const along = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => ({
      ...{ kind: 'text', text, x, y, tag: null },
      ...{ face: STYLES.furniture.face, size: STYLES.furniture.size, colour: STYLES.furniture.colour },
    });
    const furniture = [
      ...(runningTitle === null ? [] : [along(reference, 54, 30), along(runningTitle, width / 2, 30)]),
      along(imprint, 54, height - 34),
      along(`Page ${index + 1} of ${laidOut.length}`, width - 130, height - 34),
    ];
    return { width, height, ops: [...ops.flatMap((op) => rawOp(op, tagOf)), ...furniture] };
  });
  return { pages, faces: FACES, watermark };
}

/**
 * @param {import('../../dist/src/platform/pdf/page-layout.js').DrawOp} op
 * @param {(tag: { type: string } | null) => { id: number, type: string } | null} tagOf
 */
function rawOp(op, tagOf) {
  if (op.kind === 'text') {
    const { x, y, face, size, colour, tag, pageOf } = op;
    return [{ kind: 'text', text: pageOf === undefined ? op.text : '37', x, y, face, size, colour, tag: tagOf(tag) }];
  }
  if (op.kind === 'rect') return [{ ...op, tag: null }];
  if (op.kind === 'rule') {
    const { x, y, width, weight, colour } = op;
    return [{ kind: 'rect', x, y: y - weight / 2, width, height: weight, fill: colour, tag: null }];
  }
  return [];
}
