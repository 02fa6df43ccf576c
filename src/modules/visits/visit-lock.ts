/** Whatever changes one visit takes turns. */
export const visitLock = (visitId: string): string[] => [`visit:${visitId}`];

/** Planning for one verifier takes turns with each other, and with changes of their account. */
export const verifierLock = (eqaId: string): string[] => [`person:${eqaId}`];
