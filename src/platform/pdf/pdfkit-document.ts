import PDFDocument from 'pdfkit';
import { gatherBytes, gatherContent } from './gathered-output.js';
import { registerFaces } from './shared-fonts.js';
import type { Face } from './typography.js';

/**
 * The parts of PDFKit 0.20 that its published types (0.17) do not show. Everything the renderer takes from PDFKit beyond
 * those types is named here and nowhere else, so that an upgrade has one place to look at.
 */
export interface PdfKitExtras {
  readonly outline: OutlineNode;
  readonly info: Record<string, unknown>;
  readonly _font: { readonly font: ParsedFont; layoutCache: ShapedWords };
  flushPages(): void;
  addContent(line: string): unknown;
  registerFont(name: Face, font: ParsedFont): unknown;
  font(name: Face): TaggedPdf;
  /** Draws one line, as `text` does, and moves no pen. */
  _fragment(text: string, x: number, y: number, options: { textWidth: number; wordCount: 1 }): void;
  struct(type: string, attributes?: StructureAttributes): StructureElement;
  addStructure(element: StructureElement): unknown;
  markStructureContent(tag: string): StructureContent;
  annotate(x: number, y: number, width: number, height: number, options: object): unknown;
  addNamedDestination(name: string, fit: 'XYZ', left: number, top: number, zoom: null): void;
  _addInfo(): void;
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

export interface PdfProperties {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly producer: string;
  readonly language: string;
  readonly createdAt: string;
}

/** A tagged PDF 1.7 with embedded fonts only, whose dates and file identifier follow from its content alone. */
export function openTaggedPdf(properties: PdfProperties): TaggedPdf {
  const createdAt = new Date(properties.createdAt);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
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
  escapeXmpMetadata(pdf);
  gatherContent(pdf);
  gatherBytes(pdf);
  // A fresh object: PDFKit's default options are one object shared by every outline entry.
  pdf.outline.options = { expanded: true };
  return pdf;
}

/** PDFKit pastes the properties into its XMP block as they are; "&" or "<" in a title would break the XML (trials §8). */
function escapeXmpMetadata(pdf: TaggedPdf): void {
  const addInfo = pdf._addInfo.bind(pdf);
  pdf._addInfo = () => {
    const plain = { ...pdf.info };
    for (const [key, value] of Object.entries(plain)) {
      if (typeof value === 'string') pdf.info[key] = escapeXml(value);
    }
    addInfo();
    Object.assign(pdf.info, plain);
  };
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
