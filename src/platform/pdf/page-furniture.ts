import { MARGIN } from './page-flow.js';
import type { PageLayout } from './page-layout.js';
import { COLOURS, TAB_COLOURS } from './palette.js';
import type { TaggedPdf } from './pdfkit-document.js';
import type { Pen } from './pen.js';
import { STYLES } from './typography.js';

export interface PageFurniture {
  readonly reference: string;
  readonly imprint: string;
  readonly watermark: string | null;
}

const TAB = { width: 17, height: 40, step: 46, first: 84, slots: 14 };

export function drawWatermark(pdf: TaggedPdf, pen: Pen, page: PageLayout, watermark: string): void {
  const size = 132;
  pdf.save();
  pdf.fillOpacity(0.07);
  pdf.rotate(-38, { origin: [page.width / 2, page.height / 2] });
  const look = { face: 'bold', size, colour: COLOURS.watermark } as const;
  const width = pen.widthOf(watermark, look);
  pen.write(watermark, (page.width - width) / 2, page.height / 2 - size * 0.6, look, width);
  pdf.restore();
  pen.forgetColour();
}

/** Reference and subject above, imprint and page number below; on a cover only what stands below. */
export function drawFurniture(pen: Pen, page: PageLayout, furniture: PageFurniture, pageNumber: string): void {
  const right = page.width - MARGIN.side;
  const footer = page.height - 34;
  if (page.runningTitle !== null) {
    pen.write(furniture.reference, MARGIN.side, 30, STYLES.furniture, 0);
    pen.writeRight(page.runningTitle, right, 30, STYLES.furnitureStrong);
    pen.fillRect(MARGIN.side, 44, right - MARGIN.side, 0.5, COLOURS.hairline);
  }
  const draft = furniture.watermark === null ? '' : `${furniture.watermark} · `;
  pen.write(`${draft}${furniture.imprint}`, MARGIN.side, footer, STYLES.furniture, 0);
  pen.writeRight(pageNumber, right, footer, STYLES.furnitureStrong);
}

/** A tab at the right edge, with its text along it, as in a ring binder. */
export function drawTab(pdf: TaggedPdf, pen: Pen, page: PageLayout, tab: NonNullable<PageLayout['tab']>): void {
  const slots = Math.min(TAB.slots, Math.floor((page.height - TAB.first - MARGIN.bottom) / TAB.step));
  const [x, y] = [page.width - TAB.width, TAB.first + (tab.place % slots) * TAB.step];
  pen.fillRect(x, y, TAB.width, TAB.height, TAB_COLOURS[tab.place % TAB_COLOURS.length]!);
  const width = pen.widthOf(tab.text, STYLES.tab);
  const middle: [number, number] = [x + TAB.width / 2, y + TAB.height / 2];
  pdf.save();
  pdf.rotate(90, { origin: middle });
  pen.write(tab.text, middle[0] - width / 2, middle[1] - STYLES.tab.size * 0.6, STYLES.tab, width);
  pdf.restore();
  pen.forgetColour();
}
