import type { SealOp } from './page-layout.js';
import type { StructureElement, TaggedPdf } from './pdfkit-document.js';

/**
 * Bytes kept free for the signature: with a chain of certificates and a time-stamp it needs about ten thousand. The
 * signature covers everything but this gap, so the gap is part of what the drawing fixes.
 */
export const SIGNATURE_BYTES = 16_384;

/** Stands for a number of up to ten digits until the file is finished and its length known. */
export const UNKNOWN_OFFSET = 9_999_999_999;

/**
 * An empty signature field over the given part of the page: tagged, with an appearance, and clean for PDF/A, which the
 * placeholders of signing libraries are not (trials §8). Whoever signs fills `ByteRange` and `Contents` in place.
 */
export function addSignatureField(pdf: TaggedPdf, seal: SealOp, element: StructureElement): void {
  const { x, y, width, height } = seal;
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN_OFFSET, UNKNOWN_OFFSET, UNKNOWN_OFFSET],
    Contents: Buffer.alloc(SIGNATURE_BYTES),
    Name: new String(seal.signer),
    Reason: new String(seal.reason),
    M: new Date(seal.signedAt),
  });
  signature.end();
  const resources = pdf.ref({});
  resources.end();
  const look = pdf.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: resources });
  look.end(`0.6 w 0.07 0.25 0.27 RG 0.3 0.3 ${width - 0.6} ${height - 0.6} re S`);
  pdf.annotate(x, y, width, height, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Seal'),
    TU: new String(seal.label),
    Contents: new String(seal.label),
    F: 4,
    V: signature,
    P: pdf.page.dictionary,
    AP: { N: look },
    structParent: element,
  });
  // PDFKit notes the page of a field when its element ends, so it has to end on this page.
  element.end();
  const fields = pdf.ref({ SigFlags: 3, Fields: [pdf.page.annotations.at(-1)] });
  fields.end();
  pdf._root.data.AcroForm = fields;
  // PDFKit would end a form of its own making here and miss its fonts.
  pdf.endAcroForm = () => pdf;
}
