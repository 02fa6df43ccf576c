import { DomainError, type FieldError } from '../kernel/domain-error.js';

/** @throws DomainError SEGREGATION_OF_DUTIES whose sentence names every rule broken */
export function refuse(breaches: readonly FieldError[]): void {
  if (breaches.length === 0) return;
  throw new DomainError('SEGREGATION_OF_DUTIES', breaches.map(({ message }) => message).join(' '), breaches);
}

/** The breaches of an actor: those of `rules` whose condition holds. */
export function breachesBy(rules: readonly (readonly [isBroken: boolean, message: string])[]): FieldError[] {
  return rules.filter(([isBroken]) => isBroken).map(([, message]) => ({ path: 'actor', message }));
}
