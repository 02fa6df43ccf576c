import type { FieldError } from '../kernel/domain-error.js';
import { refuse } from './duty-breaches.js';
import { mailboxOf, plainName } from './mailbox.js';

/** Somebody as far as a witness may turn out to be them: witnesses have no account to be known by. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
}

/**
 * Before somebody is asked for a testimony, and again before their word is taken: SOD1, SOD2, SOD3, SOD6. Paths are those
 * of the invitation.
 */
export function checkMayWitness(facts: {
  readonly witness: NamedPerson & { readonly isRelative: boolean };
  readonly learner: NamedPerson;
  /** Who assesses, countersigns or verifies on the registrations that the testimony is for. */
  readonly assessors: readonly NamedPerson[];
  readonly iqas: readonly NamedPerson[];
  /** People with a declared interest in the learner. */
  readonly conflicted: readonly NamedPerson[];
}): void {
  const { witness, learner, assessors, iqas, conflicted } = facts;
  const rules: readonly (readonly [people: readonly NamedPerson[], message: string])[] = [
    [[learner], 'SOD1: nobody testifies about themselves.'],
    [assessors, 'SOD3: whoever assesses this learner records an observation instead of testifying.'],
    [iqas, 'SOD2: whoever verifies this unit gives no evidence in it.'],
    [conflicted, 'SOD6: a declared interest in this learner bars from testifying for them.'],
  ];
  const breaches = rules.flatMap(([people, message]): FieldError[] => {
    if (people.some(({ email }) => mailboxOf(email) === mailboxOf(witness.email))) return [{ path: 'email', message }];
    if (!people.some(({ name }) => plainName(name) === plainName(witness.name))) return [];
    return [{ path: 'name', message: `${message} If it is only a namesake, give the name in full.` }];
  });
  if (witness.isRelative) breaches.push({ path: 'relationship', message: 'SOD6: a relative is never a witness.' });
  refuse(breaches);
}
