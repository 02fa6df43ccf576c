export const submittedAt = (): string => Date(); // breaks
export const nowMs: () => number = Date.now; // breaks
