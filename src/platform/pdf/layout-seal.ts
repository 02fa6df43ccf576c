import type { QrCode, Seal } from './blocks.js';
import type { Line } from './line-breaker.js';
import type { PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { COLOURS } from './palette.js';
import { qrSquares } from './qr-code.js';
import { plainText } from './safe-text.js';
import { STYLES, type TextStyle } from './typography.js';

/** Wide enough for a telephone held over paper: a square is then about 0.7 mm. */
const CODE_SIDE = 84;
const GAP = 14;
const PAD = 12;

interface TaggedLine {
  readonly line: Line;
  readonly style: TextStyle;
  readonly tag: TagNode;
}

/** The code on the left, its words on the right. */
export function layoutQrCode(code: QrCode, flow: PageFlow): void {
  const rows = qrSquares(code.content);
  const box = new TagNode('Div', flow.section);
  const left = flow.left + CODE_SIDE + GAP;
  const words = wordsOf(code, flow, flow.width - CODE_SIDE - GAP, box);
  const height = Math.max(CODE_SIDE, heightOf(words));
  flow.space(6);
  flow.ensure(height);
  const { left: x, y } = flow;
  const tag = new TagNode('Figure', box, {
    alt: plainText(code.alt),
    bbox: [x, y, x + CODE_SIDE, y + CODE_SIDE],
  });
  flow.put({ kind: 'qr-code', x, y, side: CODE_SIDE, rows, tag });
  place(words, left, flow);
  flow.y = y + height;
  flow.space(10);
}

/** A box on one page, because the field of the signature is the box. */
export function layoutSeal(seal: Seal, signedAt: string, flow: PageFlow): void {
  const box = new TagNode('Div', flow.section);
  const words = wordsOf(seal, flow, flow.width - 2 * PAD, box);
  const height = heightOf(words) + 2 * PAD;
  flow.space(6);
  flow.ensure(height);
  const { left: x, y, width } = flow;
  flow.put({ kind: 'rect', x, y, width, height, fill: COLOURS.petrolSoft });
  flow.y += PAD;
  place(words, x + PAD, flow);
  const label = plainText(seal.title);
  flow.put({
    ...{ kind: 'seal', x, y, width, height, label, signedAt },
    signer: plainText(seal.signer),
    reason: plainText(seal.reason),
    tag: new TagNode('Form', box, { alt: label }),
  });
  flow.y = y + height;
  flow.space(10);
}

function wordsOf({ title, paragraphs }: QrCode | Seal, flow: PageFlow, width: number, box: TagNode): TaggedLine[] {
  const titled = [{ content: [title], style: STYLES.boxTitle as TextStyle }];
  return [...titled, ...paragraphs.map((content) => ({ content, style: STYLES.body }))].flatMap(
    ({ content, style }) => {
      const tag = new TagNode('P', box);
      return flow.lines(content, style, width).map((line) => ({ line, style, tag }));
    },
  );
}

function heightOf(words: readonly TaggedLine[]): number {
  return words.reduce((sum, { style }) => sum + style.leading, 0);
}

function place(words: readonly TaggedLine[], x: number, flow: PageFlow): void {
  for (const { line, style, tag } of words) {
    flow.putLine(line, x, flow.y, style, tag);
    flow.y += style.leading;
  }
}
