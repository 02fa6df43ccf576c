/** A part of a page or picture to black out, in fractions of what is seen (upright, cropped), from its top left corner. */
export interface Region {
  /** From 1; a picture is its own page 1. */
  readonly page: number;
  /** 0 (left edge) to 1. */
  readonly x: number;
  /** 0 (top edge) to 1. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a plain text, in UTF-16 code units as a browser's text field counts them; `end` is not included. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

/** How a file is redacted: what it becomes follows from this. */
export type RedactableForm = 'pdf' | 'picture' | 'text' | 'mail' | 'html';

/** What is to disappear. The words are customers' names: they live in memory and nowhere else. */
export interface Blackout {
  readonly regions: readonly Region[];
  readonly words: readonly string[];
  readonly passages: readonly Passage[];
}

export interface RedactOrder extends Blackout {
  readonly task: 'redact';
  readonly form: RedactableForm;
  readonly path: string;
  /** Title of a new PDF; carries nothing of the original. */
  readonly title: string;
  readonly producer: string;
  /** ISO instant: the date of a new PDF. */
  readonly createdAt: string;
}

/** A picture to look at: upright, small enough for a screen, without any metadata. */
export interface ViewOrder {
  readonly task: 'view';
  readonly path: string;
}

/** What became of one word of an order, in the order in which they were given. */
export interface WordOutcome {
  readonly replaced: number;
  /** Times the word stands inside a longer one ("Ann" in "annual"); these are left, and somebody should look at them. */
  readonly withinLongerWords: number;
}

export interface Derivative {
  readonly chunks: readonly Uint8Array[];
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  readonly words: readonly WordOutcome[];
  /** Pages that hold pictures, in which no word can be found: a person must look at them. */
  readonly picturePages: readonly number[];
}

/** A sentence for people when the file or the order does not allow it. */
export interface Refused {
  readonly refused: string;
}
