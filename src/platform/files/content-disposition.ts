import { cleanFileName } from './file-name.js';

/**
 * The `Content-Disposition` of a download (RFC 6266): always an attachment, so that no browser shows an uploaded file as
 * a page of ours (S16). The name is given twice: in ASCII for old clients, and as it is (RFC 8187) when that differs.
 */
export function attachmentDisposition(name: string): string {
  const full = cleanFileName(name);
  // A percent sign goes too: some browsers decode it even in the plain form.
  const plain = full.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const disposition = `attachment; filename="${plain}"`;
  return plain === full ? disposition : `${disposition}; filename*=UTF-8''${extendedValue(full)}`;
}

/** RFC 8187 allows fewer characters unescaped than `encodeURIComponent` leaves. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
