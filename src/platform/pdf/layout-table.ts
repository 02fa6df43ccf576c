import type { Table, TableCell } from './blocks.js';
import type { Line } from './line-breaker.js';
import { PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { COLOURS, TONES } from './palette.js';
import { STYLES, type TextStyle } from './typography.js';

export const PAD = { x: 6, y: 3.2 };

/** Rows higher than this share of a page may break inside; lower ones move to the next page whole. */
const BREAKABLE_SHARE = 0.35;

const TABLE_SPACE = 6;
const CAPTION_SPACE = 3;

/** So many rows of a table tell what room its start needs: with four or more it is that of the first two. */
const ROWS_AT_START = 4;

export interface LaidCell {
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  readonly fill: string | null;
  readonly x: number;
  readonly width: number;
  /** Created with the row, so that both halves of a broken cell are one cell for a reader. */
  readonly tag: TagNode;
  readonly place?: TableCell['place'];
}

export interface Column {
  readonly x: number;
  readonly width: number;
}

export function columnsOf(shares: readonly number[], flow: PageFlow): Column[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let x = flow.left;
  return shares.map((share) => {
    const width = (share / total) * flow.width;
    const column = { x, width };
    x += width;
    return column;
  });
}

interface LaidTable {
  readonly caption: readonly Line[];
  readonly captionTag: TagNode;
  readonly header: readonly LaidCell[];
  readonly rows: readonly LaidCell[][];
  /** What has to stand on the page on which the table starts. */
  readonly startHeight: number;
}

function layTable(table: Table, flow: PageFlow): LaidTable {
  const columns = columnsOf(
    table.columns.map((column) => column.share),
    flow,
  );
  const tag = new TagNode('Table', flow.section);
  const captionTag = new TagNode('Caption', tag);
  const header = headerRow(table, columns, flow, tag);
  const rows = table.rows.map((row) => bodyRow(row, columns, flow, tag));
  const caption = flow.lines([table.caption], STYLES.caption, flow.width);
  const captionHeight = caption.length * STYLES.caption.leading + CAPTION_SPACE;
  return {
    ...{ caption, captionTag, header, rows },
    startHeight: captionHeight + heightOf(header) + companyOf(rows, 0, flow),
  };
}

/** The room without which a table starts on the next page. */
export function tableStartHeight(table: Table, flow: PageFlow): number {
  return TABLE_SPACE + layTable({ ...table, rows: table.rows.slice(0, ROWS_AT_START) }, flow).startHeight;
}

export function layoutTable(table: Table, flow: PageFlow): void {
  const { caption, captionTag, header, rows, startHeight } = layTable(table, flow);
  flow.space(TABLE_SPACE);
  flow.ensure(startHeight);
  flow.flowLines(caption, flow.left, STYLES.caption, captionTag);
  flow.y += CAPTION_SPACE;

  const repeatHeader = (): void => placeHeader(asArtifacts(header), flow);
  placeHeader(header, flow);
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

/**
 * Room for a row and the next, so that no row stands alone at the foot or the head of a page. Three rows that are all stay
 * together; high rows may break.
 */
function companyOf(rows: readonly LaidCell[][], index: number, flow: PageFlow): number {
  const left = rows.length - index;
  const height = rows.slice(index, index + (left === 3 ? 3 : 2)).reduce((sum, cells) => sum + heightOf(cells), 0);
  return Math.min(height, flow.fullRoom * BREAKABLE_SHARE);
}

export function cellOf(
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
    return {
      ...cellOf(cell.content, style, column, flow, tag),
      fill: cell.tone ? TONES[cell.tone].tint : null,
      place: cell.place,
    };
  });
}

export function heightOf(cells: readonly LaidCell[]): number {
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
  const place = cells[0]?.place;
  if (place)
    flow.put({ kind: 'place', y: flow.y, anchor: place.anchor, bookmark: { level: 3, title: place.bookmark } });
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

export function placeRow(cells: readonly LaidCell[], flow: PageFlow, onNewPage: () => void): void {
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
      return start > 0 ? { ...cell, lines, place: undefined } : { ...cell, lines };
    });
    placeCells(piece, flow, heightOf(piece));
  }
}
