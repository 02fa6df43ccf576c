export const chunk = 500; // breaks
