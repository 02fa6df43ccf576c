export const everything = 'a file that is named after nothing it holds'; // breaks
