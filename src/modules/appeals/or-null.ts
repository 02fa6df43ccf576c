/** Words without the white space round them; `null` when that was all. */
export const orNull = (words: string | null | undefined): string | null => words?.trim() || null;
