// The baseline of export.mjs: PDFKit by itself, through its documented methods, draws the same pages: every text of the product's
// pages where it stands there, in the same fonts, sizes and colours, with the same rules, grounds and watermark, as a
// tagged PDF/A. It is told where each line begins, so it has nothing to lay out, and it need make no links, bookmarks or
// nested tags. The thread takes one order after another, as the product's does.
import { createWriteStream } from 'node:fs';
import { on, once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import PDFDocument from 'pdfkit';

/**
 * @typedef {object} RawText
 * @property {'text'} kind
 * @property {string} text
 * @property {number} x
 * @property {number} y
 * @property {string} face
 * @property {number} size
 * @property {string} colour
 * @property {{ id: number, type: string } | null} tag
 * @typedef {{ kind: 'rect', x: number, y: number, width: number, height: number, fill: string, tag: null }} RawRect
 * @typedef {{ width: number, height: number, ops: readonly (RawText | RawRect)[] }} RawPage
 * @typedef {{ pages: readonly RawPage[], faces: Record<string, string>, watermark: string | null, outPath: string }} RawOrder
 */

/** @type {Omit<RawOrder, 'outPath'> | null} */
let kept = null;

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
for await (const [{ outPath, ...order }] of on(port, 'message')) {
  if (order.pages) kept = order;
  if (!kept) throw new Error('no pages yet');
  port.postMessage({ pages: await draw({ ...kept, outPath }) });
}

/** @param {RawOrder} order */
async function draw({ pages, faces, watermark, outPath }) {
  const document = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    font: '',
    info: { Title: 'Baseline' },
  });
  const out = document.pipe(createWriteStream(outPath));
  for (const [face, path] of Object.entries(faces)) document.registerFont(face, path);
  for (const { width, height, ops } of pages) {
    document.addPage({ size: [width, height], margin: 0 });
    if (watermark !== null) drawWatermark(document, watermark, width, height);
    for (let start = 0; start < ops.length;) {
      let end = start + 1;
      while (end < ops.length && ops[end]?.tag?.id === ops[start]?.tag?.id) end += 1;
      const run = ops.slice(start, end);
      const tag = ops[start]?.tag ?? null;
      if (tag === null) document.markContent('Artifact', { type: 'Layout' });
      if (tag === null) run.forEach((op) => drawOp(document, op));
      if (tag === null) document.endMarkedContent();
      else document.addStructure(document.struct(tag.type, () => run.forEach((op) => drawOp(document, op))));
      start = end;
    }
  }
  document.end();
  await once(out, 'finish');
  return pages.length;
}

/**
 * @param {PDFKit.PDFDocument} document
 * @param {RawText | RawRect} op
 */
function drawOp(document, op) {
  if (op.kind === 'rect') document.rect(op.x, op.y, op.width, op.height).fill(op.fill);
  else document.font(op.face).fontSize(op.size).fillColor(op.colour).text(op.text, op.x, op.y, { lineBreak: false });
}

/**
 * @param {PDFKit.PDFDocument} document
 * @param {string} text
 * @param {number} width
 * @param {number} height
 */
function drawWatermark(document, text, width, height) {
  document.markContent('Artifact', { type: 'Layout' });
  document.save().fillOpacity(0.07);
  document.rotate(-38, { origin: [width / 2, height / 2] });
  document.font('bold').fontSize(132).fillColor('#5c6b70');
  document.text(text, (width - document.widthOfString(text)) / 2, height / 2 - 79, { lineBreak: false });
  document.restore();
  document.endMarkedContent();
}
