export const rumour = 'a folder that is not in the order of the domain'; // breaks
