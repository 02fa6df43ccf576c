export const entry = 'an entry file lies directly in src';
