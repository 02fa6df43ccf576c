/** What makes a spreadsheet take text for a formula, in ordinary and in full width, also behind blanks that it skips. */
const FORMULA_START = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Text as a spreadsheet will show it and not compute it (S19): a leading apostrophe makes it text. */
export const inertCell = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);
