import { plainName } from '../access/mailbox.js';

/** What somebody or something named in evidence is called instead. */
export const MASK_ROLES = ['Learner', 'Assessor', 'IQA', 'Witness', 'Employer', 'Site', 'Person'] as const;
export type MaskRole = (typeof MASK_ROLES)[number];

/** A name that is known to belong to the evidence. */
export interface KnownName {
  readonly role: MaskRole;
  /** The same for every name of one person or organisation; without an account, the name itself. */
  readonly who: string;
  readonly name: string;
  /** People are known by first name or surname as well; a company or a number only as a whole. */
  readonly onlyWhole?: true;
}

/** What stands for a name. */
export interface Mask {
  readonly label: string;
  readonly name: string;
  readonly onlyWhole: boolean;
}

/**
 * A label for each name: "Learner A", "Learner B", "Employer A", by role and in the order given. Whoever comes under two
 * roles keeps the first, and one name never gets two labels.
 */
export function masksFor(names: readonly KnownName[]): Mask[] {
  const labels = new Map<string, string>();
  const taken = new Map<MaskRole, number>();
  const masks = new Map<string, Mask>();
  for (const { role, who, name, onlyWhole = false } of names) {
    const plain = plainName(name);
    if (plain === '' || masks.has(plain)) {
      const own = masks.get(plain);
      if (own) labels.set(who, labels.get(who) ?? own.label);
      continue;
    }
    let label = labels.get(who);
    if (label === undefined) {
      const number = taken.get(role) ?? 0;
      taken.set(role, number + 1);
      label = `${role} ${letterOf(number)}`;
      labels.set(who, label);
    }
    masks.set(plain, { label, name, onlyWhole });
  }
  return [...masks.values()];
}

/** A, B … Z, AA, AB … */
function letterOf(number: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (number % 26));
  return number < 26 ? letter : letterOf(Math.floor(number / 26) - 1) + letter;
}
