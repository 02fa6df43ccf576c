import type { KeyValues } from './blocks.js';
import { cellOf, columnsOf, heightOf, PAD, placeRow, type Column, type LaidCell } from './layout-table.js';
import { PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { plainText } from './safe-text.js';
import { STYLES } from './typography.js';

/** A list of pairs this high or lower is not torn apart. */
const KEPT_TOGETHER = 84;
const SPACE_ABOVE = 4;
const SPACE_BELOW = 8;

/**
 * Label and value side by side, two pairs to a line where both are short. For a reader a table of one pair to a row, whose
 * first cells name their rows.
 */
export function layoutKeyValues(list: KeyValues, flow: PageFlow): void {
  const lines = layPairs(list, flow);
  flow.space(SPACE_ABOVE);
  const height = heightOfAll(lines);
  if (height <= KEPT_TOGETHER) flow.ensure(height);
  for (const cells of lines) placeRow(cells, flow, () => undefined);
  flow.space(SPACE_BELOW);
}

/** What a list takes, or as much of it as has to stand on the page on which it starts. */
export function keyValuesStartHeight(list: KeyValues, flow: PageFlow): number {
  const height = heightOfAll(layPairs(list, flow));
  return SPACE_ABOVE + Math.min(height, KEPT_TOGETHER) + SPACE_BELOW;
}

function heightOfAll(lines: readonly LaidCell[][]): number {
  return lines.reduce((sum, cells) => sum + heightOf(cells), 0);
}

function layPairs(list: KeyValues, flow: PageFlow): LaidCell[][] {
  const [label, value] = columnsOf([23, 27, 50], flow) as [Column, Column];
  const tag = new TagNode('Table', flow.section, { title: plainText(list.caption) });
  const wide = { x: value.x, width: flow.left + flow.width - value.x };
  const lines: LaidCell[][] = [];
  let isHalfFree = false;
  for (const pair of list.pairs) {
    const cells = pairCells(pair, label, wide, flow, tag);
    const isShort = cells.every((cell, index) => isOneLine(cell, index === 0 ? label : value));
    if (isHalfFree && isShort) {
      lines.at(-1)!.push(...cells.map((cell) => ({ ...cell, x: cell.x + flow.width / 2 })));
      isHalfFree = false;
    } else {
      lines.push(cells);
      isHalfFree = isShort;
    }
  }
  return lines;
}

function pairCells(
  { label, value }: KeyValues['pairs'][number],
  labels: Column,
  values: Column,
  flow: PageFlow,
  table: TagNode,
): LaidCell[] {
  const row = new TagNode('TR', table);
  const name = new TagNode('TH', row, { scope: 'Row' });
  return [
    { ...cellOf([label], STYLES.label, labels, flow, name), fill: null },
    { ...cellOf(value, STYLES.value, values, flow, new TagNode('TD', row)), fill: null },
  ];
}

function isOneLine({ lines }: LaidCell, { width }: Column): boolean {
  return lines.length === 1 && lines[0]!.width <= width - 2 * PAD.x;
}
