import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../domain/kernel/domain-error.js';

// OWASP's minimum for argon2id (the library's default algorithm): 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Hash of a password nobody has: verifying against it makes an unknown account cost the same time as a known one. */
let decoy: Promise<string> | undefined;

/** Whether the password is the account's; takes as long when there is no such account (`null`). */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(`no account ${process.pid}`);
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}

/** Length over composition (ASVS 6.2): refuses the short, the repeated and what everybody guesses first. */
export function checkPassword(
  password: string,
  about: { email: string; name: string; centreName: string },
  path = 'password',
): void {
  const refuse = (message: string): never => {
    throw new DomainError('PASSWORD_TOO_WEAK', message, [{ path, message }]);
  };
  if (password.length < PASSWORD_MIN)
    refuse(`must have at least ${PASSWORD_MIN} characters; three or four words do well`);
  if (new Set(password).size < 5) refuse('repeats the same few characters');
  const folded = password.toLowerCase();
  const words = [
    about.email.split('@')[0] ?? '',
    ...about.name.split(/\s+/),
    ...about.centreName.split(/\s+/),
    'verifolio',
    'password',
  ];
  const obvious = words.map((word) => word.toLowerCase()).find((word) => word.length >= 4 && folded.includes(word));
  if (obvious !== undefined) refuse(`contains “${obvious}”, which is easily guessed`);
}
