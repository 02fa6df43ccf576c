/** A piece of a file's text and where in the file it stands, in the words of a locator. */
export interface Passage {
  /** From 1; a slide counts as a page. */
  readonly page?: number;
  /** The number printed before it where a document numbers its paragraphs; elsewhere from 1, blank ones not counted. */
  readonly paragraph?: number;
  /** Name of the sheet of a workbook. */
  readonly sheet?: string;
  /** As spreadsheets count, from 1. */
  readonly row?: number;
  /** Part of an e-mail: `subject`, `body` or the name of an attachment. */
  readonly part?: string;
  readonly text: string;
}

/** Where a passage stands, without what it says. */
export type PassagePlace = Omit<Passage, 'text'>;

export function placeOf({ page, paragraph, sheet, row, part }: PassagePlace): PassagePlace {
  return {
    ...(page === undefined ? {} : { page }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
    ...(part === undefined ? {} : { part }),
  };
}
