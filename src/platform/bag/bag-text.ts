import { escapePath, unescapePath } from './bag-paths.js';

/** One line of a manifest. */
export interface ManifestLine {
  readonly hash: string;
  readonly path: string;
}

/** A label of `bag-info.txt` and its value; labels may come again. */
export type BagLabels = readonly (readonly [label: string, value: string])[];

/** The declaration that makes a folder a bag (RFC 8493 §2.1.1). */
export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** As `sha512sum` writes its lines, so that it reads them too. */
export const manifestText = (lines: readonly ManifestLine[]): string =>
  lines.map(({ hash, path }) => `${hash}  ${escapePath(path)}\n`).join('');

/** Values stand on one line: what would begin another label must not be able to. */
export const infoText = (info: BagLabels): string =>
  info.map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`).join('');

/** Lines end in LF, CR or both (RFC 8493 §2). */
const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** The version that a declaration names; `null` when it is none. It has two lines and no byte order mark. */
export function declaredVersion(text: string): string | null {
  const [version = '', encoding, ...rest] = linesOf(text);
  if (encoding !== 'Tag-File-Character-Encoding: UTF-8' || rest.some((line) => line !== '')) return null;
  return /^BagIt-Version: (\d+\.\d+)$/.exec(version)?.[1] ?? null;
}

/** The lines of a manifest; `null` in place of one that is none. An asterisk before the path is `md5sum`'s mark of a binary file. */
export function readManifest(text: string): (ManifestLine | null)[] {
  return linesOf(text)
    .filter((line) => line !== '')
    .map((line) => {
      const [, hash, path] = /^([0-9a-f]+)[ \t]+\*?(\S.*)$/i.exec(line) ?? [];
      return hash === undefined || path === undefined ? null : { hash: hash.toLowerCase(), path: unescapePath(path) };
    });
}

/** Labels and values; a line that begins with a blank goes on with the value before it. `null` when a line is neither. */
export function readInfo(text: string): BagLabels | null {
  const info: [string, string][] = [];
  for (const line of linesOf(text)) {
    if (line === '') continue;
    const last = info.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const [, label, value] = /^([^:\s][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    if (label === undefined || value === undefined) return null;
    info.push([label, value.trim()]);
  }
  return info;
}
