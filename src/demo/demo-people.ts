import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import type { Role } from '../domain/access/actor.js';
import type { CreatedUserView } from '../modules/identity/identity.dto.js';
import { Person } from './person.js';
import type { Transport } from './transport.js';

/** Known to everybody who reads `api.md`: the demo centre is for looking round, never for real learners. */
export const DEMO_PASSWORD = 'evidence-in-practice';

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

const { people } = SAMPLE_PORTFOLIO;

/** The accounts of the demo centre (api.md "Configuration"). */
export const ACCOUNTS = {
  manager: { email: 'manager@demo.test', name: people.manager, role: 'centre_manager' },
  assessor: { email: 'assessor@demo.test', name: people.assessor, role: 'assessor' },
  trainee: { email: 'trainee@demo.test', name: people.trainee, role: 'trainee_assessor' },
  iqa: { email: 'iqa@demo.test', name: people.iqa, role: 'iqa' },
  eqa: { email: 'eqa@demo.test', name: people.eqa, role: 'eqa' },
  learner: { email: 'learner@demo.test', name: people.learner, role: 'learner' },
  newLearner: { email: 'newlearner@demo.test', name: people.newLearner, role: 'learner' },
} as const satisfies Readonly<Record<string, Account>>;

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  learner: 'learner',
  assessor: 'assessor',
  trainee_assessor: 'trainee assessor',
  iqa: 'internal verifier (IQA)',
  trainee_iqa: 'trainee internal verifier',
  lead_iqa: 'lead internal verifier',
  centre_manager: 'centre manager',
  eqa: 'external verifier (EQA)',
};

export function signIn(transport: Transport, { email }: Account): Promise<Person> {
  return Person.signIn(transport, { email, password: DEMO_PASSWORD });
}

/** The centre manager adds somebody to the centre. @returns the id of the new person */
export async function addAccount(manager: Person, { email, name, role }: Account): Promise<string> {
  const account = { email, name, roles: [role], password: DEMO_PASSWORD };
  return (await manager.post<CreatedUserView>('/api/users', account)).id;
}

/** Those who take part in the story, signed in. */
export interface Cast {
  readonly assessor: Person;
  readonly trainee: Person;
  readonly iqa: Person;
  readonly learner: Person;
}

/** Opens the accounts of the story one after the other, so that they stand in the audit trail in this order. */
export async function openCast(transport: Transport, manager: Person): Promise<Cast> {
  const open = async (account: Account): Promise<Person> => {
    await addAccount(manager, account);
    return signIn(transport, account);
  };
  return {
    assessor: await open(ACCOUNTS.assessor),
    trainee: await open(ACCOUNTS.trainee),
    iqa: await open(ACCOUNTS.iqa),
    learner: await open(ACCOUNTS.learner),
  };
}

/** Registers somebody on the unit of the story, with the centre's assessors and IQA. @returns the registration's id */
export async function register(
  manager: Person,
  learnerId: string,
  { assessor, trainee, iqa }: Omit<Cast, 'learner'>,
  about: { registeredOn: string; registrationNumber?: string; employer?: string; jobRole?: string },
): Promise<string> {
  const { id } = await manager.post<{ id: string }>('/api/registrations', {
    learnerId,
    unit: SAMPLE_PORTFOLIO.registration.unit,
    assessorId: assessor.id,
    // The trainee works beside the assessor, who countersigns what the trainee decides (SOD4).
    coAssessorId: trainee.id,
    iqaId: iqa.id,
    ...about,
  });
  return id;
}
