/** Whose mailbox an address is: case never tells people apart, nor does a note after a plus (`petra+work@…`). */
export function mailboxOf(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/u, '');
}

/** A name without what people write differently from day to day: case, accents, stops and spaces. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).join(' ');
}
