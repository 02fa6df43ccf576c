import { MARGIN } from './page-flow.js';
import type { DocumentPlan, Place } from './document-plan.js';
import type { PageLayout, PictureOp, PlaceOp, TagNode, TextOp } from './page-layout.js';
import { COLOURS } from './palette.js';
import type { OutlineNode, StructureElement, TaggedPdf } from './pdfkit-document.js';
import { drawQrCode } from './qr-code.js';
import { addSignatureField } from './signature-field.js';
import type { TextMeasure } from './text-measure.js';
import { STYLES, type Face, type TextStyle } from './typography.js';

export interface PageFurniture {
  readonly reference: string;
  readonly imprint: string;
  readonly watermark: string | null;
}

/** Draws laid-out pages into the file, with the structure tree, bookmarks, links and what runs along every page. */
export class PageDrawing {
  private readonly elements = new Map<TagNode, StructureElement>();
  private readonly bookmarks: OutlineNode[];
  private openTag: TagNode | 'artifact' | null = null;
  private face: Face | null = null;
  private size = 0;
  private colour = '';
  private drawn = 0;

  constructor(
    private readonly pdf: TaggedPdf,
    private readonly plan: DocumentPlan,
    private readonly furniture: PageFurniture,
    private readonly measure: TextMeasure,
  ) {
    this.bookmarks = [pdf.outline];
  }

  /** @param next the page after it, none after the last */
  drawPage(page: PageLayout, next: PageLayout | undefined, pictures: ReadonlyMap<string, Buffer>): void {
    this.pdf.addPage({ size: [page.width, page.height], margin: 0 });
    this.face = null;
    this.colour = '';
    this.drawWatermark(page);
    for (const op of page.ops) {
      switch (op.kind) {
        case 'text':
          this.drawText(op);
          break;
        case 'rect':
          this.asArtifact();
          this.pdf.rect(op.x, op.y, op.width, op.height).fill(op.fill);
          this.colour = '';
          break;
        case 'rule':
          this.asArtifact();
          this.pdf.rect(op.x, op.y - op.weight / 2, op.width, op.weight).fill(op.colour);
          this.colour = '';
          break;
        case 'picture':
          this.drawPicture(op, pictures.get(op.pictureId));
          break;
        case 'qr-code':
          this.asTag(op.tag);
          drawQrCode(this.pdf, op);
          this.colour = '';
          break;
        case 'seal':
          this.close();
          addSignatureField(this.pdf, op, this.elementOf(op.tag));
          break;
        case 'place':
          this.markPlace(op, page);
      }
    }
    this.drawFurniture(page);
    this.close();
    this.endSections(page, next);
    this.drawn += 1;
  }

  private drawText(op: TextOp): void {
    if (op.tag === null) this.asArtifact();
    else this.asTag(op.tag);
    const text = op.pageOf === undefined ? op.text : String(this.placeOf(op.pageOf).page + 1);
    const x = op.pageOf === undefined ? op.x : op.x + op.width - this.widthOf(text, op);
    this.write(text, x, op.y, op, op.width);
    if (op.link !== undefined && op.tag !== null) {
      this.drawLink(op, op.tag, text);
    }
  }

  private drawLink(op: TextOp, tag: TagNode, text: string): void {
    const { destination } = this.placeOf(op.link!);
    const element = this.elementOf(tag);
    this.pdf.annotate(op.x, op.y, op.width, op.size * 1.25, {
      Subtype: 'Link',
      Dest: destination,
      Contents: new String(`Go to ${text.trim()}`),
      structParent: element,
    });
    // PDFKit notes the page of a link when its element ends, so it has to end on this page.
    this.close();
    element.end();
  }

  private placeOf(anchor: string): Place {
    const place = this.plan.places.get(anchor);
    if (place === undefined) throw new Error(`no place is called ${anchor}`);
    return place;
  }

  private write(
    text: string,
    x: number,
    y: number,
    look: Pick<TextStyle, 'face' | 'size' | 'colour'>,
    width: number,
  ): void {
    if (text === '') return;
    if (look.face !== this.face || look.size !== this.size) {
      this.pdf.font(look.face).fontSize(look.size);
      this.face = look.face;
      this.size = look.size;
    }
    if (look.colour !== this.colour) {
      this.pdf.fillColor(look.colour);
      this.colour = look.colour;
    }
    // The line is broken and its width known: what `text` does beyond this is to measure it twice more.
    this.pdf._fragment(text, x, y, { textWidth: width, wordCount: 1 });
  }

  private drawPicture(op: PictureOp, picture: Buffer | undefined): void {
    this.asTag(op.tag);
    if (picture === undefined) {
      this.write('The picture could not be decoded.', op.x, op.y, STYLES.small, op.width);
      return;
    }
    this.pdf.image(picture, op.x, op.y, { width: op.width, height: op.height });
  }

  private markPlace(op: PlaceOp, page: PageLayout): void {
    const top = Math.max(0, op.y);
    if (op.anchor !== null) {
      this.pdf.addNamedDestination(this.placeOf(op.anchor).destination, 'XYZ', 0, top, null);
    }
    if (op.bookmark === null) return;
    const { level, title } = op.bookmark;
    const parent = this.bookmarks[Math.min(level, this.bookmarks.length) - 1]!;
    this.bookmarks.length = Math.min(level, this.bookmarks.length);
    // PDFKit counts `left` from the right edge of the page.
    this.bookmarks.push(parent.addItem(title, { top, left: page.width, expanded: false }));
  }

  private drawWatermark(page: PageLayout): void {
    if (this.furniture.watermark === null) return;
    const size = 132;
    this.asArtifact();
    this.pdf.save();
    this.pdf.fillOpacity(0.07);
    this.pdf.rotate(-38, { origin: [page.width / 2, page.height / 2] });
    const look = { face: 'bold', size, colour: COLOURS.watermark } as const;
    const width = this.widthOf(this.furniture.watermark, look);
    this.write(this.furniture.watermark, (page.width - width) / 2, page.height / 2 - size * 0.6, look, width);
    this.pdf.restore();
    this.colour = '';
  }

  /** Reference and subject above, imprint and page number below; on a cover only what stands below. */
  private drawFurniture(page: PageLayout): void {
    this.asArtifact();
    const right = page.width - MARGIN.side;
    const footer = page.height - 34;
    if (page.runningTitle !== null) {
      this.write(this.furniture.reference, MARGIN.side, 30, STYLES.furniture, 0);
      this.writeRight(page.runningTitle, right, 30, STYLES.furnitureStrong);
      this.pdf.rect(MARGIN.side, 44, right - MARGIN.side, 0.5).fill(COLOURS.hairline);
      this.colour = '';
    }
    const draft = this.furniture.watermark === null ? '' : `${this.furniture.watermark} · `;
    this.write(`${draft}${this.furniture.imprint}`, MARGIN.side, footer, STYLES.furniture, 0);
    this.writeRight(`Page ${this.drawn + 1} of ${this.plan.pages}`, right, footer, STYLES.furnitureStrong);
  }

  private writeRight(text: string, right: number, y: number, style: TextStyle): void {
    const width = this.widthOf(text, style);
    this.write(text, right - width, y, style, width);
  }

  private widthOf(text: string, { face, size }: Pick<TextStyle, 'face' | 'size'>): number {
    // Measuring sets a font of its own on the document.
    this.face = null;
    return this.measure.width(text, face, size);
  }

  private asArtifact(): void {
    if (this.openTag === 'artifact') return;
    this.close();
    this.pdf.markContent('Artifact', { type: 'Layout' });
    this.openTag = 'artifact';
  }

  private asTag(tag: TagNode): void {
    if (this.openTag === tag) return;
    this.close();
    const element = this.elementOf(tag);
    element.add(this.pdf.markStructureContent(tag.type));
    this.openTag = tag;
  }

  private close(): void {
    if (this.openTag !== null) this.pdf.endMarkedContent();
    this.openTag = null;
  }

  private elementOf(tag: TagNode): StructureElement {
    let element = this.elements.get(tag);
    if (element === undefined) {
      element = this.pdf.struct(tag.type, tag.attributes);
      if (tag.parent === null) this.pdf.addStructure(element);
      else this.elementOf(tag.parent).add(element);
      this.elements.set(tag, element);
    }
    return element;
  }

  /**
   * A section that is complete is written out and forgotten, so that memory does not grow with the document. The few that
   * another one runs on from are written out with the root.
   */
  private endSections({ section }: PageLayout, next: PageLayout | undefined): void {
    if (next?.section === section) return;
    const root = rootOf(section);
    const rootElement = this.elementOf(root);
    if (next === undefined) rootElement.end();
    else {
      this.elements.get(section)?.end();
      this.elements.clear();
      this.elements.set(root, rootElement);
    }
  }
}

function rootOf(tag: TagNode): TagNode {
  return tag.parent === null ? tag : rootOf(tag.parent);
}
