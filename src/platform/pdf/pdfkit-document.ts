import PDFDocument from 'pdfkit';
import { FACES } from './typography.js';

/**
 * The parts of PDFKit 0.20 that its published types (0.17) do not show. Everything the renderer takes from PDFKit beyond
 * those types is named here and nowhere else, so that an upgrade has one place to look at.
 */
export interface PdfKitExtras {
  readonly outline: OutlineNode;
  readonly info: Record<string, unknown>;
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  struct(type: string, attributes?: StructureAttributes): StructureElement;
  addStructure(element: StructureElement): unknown;
  markStructureContent(tag: string): StructureContent;
  annotate(x: number, y: number, width: number, height: number, options: object): unknown;
  addNamedDestination(name: string, fit: 'XYZ', left: number, top: number, zoom: null): void;
  text(text: string, x: number, y: number, options: { lineBreak: false; textWidth: number; wordCount: 1 }): unknown;
  _addInfo(): void;
}

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
    font: FACES.regular,
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
  escapeXmpMetadata(pdf);
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
