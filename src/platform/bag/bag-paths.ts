/** In which of a path's characters a manifest writes codes: RFC 8493 §2.1.3 names these three and no other. */
const ESCAPED: Readonly<Record<string, string>> = { '%': '%25', '\n': '%0A', '\r': '%0D' };

/** A path as a manifest writes it. */
export const escapePath = (path: string): string =>
  path.replace(/[%\n\r]/g, (character) => ESCAPED[character] ?? character);

/** A path as it was before a manifest wrote it. */
export const unescapePath = (written: string): string =>
  written.replace(/%(25|0A|0D)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What two paths share when one file system or another takes them for the same. */
export const samePlace = (path: string): string => path.normalize('NFC').toLowerCase();

/**
 * Whether a path stays inside of the folder it is told in, on every system: relative, with forward slashes, without
 * steps upwards, empty parts, homes, drives and characters that cannot be seen.
 */
export function isSafePath(path: string): boolean {
  if (path === '' || /^[/~]|^[a-z]:|\\|\p{Cc}/iu.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
