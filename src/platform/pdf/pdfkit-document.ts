import PDFDocument from 'pdfkit';
import { forgetElements, gatherBytes, gatherContent } from './gathered-output.js';
import { registerFaces } from './shared-fonts.js';
import type { Face } from './typography.js';
import { xmpDescriptions, type PdfProperties } from './xmp.js';

/**
 * The parts of PDFKit 0.20 that its published types (0.17) do not show. Everything the renderer takes from PDFKit beyond
 * those types is named here and nowhere else, so that an upgrade has one place to look at.
 */
export interface PdfKitExtras {
  readonly outline: OutlineNode;
  readonly _font: { readonly font: ParsedFont; layoutCache: ShapedWords };
  flushPages(): void;
  addContent(line: string): unknown;
  widthOfString(text: string): number;
  registerFont(name: Face, font: ParsedFont): unknown;
  font(name: Face): TaggedPdf;
  /** Draws one line, as `text` does, and moves no pen. */
  _fragment(
    text: string,
    x: number,
    y: number,
    options: { textWidth: number; wordCount: 1; horizontalScaling?: number },
  ): void;
  struct(type: string, attributes?: StructureAttributes): StructureElement;
  addStructure(element: StructureElement): unknown;
  markStructureContent(tag: string): StructureContent;
  annotate(x: number, y: number, width: number, height: number, options: object): unknown;
  addNamedDestination(name: string, fit: 'XYZ', left: number, top: number, zoom: null): void;
  /** Writes the metadata when the file ends. */
  _addInfo(): void;
  appendXML(xml: string): void;
  ref(dictionary: object): PdfReference;
  /** Called by each object when it is written. */
  _refEnd(reference: PdfReference): void;
  readonly page: DrawnPage;
  /** The catalogue. */
  readonly _root: { readonly data: Record<string, unknown> };
  /** Ends a form of PDFKit's own making; with none there is nothing to end. */
  endAcroForm(): unknown;
  /** Attaches a file, and calls it associated with the document. */
  file(content: Buffer, options: AttachmentOptions): unknown;
}

/** An object of the file, written when it is ended. */
export interface PdfReference {
  end(stream?: string): void;
  /** The dictionary; of no use once it is written. */
  data: object;
}

export type DrawnPage = Omit<PDFKit.PDFPage, 'annotations'> & {
  readonly dictionary: PdfReference;
  readonly annotations: PdfReference[];
};

export interface AttachmentOptions {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly relationship: 'Data';
  readonly creationDate: Date;
  readonly modifiedDate: Date;
}

/** A font as fontkit reads it for PDFKit. */
export interface ParsedFont {
  /** Glyphs by number, each with the letters that called for it first. */
  _glyphs: object;
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string): unknown;
}

/** Words by their letters, each as the glyphs and places that the font makes of it. */
export type ShapedWords = Record<string, unknown>;

export interface OutlineNode {
  options: { expanded?: boolean };
  addItem(title: string, options: { top: number; left: number; expanded: boolean }): OutlineNode;
}

export interface StructureAttributes {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Row' | 'Column';
  readonly bbox?: readonly [number, number, number, number];
}

export interface StructureContent {
  readonly refs: readonly unknown[];
}

export interface StructureElement {
  add(child: StructureElement | StructureContent): unknown;
  end(): void;
}

type Overlap = Extract<keyof PdfKitExtras, keyof PDFKit.PDFDocument>;
export type TaggedPdf = Omit<PDFKit.PDFDocument, Overlap> & PdfKitExtras;

/**
 * A tagged PDF 1.7 with embedded fonts only, built to PDF/A-3a and PDF/UA-1 where it claims to be, whose dates and file
 * identifier follow from its content alone.
 */
export function openTaggedPdf(properties: PdfProperties): TaggedPdf {
  const createdAt = new Date(properties.createdAt);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    ...(properties.conforms ? { subset: 'PDF/A-3a' } : {}),
    tagged: true,
    displayTitle: true,
    lang: properties.language,
    // None yet: PDFKit would take a standard one, which is never embedded.
    font: '',
    info: {
      Title: properties.title,
      Subject: properties.subject,
      Author: properties.author,
      Creator: properties.producer,
      Producer: properties.producer,
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  }) as unknown as TaggedPdf;
  registerFaces(pdf);
  // PDFKit pastes the properties in as they are ("&" breaks the XML, trials §8), leaves out the day of the last change,
  // and knows of PDF/A or PDF/UA, never of both.
  pdf._addInfo = () => pdf.appendXML(xmpDescriptions(properties));
  gatherContent(pdf);
  gatherBytes(pdf);
  forgetElements(pdf);
  // A fresh object: PDFKit's default options are one object shared by every outline entry.
  pdf.outline.options = { expanded: true };
  return pdf;
}
