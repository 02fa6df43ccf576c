export const nowMs = (): number => Date.now();
export const now = (): Date => new Date(); // breaks
