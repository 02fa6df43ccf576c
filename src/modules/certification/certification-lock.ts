/** Claims take turns with changes of what a centre may claim: a claim never rests on a status that is just withdrawn. */
export const certificationLock = (centreId: string): string[] => [`certification:${centreId}`];
