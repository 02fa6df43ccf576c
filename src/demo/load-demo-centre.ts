import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { dateOf } from '../../templates/samples/resolve-dates.js';
import { FoundCentre } from '../modules/identity/found-centre.js';
import { IdentityReader } from '../modules/identity/identity.reader.js';
import { Clock } from '../platform/time/clock.js';
import { ACCOUNTS, addAccount, DEMO_PASSWORD, openCast, register, ROLE_WORDS, signIn } from './demo-people.js';
import { PortfolioStory } from './portfolio-story.js';
import { withinProcess } from './transport.js';

/** Opened when all else is there, so that a demo centre without it is known to be unfinished. */
const LAST_ACCOUNT = ACCOUNTS.eqa;

/**
 * Founds the demo centre in an empty database: its people, a portfolio about two thirds complete, and a learner who has
 * nothing yet. All but the founding goes through the API. @returns what a visitor wants to know, line by line
 */
export async function loadDemoCentre(app: NestFastifyApplication): Promise<string[]> {
  const { centre, demo, registration, employer, learnerJobRole: jobRole } = SAMPLE_PORTFOLIO;
  await app.get(FoundCentre).run({ centre, manager: { ...ACCOUNTS.manager, password: DEMO_PASSWORD } });

  const transport = withinProcess(app);
  const manager = await signIn(transport, ACCOUNTS.manager);
  const cast = await openCast(transport, manager);
  const today = app.get(Clock).today();
  const registrationId = await register(manager, cast.learner.id, cast, {
    registeredOn: dateOf(registration.registeredOn, today),
    registrationNumber: registration.registrationNumber,
    ...{ employer, jobRole },
  });
  const story = new PortfolioStory(cast, registrationId, today, () => undefined);
  for (const evidence of demo.evidence) {
    await story.capture(evidence);
    await story.decide(evidence);
  }
  for (const judgement of demo.judgements) await story.judge(judgement);

  const newLearnerId = await addAccount(manager, ACCOUNTS.newLearner);
  await register(manager, newLearnerId, cast, { registeredOn: today });
  await addAccount(manager, LAST_ACCOUNT);
  for (const person of [manager, cast.assessor, cast.trainee, cast.iqa, cast.learner]) await person.signOut();
  return announcement(registrationId);
}

/**
 * Whether loading the demo centre was cut short. It is told in some two hundred steps, each a transaction of its own, so
 * a kill in between leaves a story that looks whole and is not.
 */
export async function isDemoCentreUnfinished(identity: IdentityReader): Promise<boolean> {
  const manager = await identity.userByEmail(ACCOUNTS.manager.email);
  // A centre that was bootstrapped with the same address has a manager of another name.
  if (manager?.name !== ACCOUNTS.manager.name) return false;
  return (await identity.userByEmail(LAST_ACCOUNT.email)) === null;
}

function announcement(registrationId: string): string[] {
  const accounts = Object.values(ACCOUNTS);
  const width = Math.max(...accounts.map(({ email }) => email.length));
  return [
    `The demo centre ${SAMPLE_PORTFOLIO.centre.name} is loaded. The password of every account is ${DEMO_PASSWORD}`,
    ...accounts.map(({ email, name, role }) => `  ${email.padEnd(width)}  ${name}, ${ROLE_WORDS[role]}`),
    `Sign in at /api/docs (POST /api/sessions), as ${ACCOUNTS.learner.email} for example. Worth opening then:`,
    `  /api/registrations/${registrationId}/coverage    the coverage matrix and gaps of ${ACCOUNTS.learner.name}`,
    `  /api/registrations/${registrationId}/judgements  what was judged, and on which evidence`,
  ];
}
