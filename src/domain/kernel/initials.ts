/** The first letter of each word of a name, as people sign on paper: "Maya van Osei" is MvO. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .join('');
