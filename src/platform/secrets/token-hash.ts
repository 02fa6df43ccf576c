import { createHash } from 'node:crypto';

/** Under which the database knows a token that it does not keep. A token is from chance, so a fast hash is enough. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
