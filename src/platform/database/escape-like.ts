/** Text for a `LIKE … ESCAPE '\'` in which its own `%` and `_` mean themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
