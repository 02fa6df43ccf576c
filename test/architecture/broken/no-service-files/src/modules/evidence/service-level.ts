export const level = 'a service of the learner’s employer is a subject, not a class of files';
