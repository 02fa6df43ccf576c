import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { type PasswordOwner, passwordWeakness } from '../../platform/passwords/password-policy.js';

// OWASP's minimum for argon2id (the library's default algorithm): 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Hash of a password nobody has: verifying against it makes an unknown account cost the same time as a known one. */
let decoy: Promise<string> | undefined;

/** Whether the password is the account's; takes as long when there is no such account (`null`). */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(`no account ${process.pid}`);
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}

/** @throws DomainError PASSWORD_TOO_WEAK */
export function checkPassword(password: string, owner: PasswordOwner, path = 'password'): void {
  const message = passwordWeakness(password, owner);
  if (message !== null) throw new DomainError('PASSWORD_TOO_WEAK', message, [{ path, message }]);
}
