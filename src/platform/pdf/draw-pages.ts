import type { PagePictures } from './attached-files.js';
import type { PaintedPage } from '../pages/paint-page.js';
import type { DocumentPlan, Place } from './document-plan.js';
import { writeHidden } from './hidden-text.js';
import { drawFurniture, drawTab, drawWatermark, type PageFurniture } from './page-furniture.js';
import type { FilePageOp, PageLayout, PictureOp, PlaceOp, TagNode, TextOp } from './page-layout.js';
import { COLOURS } from './palette.js';
import type { OutlineNode, StructureElement, TaggedPdf } from './pdfkit-document.js';
import { Pen } from './pen.js';
import { drawQrCode } from './qr-code.js';
import { addSignatureField } from './signature-field.js';
import type { TextMeasure } from './text-measure.js';
import { STYLES } from './typography.js';

/** What is painted on a page of an attached file. */
export type FilePagePicture = Pick<PaintedPage, 'text'> & { readonly picture: Buffer };

/** Draws laid-out pages into the file, with the structure tree, bookmarks, links and what runs along every page. */
export class PageDrawing {
  private readonly elements = new Map<TagNode, StructureElement>();
  private readonly bookmarks: OutlineNode[];
  private openTag: TagNode | 'artifact' | null = null;
  private readonly pen: Pen;
  private drawn = 0;

  constructor(
    private readonly pdf: TaggedPdf,
    private readonly plan: DocumentPlan,
    private readonly furniture: PageFurniture,
    private readonly measure: TextMeasure,
  ) {
    this.pen = new Pen(pdf, measure);
    this.bookmarks = [pdf.outline];
  }

  /** @param next the page after it, none after the last */
  drawPage(page: PageLayout, next: PageLayout | undefined, { figures, filePage }: PagePictures): void {
    const { watermark } = this.furniture;
    const isCovered = page.ops.some(({ kind }) => kind === 'file-page');
    this.pdf.addPage({ size: [page.width, page.height], margin: 0 });
    this.pen.forgetFont();
    this.pen.forgetColour();
    this.asArtifact();
    if (watermark !== null && !isCovered) drawWatermark(this.pdf, this.pen, page, watermark);
    for (const op of page.ops) {
      switch (op.kind) {
        case 'text':
          this.drawText(op);
          break;
        case 'rect':
          this.asArtifact();
          this.pen.fillRect(op.x, op.y, op.width, op.height, op.fill);
          break;
        case 'rule':
          this.asArtifact();
          this.pen.fillRect(op.x, op.y - op.weight / 2, op.width, op.weight, op.colour);
          break;
        case 'picture':
          this.drawPicture(op, figures.get(op.pictureId));
          break;
        case 'file-page':
          this.drawFilePage(op, filePage);
          break;
        case 'qr-code':
          this.asTag(op.tag);
          drawQrCode(this.pdf, op);
          this.pen.forgetColour();
          break;
        case 'seal':
          this.close();
          addSignatureField(this.pdf, op, this.elementOf(op.tag));
          break;
        case 'place':
          this.markPlace(op, page);
      }
    }
    this.asArtifact();
    // Over the picture of a page, which would hide it.
    if (watermark !== null && isCovered) drawWatermark(this.pdf, this.pen, page, watermark);
    drawFurniture(this.pen, page, this.furniture, `Page ${this.drawn + 1} of ${this.plan.pages}`);
    if (page.tab !== undefined) drawTab(this.pdf, this.pen, page, page.tab);
    this.close();
    this.endSections(page, next);
    this.drawn += 1;
  }

  private drawText(op: TextOp): void {
    if (op.tag === null) this.asArtifact();
    else this.asTag(op.tag);
    const text = op.pageOf === undefined ? op.text : this.pageNumbers(op.pageOf, op.pageTo) + (op.closing ?? '');
    const isRight = op.pageOf !== undefined && op.closing === undefined;
    const x = isRight ? op.x + op.width - this.pen.widthOf(text, op) : op.x;
    this.pen.write(text, x, op.y, op, op.width);
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

  private pageNumbers(from: string, to: string | undefined): string {
    const [first, last] = [this.placeOf(from).page + 1, this.placeOf(to ?? from).page + 1];
    return first === last ? String(first) : `${first}–${last}`;
  }

  private placeOf(anchor: string): Place {
    const place = this.plan.places.get(anchor);
    if (place === undefined) throw new Error(`no place is called ${anchor}`);
    return place;
  }

  private drawPicture(op: PictureOp, picture: Buffer | undefined): void {
    this.asTag(op.tag);
    if (picture === undefined) {
      this.pen.write('The picture could not be decoded.', op.x, op.y, STYLES.small, op.width);
      return;
    }
    this.pdf.image(picture, op.x, op.y, { width: op.width, height: op.height });
  }

  private drawFilePage(op: FilePageOp, painted: FilePagePicture | null): void {
    this.asTag(op.tag);
    if (painted === null) {
      const words = 'This page cannot be drawn. The file itself is named on the sheet by its SHA-256.';
      this.pen.fillRect(op.x, op.y, op.width, op.height, COLOURS.white);
      this.pen.write(words, op.x + 8, op.y + 8, STYLES.small, op.width);
      return;
    }
    this.pdf.image(painted.picture, op.x, op.y, { width: op.width, height: op.height });
    if (painted.text.length === 0) return;
    this.asTag(op.textTag);
    writeHidden(this.pdf, this.measure, op, painted.text);
    this.pen.forgetFont();
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
