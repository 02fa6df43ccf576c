/** Whatever changes the strategy or the plans of a centre takes turns, and so does whoever takes a planned sample. */
export const samplingLock = (centreId: string): string[] => [`sampling:${centreId}`];
