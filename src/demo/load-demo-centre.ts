import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ASSURANCE } from '../../templates/samples/assurance.js';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { dateOf, resolveDates } from '../../templates/samples/resolve-dates.js';
import { FoundCentre } from '../modules/identity/found-centre.js';
import { IdentityReader } from '../modules/identity/identity.reader.js';
import { RegistrationsReader } from '../modules/registrations/registrations.reader.js';
import { Clock } from '../platform/time/clock.js';
import { ACCOUNTS, addAccount, DEMO_PASSWORD, openCast, register, ROLE_WORDS, signIn } from './demo-people.js';
import { offerQualification, openVisit } from './external-verification.js';
import { PortfolioStory } from './portfolio-story.js';
import { recordStaff } from './staff-register.js';
import { withinProcess } from './transport.js';

/**
 * Founds the demo centre in an empty database: its people and their qualifications, a portfolio about two thirds complete
 * with plan and review, a learner who has nothing yet, and an external verifier on a visit. All but the founding goes through the API. @returns what a visitor wants to know, line by line
 */
export async function loadDemoCentre(app: NestFastifyApplication): Promise<string[]> {
  const { centre, demo, registration, employer, learnerJobRole: jobRole } = SAMPLE_PORTFOLIO;
  await app.get(FoundCentre).run({ centre, manager: { ...ACCOUNTS.manager, password: DEMO_PASSWORD } });

  const transport = withinProcess(app);
  const manager = await signIn(transport, ACCOUNTS.manager);
  const cast = await openCast(transport, manager);
  const today = app.get(Clock).today();
  await recordStaff(manager, cast, today);
  const registrationId = await register(manager, cast.learner.id, cast, {
    registeredOn: dateOf(registration.registeredOn, today),
    registrationNumber: registration.registrationNumber,
    ...{ employer, jobRole },
  });
  const story = new PortfolioStory(cast, registrationId, today, () => undefined);
  await story.plan();
  for (const evidence of demo.evidence) {
    await story.capture(evidence);
    await story.decide(evidence);
  }
  for (const judgement of demo.judgements) await story.judge(judgement);
  const { review, feedback } = resolveDates(ASSURANCE, today);
  await cast.assessor.post(`/api/registrations/${registrationId}/reviews`, review);
  await cast.assessor.post(`/api/registrations/${registrationId}/feedback`, feedback);

  await offerQualification(manager);
  const eqaId = await addAccount(manager, ACCOUNTS.eqa);
  await openVisit(manager, eqaId, registrationId, today);
  const newLearnerId = await addAccount(manager, ACCOUNTS.newLearner);
  // When this is there, all is: `isDemoCentreUnfinished` looks for it.
  await register(manager, newLearnerId, cast, { registeredOn: today });
  for (const person of [manager, cast.assessor, cast.trainee, cast.iqa, cast.learner]) await person.signOut();
  return announcement(registrationId);
}

/**
 * Whether loading the demo centre was cut short. It is told in some two hundred steps, each a transaction of its own, so
 * a kill in between leaves a story that looks whole and is not.
 */
export async function isDemoCentreUnfinished(
  identity: IdentityReader,
  registrations: RegistrationsReader,
): Promise<boolean> {
  const manager = await identity.userByEmail(ACCOUNTS.manager.email);
  // A centre that was bootstrapped with the same address has a manager of another name.
  if (manager?.name !== ACCOUNTS.manager.name) return false;
  const newLearner = await identity.userByEmail(ACCOUNTS.newLearner.email);
  if (newLearner === null) return true;
  return (await registrations.ofLearner(newLearner.centreId, newLearner.id)).length === 0;
}

function announcement(registrationId: string): string[] {
  const accounts = Object.values(ACCOUNTS);
  const width = Math.max(...accounts.map(({ email }) => email.length));
  const registration = `/api/registrations/${registrationId}`;
  const addresses: readonly (readonly [path: string, what: string])[] = [
    [`${registration}/coverage`, `the coverage matrix and gaps of ${ACCOUNTS.learner.name}`],
    [`${registration}/judgements`, 'what was judged, and on which evidence'],
    [
      `${registration}/criteria/2.7/trail`,
      `one criterion to its end, also as ${ACCOUNTS.eqa.email}, who is on a visit`,
    ],
    ['/api/me/queue', 'what waits for whoever is signed in'],
    ['/api/centre/overview', `progress and what is overdue, as ${ACCOUNTS.manager.email}`],
  ];
  return [
    `The demo centre ${SAMPLE_PORTFOLIO.centre.name} is loaded. The password of every account is ${DEMO_PASSWORD}`,
    ...accounts.map(({ email, name, role }) => `  ${email.padEnd(width)}  ${name}, ${ROLE_WORDS[role]}`),
    `Sign in at /api/docs (POST /api/sessions), as ${ACCOUNTS.learner.email} for example. Worth opening then:`,
    ...addresses.map(
      ([path, what]) => `  ${path.padEnd(Math.max(...addresses.map(([each]) => each.length)))}  ${what}`,
    ),
  ];
}
