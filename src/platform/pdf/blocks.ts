/**
 * The vocabulary in which templates describe a document: meaning first (heading, table, signature), looks second. A
 * renderer decides about pages, fonts and tags; templates know no coordinates.
 */

/** Colours by role; the renderer owns the palette. */
export type Tone = 'ink' | 'quiet' | 'accent' | 'good' | 'open' | 'bad';

export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Fixed-width letters, for hashes and codes. */
  readonly mono?: boolean;
  readonly tone?: Tone;
  /** Anchor of a heading inside the document. There are no links to the outside (§5.2: no raw links). */
  readonly link?: string;
  /** Prints the number of the page that holds this anchor, after `text`. */
  readonly pageOf?: string;
  /** With `pageOf`: prints "37–42" where this anchor stands on a later page. */
  readonly pageTo?: string;
  /** With `pageOf`: follows the number without a space, so that numbers stand within a sentence. */
  readonly closing?: string;
}

/** A run of text; a newline starts a new line. */
export type Inline = readonly (string | Span)[];

export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** Target of links; unique in the document. */
  readonly anchor?: string;
  /** Whether the heading is listed in the bookmarks (levels 1 and 2) and, at level 1, in the contents. */
  readonly listed?: boolean;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly content: Inline;
  /** `lead` opens a section, `small` is a side remark. */
  readonly style?: 'body' | 'lead' | 'small';
}

export interface BulletList {
  readonly kind: 'list';
  readonly entries: readonly Inline[];
}

export interface KeyValues {
  readonly kind: 'key-values';
  /** Names the list to assistive technology. */
  readonly caption: string;
  readonly pairs: readonly { readonly label: string; readonly value: Inline }[];
}

export interface TableColumn {
  readonly heading: string;
  /** Share of the width; only the proportions between columns matter. */
  readonly share: number;
}

export interface TableCell {
  readonly content: Inline;
  /** Tints the cell; the text must say the same thing in words. */
  readonly tone?: Tone;
  /** Of the first cell of a row: makes the row a target of links, and lists it in the bookmarks under its heading. */
  readonly place?: { readonly anchor: string; readonly bookmark: string };
}

export interface Table {
  readonly kind: 'table';
  /** Shown above the table and its name to assistive technology. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** The first cell of each row names the row. */
  readonly rows: readonly (readonly TableCell[])[];
}

export interface Figure {
  readonly kind: 'figure';
  /** Identifies the picture among those handed to the renderer; a missing one is said to be missing. */
  readonly pictureId: string;
  readonly alt: string;
  readonly caption: string;
  /** Where its page stands, for a picture whose `FilePages` follow: it is shown there where it is too large for a figure. */
  readonly pageAnchor?: string;
}

/** The pages of an attached file as pictures with their text; of a picture one, where it is too large for its figure. */
export interface FilePages {
  readonly kind: 'file-pages';
  /** Identifies the file among those handed to the renderer. */
  readonly fileId: string;
  readonly form: 'pdf' | 'picture';
  /** How many are shown at most. */
  readonly most: number;
  /** Its pages are the targets `<anchor>-1`, `<anchor>-2` …, as many as `promised`, whatever can be shown of them. */
  readonly anchor: string;
  readonly promised: number;
  /** Listed in the bookmarks under the heading of level 2. */
  readonly title: string;
  /** Stamped on each page, before "page 2 of 6". */
  readonly label: string;
  readonly sha256: string;
  /** Of the file; which page it is follows. */
  readonly alt: string;
}

/** Says why the pages of a file do not follow, where they cannot; else nothing. */
export interface FileNotice extends Pick<FilePages, 'fileId' | 'title' | 'sha256'> {
  readonly kind: 'file-notice';
}

/** A target of links that nobody sees. */
export interface Place {
  readonly kind: 'place';
  readonly anchor: string;
}

/** A box that stands out: its title and a few paragraphs. */
export interface Callout {
  readonly kind: 'callout';
  readonly tone: Tone;
  readonly title: string;
  readonly paragraphs: readonly Inline[];
}

/** A place for one signature: filled, or with open lines for a pen. */
export interface Signature {
  readonly kind: 'signature';
  readonly title: string;
  readonly statement: string;
  readonly signed: {
    readonly name: string;
    readonly role: string;
    readonly signedAt: string;
    readonly lines: readonly Inline[];
    /** Said across the block when the signature no longer holds. */
    readonly void: string | null;
  } | null;
}

/** A code that a camera reads, with its words beside it. */
export interface QrCode {
  readonly kind: 'qr-code';
  /** What the camera reads; nothing in the document leads there by a click. */
  readonly content: string;
  readonly alt: string;
  readonly title: string;
  readonly paragraphs: readonly Inline[];
}

/** The field that the centre signs the finished file in. One document has one, and is drawn to be signed. */
export interface Seal {
  readonly kind: 'seal';
  readonly title: string;
  readonly paragraphs: readonly Inline[];
  /** Who signs, and what for, as the signature itself says it. */
  readonly signer: string;
  readonly reason: string;
}

/** The band over the cover page. */
export interface Banner {
  readonly kind: 'banner';
  readonly overline: string;
  readonly title: string;
  readonly subtitle: string;
  readonly badge: { readonly text: string; readonly tone: Tone };
}

/** Where the linked table of contents goes; it lists all listed headings of level 1. */
export interface Contents {
  readonly kind: 'contents';
}

export interface PageBreak {
  readonly kind: 'page-break';
}

export type Block =
  | Heading
  | Paragraph
  | BulletList
  | KeyValues
  | Table
  | Figure
  | FilePages
  | FileNotice
  | Place
  | Callout
  | Signature
  | QrCode
  | Seal
  | Banner
  | Contents
  | PageBreak;

/** Pages of one orientation. */
export interface BlockSection {
  readonly orientation: 'portrait' | 'landscape';
  /** Whether it goes on below the section before it, where that has its orientation; else it starts on a new page. */
  readonly runsOn?: boolean;
  /** What the running header of its pages says on the right, such as "E004 · Direct observation"; none on a cover. */
  readonly runningTitle: string | null;
  /** A tab at the edge of its pages; sections with one after the other in `place` have it one below the other. */
  readonly tab?: { readonly text: string; readonly place: number };
  readonly blocks: readonly Block[];
}

/** A file inside the file, for programs; people read the pages. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly content: string;
}

/** A property of our own among the document's metadata, for programs. */
export interface DocumentProperty {
  /** Letters only. */
  readonly name: string;
  readonly description: string;
  readonly value: string;
}

export interface BlockDocument {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** Name and version of the product, for the document's properties. */
  readonly producer: string;
  /** BCP 47. */
  readonly language: string;
  /** ISO instant; the only clock of the document, so that the same input gives the same bytes. */
  readonly createdAt: string;
  /** Printed at the top of every page. */
  readonly reference: string;
  /** Printed at the bottom of every page, such as a short content hash. */
  readonly imprint: string;
  /** One word across every page, or none. */
  readonly watermark: string | null;
  readonly attachments?: readonly Attachment[];
  readonly properties?: readonly DocumentProperty[];
  readonly sections: readonly BlockSection[];
}
