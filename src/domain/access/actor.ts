/** The roles a person can hold at a centre (domain.md §3.1, api.md). */
export const ROLES = [
  'learner',
  'assessor',
  'trainee_assessor',
  'iqa',
  'trainee_iqa',
  'lead_iqa',
  'centre_manager',
  'eqa',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking: a signed-in person at one centre. */
export interface Actor {
  readonly userId: string;
  readonly centreId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Whether the person may assess at all, and with what standing. A qualified assessor outranks their own training. */
export function assessorStanding(roles: readonly Role[]): 'qualified' | 'trainee' | null {
  if (roles.includes('assessor')) return 'qualified';
  return roles.includes('trainee_assessor') ? 'trainee' : null;
}

/** Whether somebody comes from outside to verify the centre: a visit gives them their scope, and nothing else does. */
export function isVisitor({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('eqa');
}

/** Whether the person may verify at all, and with what standing. A trainee IQA does as an IQA but releases nothing alone (SOD5). */
export function verifierStanding(roles: readonly Role[]): 'qualified' | 'trainee' | null {
  if (roles.includes('iqa') || roles.includes('lead_iqa')) return 'qualified';
  return roles.includes('trainee_iqa') ? 'trainee' : null;
}
