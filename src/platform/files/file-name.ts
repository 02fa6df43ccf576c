/** In characters (code points). */
const MAX_LENGTH = 150;
/** What follows the last dot is an extension when it is no longer than this; otherwise the name just has a dot in it. */
const MAX_EXTENSION_LENGTH = 10;

/** Control characters, halves of surrogate pairs, and what is invisible or turns the reading direction (U+202E). */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

/**
 * A name that is safe to show and to offer for download: the last part of a path, without what cannot be seen, without
 * dots and spaces at either end, at most 150 characters with the extension kept. Letters of all scripts stay. What has
 * no name left is called "file". Cleaning a clean name changes nothing.
 *
 * For people only: files are stored by hash, and no path is ever made of this (S17).
 */
export function cleanFileName(name: string): string {
  const lastPart = name.replace(UNSEEN, '').split(/[/\\]/).at(-1) ?? '';
  const trimmed = trim(lastPart.normalize('NFC').replace(/\s+/g, ' '));
  return shorten(trimmed) || 'file';
}

/** The last extension in lower case without its dot ("exe" for `report.pdf.exe`), or "" when the name has none. */
export function extensionOf(cleanName: string): string {
  return new RegExp(`\\.([^.]{1,${MAX_EXTENSION_LENGTH}})$`, 'u').exec(cleanName)?.[1]?.toLowerCase() ?? '';
}

function trim(name: string): string {
  return name.replace(/^[. ]+|[. ]+$/g, '');
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const extension = extensionOf(name);
  if (extension === '') return trim(characters.slice(0, MAX_LENGTH).join(''));
  const ending = characters.slice(characters.lastIndexOf('.'));
  return trim(characters.slice(0, MAX_LENGTH - ending.length).join('')) + ending.join('');
}
