/** Whatever happens in one exercise takes turns: the last two decisions never both find that one is missing. */
export const standardisationLock = (eventId: string): string => `standardisation:${eventId}`;
