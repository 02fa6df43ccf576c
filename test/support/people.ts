import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { Role } from '../../src/domain/access/actor.js';
import { MANAGER, PASSWORD } from './build-app.js';

/** A signed-in person: requests in their name. */
export class Person {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly id: string,
    readonly email: string,
    readonly token: string,
  ) {}

  get(path: string): supertest.Test {
    return this.as('get', path);
  }

  head(path: string): supertest.Test {
    return this.as('head', path);
  }

  post(path: string, body?: object): supertest.Test {
    return this.as('post', path).send(body ?? {});
  }

  /** PATCH under the ETag the test holds, or under whatever it is now (`*`). */
  patch(path: string, body: object, etag = '*'): supertest.Test {
    return this.as('patch', path).set('if-match', etag).send(body);
  }

  put(path: string, body: object, etag = '*'): supertest.Test {
    return this.as('put', path).set('if-match', etag).send(body);
  }

  delete(path: string, etag = '*'): supertest.Test {
    return this.as('delete', path).set('if-match', etag);
  }

  upload(path: string, content: Buffer, name: string): supertest.Test {
    return this.as('post', path).attach('file', content, name);
  }

  /** A bare request in this person's name, for what the methods above would not send. */
  as(method: 'get' | 'head' | 'options' | 'post' | 'patch' | 'put' | 'delete', path: string): supertest.Test {
    return supertest(this.app.getHttpServer())[method](path).set('authorization', `Bearer ${this.token}`);
  }
}

export async function signIn(app: NestFastifyApplication, email: string, password = PASSWORD): Promise<Person> {
  const { body, status } = await supertest(app.getHttpServer()).post('/api/sessions').send({ email, password });
  if (status !== 201) throw new Error(`sign-in of ${email} answered ${status}`);
  const session = body as { token: string; user: { id: string } };
  return new Person(app, session.user.id, email, session.token);
}

/** Adds somebody to the manager's centre and signs them in. */
export async function addPerson(
  manager: Person,
  app: NestFastifyApplication,
  name: string,
  roles: Role[],
): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@demo.test`;
  await manager.post('/api/users', { email, name, roles, password: PASSWORD }).expect(201);
  return signIn(app, email);
}

/** The people of one ordinary registration on Unit 40, signed in, and its id. */
export interface Cast {
  readonly manager: Person;
  readonly learner: Person;
  readonly assessor: Person;
  readonly trainee: Person;
  readonly iqa: Person;
  readonly registrationId: string;
}

export async function castOf(app: NestFastifyApplication): Promise<Cast> {
  const manager = await signIn(app, MANAGER.email);
  const learner = await addPerson(manager, app, 'Maya Okafor', ['learner']);
  const assessor = await addPerson(manager, app, 'Daniel Price', ['assessor']);
  const trainee = await addPerson(manager, app, 'Tess Morley', ['trainee_assessor']);
  const iqa = await addPerson(manager, app, 'Ingrid Shaw', ['iqa']);
  return register({ manager, learner, assessor, trainee, iqa });
}

/** Another learner with the same staff: what one story does to its unit leaves the others alone. */
export async function anotherLearner(app: NestFastifyApplication, cast: Cast, name: string): Promise<Cast> {
  return register({ ...cast, learner: await addPerson(cast.manager, app, name, ['learner']) });
}

async function register(people: Omit<Cast, 'registrationId'>): Promise<Cast> {
  const { manager, learner, assessor, trainee, iqa } = people;
  const { body } = await manager
    .post('/api/registrations', {
      learnerId: learner.id,
      unit: 'U40',
      registeredOn: '2026-01-12',
      assessorId: assessor.id,
      coAssessorId: trainee.id,
      iqaId: iqa.id,
    })
    .expect(201);
  return { ...people, registrationId: (body as { id: string }).id };
}
