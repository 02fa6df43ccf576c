import { breakLines, type Line } from './line-breaker.js';
import type { BlockSection, Inline } from './blocks.js';
import { TagNode, type DrawOp, type PageLayout } from './page-layout.js';
import type { TextMeasure } from './text-measure.js';
import type { TextStyle } from './typography.js';

const A4 = { short: 595.28, long: 841.89 };
export const MARGIN = { side: 54, top: 62, bottom: 54 };

/** Between a section and one that runs on below it. */
const SECTION_SPACE = 16;

/** Where the next thing goes: the pages that are not handed over yet and the pen on the last of them. */
export class PageFlow {
  readonly pages: PageLayout[] = [];
  readonly root = new TagNode('Document', null);
  /** Distance of the pen from the top of the page. */
  y = 0;
  section = this.root;
  /** Sizes of the headings that what comes next stands under. */
  private readonly headings: number[] = [];
  private orientation: BlockSection['orientation'] = 'portrait';
  private runningTitle: string | null = null;
  private tab: BlockSection['tab'];

  /** @param onText called for every text that is broken into lines, so that somebody hears that the layout gets on */
  constructor(
    private readonly measure: TextMeasure,
    private readonly onText: () => void,
  ) {}

  get page(): PageLayout {
    return this.pages.at(-1)!;
  }

  get left(): number {
    return MARGIN.side;
  }

  get width(): number {
    return this.page.width - 2 * MARGIN.side;
  }

  get bottom(): number {
    return this.page.height - MARGIN.bottom;
  }

  get room(): number {
    return this.bottom - this.y;
  }

  /** Height of the text area of a page of this section. */
  get fullRoom(): number {
    return this.page.height - MARGIN.top - MARGIN.bottom;
  }

  get isAtTop(): boolean {
    return this.y <= MARGIN.top;
  }

  startSection({ orientation, runningTitle, runsOn, tab }: Omit<BlockSection, 'blocks'>): void {
    const goesOn = runsOn === true && this.pages.length > 0 && orientation === this.orientation;
    this.section = new TagNode('Sect', this.root);
    this.orientation = orientation;
    this.runningTitle = runningTitle;
    this.tab = tab;
    if (!goesOn) this.newPage();
    else {
      this.page.section = this.section;
      this.space(SECTION_SPACE);
    }
  }

  /** Hands over the pages before the one that the pen is on, and forgets them. */
  takeFinished(): PageLayout[] {
    return this.pages.splice(0, this.pages.length - 1);
  }

  newPage(orientation = this.orientation): void {
    const upright = orientation === 'portrait';
    this.pages.push({
      width: upright ? A4.short : A4.long,
      height: upright ? A4.long : A4.short,
      runningTitle: this.runningTitle,
      tab: this.tab,
      section: this.section,
      ops: [],
    });
    this.y = MARGIN.top;
  }

  /** Starts a new page unless `height` still fits on this one. */
  ensure(height: number): void {
    if (this.room < height && !this.isAtTop) this.newPage();
  }

  /** Vertical space, which vanishes at the top of a page. */
  space(height: number): void {
    if (!this.isAtTop) this.y = Math.min(this.y + height, this.bottom);
  }

  put(op: DrawOp): void {
    this.page.ops.push(op);
  }

  /** The level that a heading is read out with. A small heading below a large one skips a size, but never a level (PDF/UA). */
  headingRank(size: number): number {
    while ((this.headings.at(-1) ?? 0) >= size) this.headings.pop();
    return this.headings.push(size);
  }

  lines(content: Inline, style: TextStyle, width: number): Line[] {
    this.onText();
    return breakLines(content, style, width, this.measure);
  }

  /** Draws one broken line with its top at `y`; links become tags of their own. */
  putLine(line: Line, x: number, y: number, style: TextStyle, tag: TagNode | null): void {
    // Letters sit in the middle of their leading, whatever their size.
    const drop = (style.leading - style.size * 1.17) / 2;
    let pen = x;
    for (const segment of line.segments) {
      const lift = (style.size - segment.size) * 0.95;
      this.page.ops.push({
        kind: 'text',
        x: pen,
        y: y + drop + lift,
        text: segment.text,
        width: segment.width,
        face: segment.face,
        size: segment.size,
        colour: segment.colour,
        tag: segment.link !== undefined && tag !== null ? new TagNode('Link', tag) : tag,
        link: segment.link,
        pageOf: segment.pageOf,
        pageTo: segment.pageTo,
        closing: segment.closing,
      });
      pen += segment.width;
    }
  }

  /** Flows lines down the page and on to the next; a single line is never left behind or carried over alone. */
  flowLines(lines: readonly Line[], x: number, style: TextStyle, tag: TagNode): void {
    lines.forEach((line, index) => {
      const isFirst = index === 0 && lines.length > 1;
      const isSecondLast = index === lines.length - 2 && lines.length > 2;
      this.ensure(isFirst || isSecondLast ? style.leading * 2 : style.leading);
      this.putLine(line, x, this.y, style, tag);
      this.y += style.leading;
    });
  }
}
