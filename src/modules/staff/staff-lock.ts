/** Whatever is recorded of one member of staff takes turns. */
export const staffLock = (personId: string): string[] => [`staff:${personId}`];
