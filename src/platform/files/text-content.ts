/** What text does not contain in any encoding we read: control characters, but for white space and ESC (ISO-2022-JP mail). */
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/**
 * The beginning of a file as text, or `null` when it is none. Encodings: UTF-16 with a byte-order mark, UTF-8, and for
 * anything else windows-1252 (which has a character for every byte of Latin-1).
 *
 * @param isWhole whether `head` is all of the file; otherwise a character may be cut in two at its end.
 */
export function readAsText(head: Buffer, isWhole: boolean): string | null {
  const text = decode(head, isWhole);
  return text === null || NOT_TEXT.test(text) ? null : text;
}

function decode(head: Buffer, isWhole: boolean): string | null {
  const read = (encoding: string): string | null => {
    try {
      // Node 20 takes windows-1252 for Latin-1 (“ ” and € become control characters) unless it is told of more to come.
      const stream = !isWhole || encoding === 'windows-1252';
      return new TextDecoder(encoding, { fatal: true }).decode(head, { stream });
    } catch {
      return null;
    }
  };
  if (head[0] === 0xff && head[1] === 0xfe) return read('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return read('utf-16be');
  return read('utf-8') ?? read('windows-1252');
}

/** Whether a text begins with the header of a mail message (RFC 5322): header fields, among them one that every mail has. */
export function looksLikeMail(text: string): boolean {
  const [header = ''] = text.trimStart().split(/\r?\n\r?\n/, 1);
  const fields = header.split(/\r?\n(?![ \t])/);
  const wellFormed = fields.every((field) => /^[\x21-\x39\x3b-\x7e]+:/.test(field));
  return wellFormed && fields.some((field) => /^(from|to|date|received|message-id|return-path):/i.test(field));
}

export function looksLikeHtml(text: string): boolean {
  return /<(?:!doctype|!--|[a-z])/i.test(text);
}
