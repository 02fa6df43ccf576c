/** Whatever changes a learner's portfolio takes turns: two changes of one portfolio never interleave. */
export const portfolioLock = (learnerId: string): string[] => [`portfolio:${learnerId}`];
