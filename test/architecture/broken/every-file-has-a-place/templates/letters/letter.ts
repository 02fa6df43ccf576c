export const letter = 'templates of a kind nobody has agreed on'; // breaks
