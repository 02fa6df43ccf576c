import type { Callout, Signature } from './blocks.js';
import type { Line } from './line-breaker.js';
import { PageFlow } from './page-flow.js';
import { TagNode, type RectOp } from './page-layout.js';
import { COLOURS, TONES } from './palette.js';
import { STYLES, type TextStyle } from './typography.js';

const PAD = { x: 14, y: 8 };
const EDGE = 3;
const PEN_ROW = 34;

/** What a box holds, one line after another. */
type BoxRow =
  | { readonly kind: 'line'; readonly line: Line; readonly style: TextStyle; readonly tag: TagNode }
  | { readonly kind: 'gap'; readonly height: number }
  /** Open lines for a pen, with what to write on each. */
  | { readonly kind: 'pen'; readonly labels: readonly string[]; readonly tag: TagNode };

interface BoxLook {
  readonly fill: string;
  readonly edge: string;
}

export function layoutCallout(callout: Callout, flow: PageFlow): void {
  const tone = TONES[callout.tone];
  flow.space(6);
  flowBox(calloutRows(callout, flow), { fill: tone.tint, edge: tone.edge }, flow);
  flow.space(10);
}

/** The room without which a callout starts on the next page. */
export function calloutStartHeight(callout: Callout, flow: PageFlow): number {
  const height = boxHeight(calloutRows(callout, flow));
  return 6 + (isKeptWhole(height, flow) ? height : 0);
}

function calloutRows(callout: Callout, flow: PageFlow): BoxRow[] {
  const tone = TONES[callout.tone];
  const box = new TagNode('Div', flow.section);
  return [
    ...textRows([{ text: callout.title, bold: true }], { ...STYLES.boxTitle, colour: tone.text }, flow, box),
    ...callout.paragraphs.flatMap((paragraph): BoxRow[] => [
      { kind: 'gap', height: 3 },
      ...textRows(paragraph, STYLES.body, flow, box),
    ]),
  ];
}

export function layoutSignature(signature: Signature, flow: PageFlow): void {
  const box = new TagNode('Div', flow.section);
  const { signed } = signature;
  const rows: BoxRow[] = [
    ...textRows([signature.title], STYLES.boxTitle, flow, box),
    { kind: 'gap', height: 2 },
    ...textRows([{ text: signature.statement, italic: true }], STYLES.body, flow, box),
    { kind: 'gap', height: 6 },
  ];
  if (signed === null) {
    rows.push({ kind: 'pen', labels: ['Name', 'Signature', 'Date'], tag: new TagNode('P', box) });
  } else {
    rows.push(
      ...textRows(
        [{ text: signed.name, bold: true }, `, ${signed.role} · signed ${signed.signedAt}`],
        STYLES.value,
        flow,
        box,
      ),
      ...signed.lines.flatMap((line) => textRows(line, STYLES.small, flow, box)),
    );
    if (signed.void !== null) {
      rows.push(
        { kind: 'gap', height: 4 },
        ...textRows([{ text: signed.void, bold: true, tone: 'bad' }], STYLES.body, flow, box),
      );
    }
  }
  const isInForce = signed !== null && signed.void === null;
  flow.space(4);
  flowBox(rows, { fill: COLOURS.paper, edge: isInForce ? COLOURS.petrol : COLOURS.brass }, flow);
  flow.space(10);
}

function textRows(content: Parameters<PageFlow['lines']>[0], style: TextStyle, flow: PageFlow, box: TagNode): BoxRow[] {
  const tag = new TagNode('P', box);
  return flow.lines(content, style, flow.width - 2 * PAD.x - EDGE).map((line) => ({ kind: 'line', line, style, tag }));
}

function rowHeight(row: BoxRow): number {
  if (row.kind === 'line') return row.style.leading;
  return row.kind === 'gap' ? row.height : PEN_ROW;
}

function boxHeight(rows: readonly BoxRow[]): number {
  return rows.reduce((sum, row) => sum + rowHeight(row), 0) + 2 * PAD.y;
}

function isKeptWhole(height: number, flow: PageFlow): boolean {
  return height <= flow.fullRoom / 2;
}

/** Keeps the box on one page when half a page can hold it; otherwise each page shows its part on the same ground. */
function flowBox(rows: readonly BoxRow[], look: BoxLook, flow: PageFlow): void {
  const height = boxHeight(rows);
  if (isKeptWhole(height, flow)) flow.ensure(height);
  let ground = openGround(look, flow);
  for (const row of rows) {
    if (flow.room < rowHeight(row) + PAD.y && !flow.isAtTop) {
      closeGround(ground, flow);
      flow.newPage();
      ground = openGround(look, flow);
    }
    placeRow(row, flow);
    flow.y += rowHeight(row);
  }
  closeGround(ground, flow);
}

/** The ground is drawn before the text on it, and grows as the text does. */
function openGround(look: BoxLook, flow: PageFlow): readonly RectOp[] {
  const ground: RectOp[] = [
    { kind: 'rect', x: flow.left, y: flow.y, width: flow.width, height: 0, fill: look.fill },
    { kind: 'rect', x: flow.left, y: flow.y, width: EDGE, height: 0, fill: look.edge },
  ];
  ground.forEach((op) => flow.put(op));
  flow.y += PAD.y;
  return ground;
}

function closeGround(ground: readonly RectOp[], flow: PageFlow): void {
  flow.y += PAD.y;
  for (const op of ground) op.height = flow.y - op.y;
}

function placeRow(row: BoxRow, flow: PageFlow): void {
  const x = flow.left + EDGE + PAD.x;
  if (row.kind === 'line') flow.putLine(row.line, x, flow.y, row.style, row.tag);
  if (row.kind !== 'pen') return;
  const width = flow.width - 2 * PAD.x - EDGE;
  const each = width / row.labels.length;
  row.labels.forEach((label, index) => {
    const from = x + index * each;
    flow.put({ kind: 'rule', x: from, y: flow.y + 20, width: each - 14, colour: TONES.quiet.edge, weight: 0.7 });
    const line = flow.lines([`${label} `], STYLES.small, each)[0]!;
    flow.putLine(line, from, flow.y + 21, STYLES.small, row.tag);
  });
}
