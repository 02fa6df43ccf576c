import type { Block, BlockDocument, BulletList, Figure, Heading, Inline, Paragraph } from './blocks.js';
import { layoutBanner } from './layout-banner.js';
import { calloutStartHeight, layoutCallout, layoutSignature } from './layout-box.js';
import { keyValuesStartHeight, layoutKeyValues } from './layout-key-values.js';
import { layoutQrCode, layoutSeal } from './layout-seal.js';
import { layoutTable, tableStartHeight } from './layout-table.js';
import { PageFlow } from './page-flow.js';
import { TagNode, type PageLayout } from './page-layout.js';
import { COLOURS } from './palette.js';
import { deservesPage, figureScale, layoutFileNotice, layoutFilePages, type FileSizes } from './layout-file-pages.js';
import type { PictureSize } from './pictures.js';
import { plainText } from './safe-text.js';
import type { TextMeasure } from './text-measure.js';
import { STYLES, type TextStyle } from './typography.js';

interface Surroundings {
  readonly document: BlockDocument;
  readonly sizes: FileSizes;
  /** The next blocks of the same section: as many as a heading looks ahead to, with further headings between. */
  readonly following: readonly Block[];
}

const HEADING_STYLES: Readonly<Record<Heading['level'], TextStyle>> = { 1: STYLES.h1, 2: STYLES.h2, 3: STYLES.h3 };
const HEADING_SPACE: Readonly<Record<Heading['level'], { above: number; below: number }>> = {
  1: { above: 18, below: 10 },
  2: { above: 16, below: 5 },
  3: { above: 11, below: 3 },
};
/** Below a heading, for what can be broken anywhere. */
const ROOM_FOR_TEXT = 60;
const PARAGRAPH_STYLES: Readonly<Record<NonNullable<Paragraph['style']>, TextStyle>> = {
  body: STYLES.body,
  lead: STYLES.lead,
  small: STYLES.small,
};
/** Below the text of a heading of level 1, for the rule under it. */
const UNDERLINE = 6;
const BULLET_INDENT = 14;
const CONTENTS_ROW = 23;

const LOOKED_AHEAD = 8;

/**
 * Decides what stands where on which page; nothing is drawn yet. A page is handed on as soon as nothing more comes on it and
 * is not kept here, so a document of any length takes the room of its longest block. The same document gives the same pages.
 */
export function* layoutPages(
  document: BlockDocument,
  sizes: FileSizes,
  measure: TextMeasure,
  onText: () => void,
): Generator<PageLayout> {
  const flow = new PageFlow(measure, onText);
  for (const section of document.sections) {
    flow.startSection(section);
    for (const [index, block] of section.blocks.entries()) {
      const following = section.blocks.slice(index + 1, index + 1 + LOOKED_AHEAD);
      layoutBlock(block, flow, { document, sizes, following });
      yield* flow.takeFinished();
    }
  }
  yield* flow.pages;
}

function layoutBlock(block: Block, flow: PageFlow, surroundings: Surroundings): void {
  switch (block.kind) {
    case 'heading':
      return layoutHeading(block, flow, surroundings.following);
    case 'paragraph':
      return layoutParagraph(block, flow);
    case 'list':
      return layoutList(block, flow);
    case 'key-values':
      return layoutKeyValues(block, flow);
    case 'table':
      return layoutTable(block, flow);
    case 'figure':
      return layoutFigure(block, flow, surroundings.sizes.pictures.get(block.pictureId));
    case 'file-pages':
      return layoutFilePages(block, flow, surroundings.sizes);
    case 'file-notice':
      return layoutFileNotice(block, flow, surroundings.sizes);
    case 'place':
      return flow.put({ kind: 'place', y: flow.y, anchor: block.anchor, bookmark: null });
    case 'callout':
      return layoutCallout(block, flow);
    case 'signature':
      return layoutSignature(block, flow);
    case 'qr-code':
      return layoutQrCode(block, flow);
    case 'seal':
      return layoutSeal(block, surroundings.document.createdAt, flow);
    case 'banner':
      return layoutBanner(block, flow);
    case 'contents':
      return layoutContents(surroundings.document, flow);
    case 'page-break':
      return flow.newPage();
  }
}

/** What a heading has to leave room for, so that neither it nor the label of a comment stands alone at the foot of a page. */
function startHeightOf([block, ...following]: readonly Block[], flow: PageFlow): number {
  switch (block?.kind) {
    case 'heading': {
      const { above } = HEADING_SPACE[block.level];
      return above + headingHeight(block, flow) + startHeightOf(following, flow);
    }
    case 'table':
      return tableStartHeight(block, flow);
    case 'callout':
      return calloutStartHeight(block, flow);
    case 'key-values': {
      const comment = following[0]?.kind === 'callout' ? calloutStartHeight(following[0], flow) : 0;
      return keyValuesStartHeight(block, flow) + comment;
    }
    default:
      return ROOM_FOR_TEXT;
  }
}

function headingHeight(heading: Heading, flow: PageFlow): number {
  const style = HEADING_STYLES[heading.level];
  const underline = heading.level === 1 ? UNDERLINE : 0;
  return (
    flow.lines([heading.text], style, flow.width).length * style.leading +
    underline +
    HEADING_SPACE[heading.level].below
  );
}

function layoutHeading(heading: Heading, flow: PageFlow, following: readonly Block[]): void {
  const style = HEADING_STYLES[heading.level];
  const { above, below } = HEADING_SPACE[heading.level];
  const lines = flow.lines([heading.text], style, flow.width);
  flow.space(above);
  flow.ensure(Math.min(headingHeight(heading, flow) + startHeightOf(following, flow), flow.fullRoom));
  const isBookmarked = heading.listed === true && heading.level < 3;
  flow.put({
    kind: 'place',
    y: flow.y - 6,
    anchor: heading.anchor ?? null,
    bookmark: isBookmarked ? { level: heading.level, title: plainText(heading.text) } : null,
  });
  flow.flowLines(lines, flow.left, style, new TagNode(`H${flow.headingRank(heading.level)}`, flow.section));
  if (heading.level === 1) {
    flow.put({ kind: 'rule', x: flow.left, y: flow.y + 4, width: 44, colour: COLOURS.brass, weight: 2 });
    flow.y += UNDERLINE;
  }
  flow.space(below);
}

function layoutParagraph(paragraph: Paragraph, flow: PageFlow): void {
  const style = PARAGRAPH_STYLES[paragraph.style ?? 'body'];
  flow.flowLines(flow.lines(paragraph.content, style, flow.width), flow.left, style, new TagNode('P', flow.section));
  flow.space(6);
}

function layoutList(list: BulletList, flow: PageFlow): void {
  const tag = new TagNode('L', flow.section);
  for (const entry of list.entries) {
    const lines = flow.lines(entry, STYLES.body, flow.width - BULLET_INDENT);
    const listItem = new TagNode('LI', tag);
    flow.ensure(STYLES.body.leading);
    const [bullet] = flow.lines(['• '], STYLES.body, BULLET_INDENT);
    flow.putLine(bullet!, flow.left + 2, flow.y, STYLES.body, new TagNode('Lbl', listItem));
    flow.flowLines(lines, flow.left + BULLET_INDENT, STYLES.body, new TagNode('LBody', listItem));
    flow.space(2);
  }
  flow.space(6);
}

/** A picture as wide as the text at most, never enlarged; one that cannot be shown is said to be missing. */
function layoutFigure(figure: Figure, flow: PageFlow, size: PictureSize | undefined): void {
  if (size === undefined) {
    const missing = `Picture not shown: ${figure.caption}`;
    layoutParagraph({ kind: 'paragraph', style: 'small', content: [{ text: missing, italic: true }] }, flow);
    return;
  }
  if (figure.pageAnchor !== undefined && deservesPage(size, flow)) {
    const content: Inline = [`${figure.caption}: shown on a page of its own (p.\u00A0`];
    const number = { text: '', pageOf: figure.pageAnchor, closing: ')', link: figure.pageAnchor };
    layoutParagraph({ kind: 'paragraph', style: 'small', content: [...content, number] }, flow);
    return;
  }
  const scale = figureScale(size, flow);
  const [width, height] = [size.width * scale, size.height * scale];
  const captionLines = flow.lines([figure.caption], STYLES.small, flow.width);
  flow.space(4);
  flow.ensure(height + 6 + captionLines.length * STYLES.small.leading);
  flow.put({
    kind: 'picture',
    x: flow.left,
    y: flow.y,
    width,
    height,
    pictureId: figure.pictureId,
    tag: new TagNode('Figure', flow.section, {
      alt: plainText(figure.alt),
      bbox: [flow.left, flow.y, flow.left + width, flow.y + height],
    }),
  });
  flow.y += height + 4;
  flow.flowLines(captionLines, flow.left, STYLES.small, new TagNode('P', flow.section));
  flow.space(8);
}

function layoutContents(document: BlockDocument, flow: PageFlow): void {
  const tag = new TagNode('TOC', flow.section);
  const headings = document.sections
    .flatMap((section) => section.blocks)
    .filter((block): block is Heading => block.kind === 'heading' && block.level === 1 && block.listed === true);
  const numberRoom = 30;
  for (const heading of headings) {
    if (heading.anchor === undefined) throw new Error(`listed heading without an anchor: ${heading.text}`);
    const entry = new TagNode('Reference', new TagNode('TOCI', tag));
    const width = flow.width - numberRoom;
    const lines = flow.lines([{ text: heading.text, link: heading.anchor, tone: 'ink' }, ' '], STYLES.contents, width);
    const number = flow.lines(
      [{ text: '', pageOf: heading.anchor, link: heading.anchor }],
      STYLES.contents,
      numberRoom,
    );
    const height = lines.length * STYLES.contents.leading;
    flow.ensure(height + CONTENTS_ROW);
    lines.forEach((line, index) =>
      flow.putLine(line, flow.left, flow.y + index * STYLES.contents.leading, STYLES.contents, entry),
    );
    const numberWidth = number[0]!.width;
    flow.putLine(number[0]!, flow.left + flow.width - numberWidth, flow.y, STYLES.contents, entry);
    flow.y += height + 4;
    flow.put({ kind: 'rule', x: flow.left, y: flow.y, width: flow.width, colour: COLOURS.hairline, weight: 0.5 });
    flow.y += 5;
  }
}
