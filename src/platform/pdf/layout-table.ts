import type { KeyValues, Table, TableCell } from './blocks.js';
import type { Line } from './line-breaker.js';
import { PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { COLOURS, TONES } from './palette.js';
import { plainText } from './safe-text.js';
import { STYLES, type TextStyle } from './typography.js';

const PAD = { x: 6, y: 3.8 };

/** Rows higher than this share of a page may break inside; lower ones move to the next page whole. */
const BREAKABLE_SHARE = 0.35;

/** A list of pairs this high or lower is not torn apart; headings leave room for as much (`HEADING_SPACE`). */
export const KEPT_TOGETHER = 84;

interface LaidCell {
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  readonly fill: string | null;
  readonly x: number;
  readonly width: number;
  /** Created with the row, so that both halves of a broken cell are one cell for a reader. */
  readonly tag: TagNode;
}

interface Column {
  readonly x: number;
  readonly width: number;
}

function columnsOf(shares: readonly number[], flow: PageFlow): Column[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let x = flow.left;
  return shares.map((share) => {
    const width = (share / total) * flow.width;
    const column = { x, width };
    x += width;
    return column;
  });
}

export function layoutTable(table: Table, flow: PageFlow): void {
  const columns = columnsOf(
    table.columns.map((column) => column.share),
    flow,
  );
  const tag = new TagNode('Table', flow.section);
  const header = headerRow(table, columns, flow, tag);
  const rows = table.rows.map((row) => bodyRow(row, columns, flow, tag));

  const captionLines = flow.lines([table.caption], STYLES.caption, flow.width);
  const captionHeight = captionLines.length * STYLES.caption.leading + 3;
  flow.space(6);
  flow.ensure(captionHeight + heightOf(header) + companyOf(rows, 0, flow));
  const caption = new TagNode('Caption', tag);
  flow.flowLines(captionLines, flow.left, STYLES.caption, caption);
  flow.y += 3;

  placeHeader(header, flow);
  const repeatHeader = (): void => placeHeader(asArtifacts(header), flow);
  rows.forEach((cells, index) => {
    const isSecondLast = index > 1 && index === rows.length - 2;
    if (isSecondLast && flow.room < companyOf(rows, index, flow)) {
      flow.newPage();
      repeatHeader();
    }
    placeRow(cells, flow, repeatHeader);
  });
  flow.space(10);
}

/** Room for a row and the next, so that no row stands alone at the foot or the head of a page; high rows may break. */
function companyOf(rows: readonly LaidCell[][], index: number, flow: PageFlow): number {
  const height = rows.slice(index, index + 2).reduce((sum, cells) => sum + heightOf(cells), 0);
  return Math.min(height, flow.fullRoom * BREAKABLE_SHARE);
}

/**
 * Label and value side by side, two pairs to a line where both are short. For a reader a table of one pair to a row, whose
 * first cells name their rows.
 */
export function layoutKeyValues(list: KeyValues, flow: PageFlow): void {
  const [label, value, secondLabel, secondValue] = columnsOf([22, 28, 22, 28], flow) as [Column, Column, Column, Column];
  const whole = { ...value, width: flow.left + flow.width - value.x };
  const tag = new TagNode('Table', flow.section, { title: plainText(list.caption) });
  const fits = (cells: readonly LaidCell[]): boolean => cells.every(({ lines }) => lines.length === 1);
  const rows: LaidCell[][] = [];
  let alone: LaidCell[] | null = null;
  for (const pair of list.pairs) {
    const row = new TagNode('TR', tag);
    const second: LaidCell[] | null = alone && pairCells(pair, secondLabel, secondValue, flow, row);
    if (alone && second && fits(second)) {
      alone.push(...second);
      alone = null;
      continue;
    }
    const first = pairCells(pair, label, value, flow, row);
    alone = fits(first) ? first : null;
    rows.push(alone ?? pairCells(pair, label, whole, flow, row));
  }
  const height = rows.reduce((sum, cells) => sum + heightOf(cells), 0);
  flow.space(4);
  if (height <= KEPT_TOGETHER) flow.ensure(height);
  for (const cells of rows) placeRow(cells, flow, () => undefined);
  flow.space(8);
}

function pairCells(
  { label, value }: KeyValues['pairs'][number],
  labels: Column,
  values: Column,
  flow: PageFlow,
  row: TagNode,
): LaidCell[] {
  const name = new TagNode('TH', row, { scope: 'Row' });
  return [
    { ...cellOf([label], STYLES.label, labels, flow, name), fill: null },
    { ...cellOf(value, STYLES.value, values, flow, new TagNode('TD', row)), fill: null },
  ];
}

function cellOf(
  content: TableCell['content'],
  style: TextStyle,
  column: Column,
  flow: PageFlow,
  tag: TagNode,
): Omit<LaidCell, 'fill'> {
  // A cell that draws nothing would be missing from its row in the structure tree.
  const shown = content.every((part) => isBlank(part)) ? ['–'] : content;
  return { lines: flow.lines(shown, style, column.width - 2 * PAD.x), style, x: column.x, width: column.width, tag };
}

function isBlank(part: TableCell['content'][number]): boolean {
  return typeof part === 'string' ? part.trim() === '' : part.text.trim() === '' && part.pageOf === undefined;
}

function headerRow(table: Table, columns: readonly Column[], flow: PageFlow, tableTag: TagNode): LaidCell[] {
  const row = new TagNode('TR', tableTag);
  return table.columns.map(({ heading }, index) => ({
    ...cellOf([heading], STYLES.columnHead, columns[index]!, flow, new TagNode('TH', row, { scope: 'Column' })),
    fill: COLOURS.petrol,
  }));
}

function bodyRow(
  cells: readonly TableCell[],
  columns: readonly Column[],
  flow: PageFlow,
  tableTag: TagNode,
): LaidCell[] {
  const row = new TagNode('TR', tableTag);
  return columns.map((column, index) => {
    const cell = cells[index] ?? { content: [] };
    const base: TextStyle = index === 0 ? STYLES.rowHead : STYLES.cell;
    const style: TextStyle = cell.tone ? { ...base, colour: TONES[cell.tone].text } : base;
    const tag = index === 0 ? new TagNode('TH', row, { scope: 'Row' }) : new TagNode('TD', row);
    return { ...cellOf(cell.content, style, column, flow, tag), fill: cell.tone ? TONES[cell.tone].tint : null };
  });
}

function heightOf(cells: readonly LaidCell[]): number {
  const contents = cells.map((cell) => cell.lines.length * cell.style.leading);
  return Math.max(0, ...contents) + 2 * PAD.y;
}

/** On later pages the header is repeated for the eye only: a reader has heard it already. */
function asArtifacts(cells: readonly LaidCell[]): (Omit<LaidCell, 'tag'> & { tag: null })[] {
  return cells.map((cell) => ({ ...cell, tag: null }));
}

type PlacedCell = Omit<LaidCell, 'tag'> & { readonly tag: TagNode | null };

function placeHeader(cells: readonly PlacedCell[], flow: PageFlow): void {
  const height = Math.max(...cells.map((cell) => cell.lines.length * cell.style.leading)) + 2 * PAD.y;
  placeCells(cells, flow, height);
}

/** Draws cells side by side at the pen, backgrounds first, and moves the pen below them. */
function placeCells(cells: readonly PlacedCell[], flow: PageFlow, height: number): void {
  for (const { fill, x, width } of cells) {
    if (fill !== null) flow.put({ kind: 'rect', x, y: flow.y, width, height, fill });
  }
  for (const cell of cells) {
    cell.lines.forEach((line, index) =>
      flow.putLine(line, cell.x + PAD.x, flow.y + PAD.y + index * cell.style.leading, cell.style, cell.tag),
    );
  }
  flow.y += height;
  flow.put({ kind: 'rule', x: flow.left, y: flow.y, width: flow.width, colour: COLOURS.hairline, weight: 0.5 });
}

function placeRow(cells: readonly LaidCell[], flow: PageFlow, onNewPage: () => void): void {
  const height = heightOf(cells);
  if (height <= flow.room) {
    placeCells(cells, flow, height);
    return;
  }
  if (height <= flow.fullRoom * BREAKABLE_SHARE) {
    flow.newPage();
    onNewPage();
    placeCells(cells, flow, height);
    return;
  }
  placeBroken(cells, flow, onNewPage);
}

/** A row too high for the page: as many lines of each cell as fit, page after page. */
function placeBroken(cells: readonly LaidCell[], flow: PageFlow, onNewPage: () => void): void {
  const drawn = cells.map(() => 0);
  const leading = Math.max(...cells.map((cell) => cell.style.leading));
  const isDone = (): boolean => cells.every((cell, index) => drawn[index]! >= cell.lines.length);
  while (!isDone()) {
    // Three lines at least, or the piece is not worth the break.
    if (flow.room < 3 * leading + 2 * PAD.y) {
      flow.newPage();
      onNewPage();
    }
    const roomForText = flow.room - 2 * PAD.y;
    const piece = cells.map((cell, index) => {
      const start = drawn[index]!;
      const lines = cell.lines.slice(start, start + Math.max(1, Math.floor(roomForText / cell.style.leading)));
      drawn[index] = start + lines.length;
      return { ...cell, lines };
    });
    placeCells(piece, flow, heightOf(piece));
  }
}
