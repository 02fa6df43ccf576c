/** `{centre}-{learnerRef}-{urn}-{seq}` (§5.3): letters, digits and points of each part; a part that there is not is left out. */
export const portfolioReference = (parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null)
    .map((part) => part.replace(/[^\w.]+/g, ''))
    .join('-');
