export const floor = 'a fourth floor'; // breaks
