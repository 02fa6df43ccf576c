import type { BlockSection } from './blocks.js';
import type { StructureAttributes } from './pdfkit-document.js';
import type { Face } from './typography.js';

/**
 * A node of the structure tree that assistive technology reads. Its element in the file is made when the first thing
 * that belongs to it is drawn, so reading order is drawing order.
 */
export class TagNode {
  constructor(
    readonly type: string,
    readonly parent: TagNode | null,
    readonly attributes: StructureAttributes = {},
  ) {}
}

export interface TextOp {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly width: number;
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  /** `null` for decoration, which is no part of the content (an Artifact). */
  readonly tag: TagNode | null;
  /** Anchor that the text links to. */
  readonly link?: string | undefined;
  /** Prints the page number of this anchor instead of `text`, right-aligned in `width`. */
  readonly pageOf?: string | undefined;
  readonly pageTo?: string | undefined;
  /** Follows the number of a page, which then stands on the left of its room. */
  readonly closing?: string | undefined;
}

export interface RectOp {
  readonly kind: 'rect';
  readonly x: number;
  y: number;
  readonly width: number;
  height: number;
  readonly fill: string;
}

export interface RuleOp {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colour: string;
  readonly weight: number;
}

export interface PictureOp {
  readonly kind: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pictureId: string;
  readonly tag: TagNode;
}

/** A page of an attached file: what is painted on it is asked for when it is drawn. */
export interface FilePageOp {
  readonly kind: 'file-page';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fileId: string;
  readonly form: 'pdf' | 'picture';
  /** From 1. */
  readonly page: number;
  readonly tag: TagNode;
  /** What its text belongs to, which is read out and never seen. */
  readonly textTag: TagNode;
}

/** A QR code as its dark squares, row by row. */
export interface QrCodeOp {
  readonly kind: 'qr-code';
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly rows: readonly (readonly boolean[])[];
  readonly tag: TagNode;
}

/** The field that the finished file is signed in. */
export interface SealOp {
  readonly kind: 'seal';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly signer: string;
  readonly reason: string;
  readonly signedAt: string;
  readonly tag: TagNode;
}

/** A place that links and bookmarks lead to. */
export interface PlaceOp {
  readonly kind: 'place';
  readonly y: number;
  readonly anchor: string | null;
  readonly bookmark: { readonly level: number; readonly title: string } | null;
}

export type DrawOp = TextOp | RectOp | RuleOp | PictureOp | FilePageOp | QrCodeOp | SealOp | PlaceOp;

/** One finished page: what to draw, in reading order; backgrounds come before what stands on them. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  readonly runningTitle: string | null;
  readonly tab: BlockSection['tab'];
  /** Structure node of the last section on the page. */
  section: TagNode;
  readonly ops: DrawOp[];
}
