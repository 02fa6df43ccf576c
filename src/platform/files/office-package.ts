import { readZipEntry } from './zip-directory.js';

/** Content types take some kilobytes; a megabyte is a bomb or nothing of Office's. */
const MAX_CONTENT_TYPES_BYTES = 1024 * 1024;

/** What an Office file declares itself to be. */
export interface OfficePackage {
  /** The media type of its main part, such as `application/vnd.openxmlformats-officedocument.wordprocessingml.document`. */
  readonly mediaType: string;
  readonly hasMacros: boolean;
}

/**
 * Reads what kind of Office file the zip at `path` is from the content types it declares, which is what Office goes by;
 * `null` when it declares none, or more than one.
 */
export async function readOfficePackage(path: string): Promise<OfficePackage | null> {
  const contentTypes =
    (await readZipEntry(path, '[Content_Types].xml', MAX_CONTENT_TYPES_BYTES))?.toString('utf8') ?? '';
  const mainParts = new Set(
    [...contentTypes.matchAll(/ContentType=["']([^"']+)\.main\+xml["']/g)].map(([, type]) => type),
  );
  const [mediaType] = mainParts;
  if (mediaType === undefined || mainParts.size > 1) return null;
  return { mediaType, hasMacros: /macroEnabled|vnd\.ms-office\.vbaProject/i.test(contentTypes) };
}
