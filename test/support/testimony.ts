import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import PostalMime from 'postal-mime';
import supertest from 'supertest';
import type { NewWitnessInvitationView } from '../../src/modules/witnesses/witnesses.dto.js';
import type { TestApp } from './build-app.js';
import { claimsOn, draft } from './evidence.js';
import type { Cast, Person } from './people.js';

/** The envelope of a testimony that is still to be given. */
export const TESTIMONY = {
  method: 'witness_testimony',
  title: 'How Maya dealt with the missed fitting visits',
  contextStatement: 'My team leader saw how I handled C-003 from the first call to the refund.',
  activityFrom: '2026-03-02',
  activityTo: '2026-03-06',
  setting: 'workplace',
  caseRefs: ['C-003'],
} as const;

export const WITNESS = {
  name: 'Petra Lindqvist',
  email: 'petra.lindqvist@kitchens.test',
  role: 'Customer service team leader',
  organisation: 'Harbour Lane Kitchens',
  relationship: 'line_manager',
  status: 3,
  knownFor: 'Two years',
  message: 'Thank you for doing this, Petra.',
} as const;

/** What the witness sends with their link. */
export const ACCOUNT = {
  account: [
    'On C-003 Maya laid out what we had promised and what it had cost the customer, and left the decision to me.',
    'She rang the customer at noon on the Friday, as she had said she would. I heard the call.',
  ],
  statement: true,
  name: 'Petra Lindqvist',
} as const;

/** A draft of a testimony with claims, by the learner or whoever is named. */
export async function testimonyDraft(
  cast: Cast,
  over: object = {},
  author: Person = cast.learner,
  criteria: readonly string[] = ['2.9'],
): Promise<string> {
  const { id } = await draft(author, { ...TESTIMONY, learnerId: cast.learner.id, ...over });
  await author.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, criteria)).expect(200);
  return id;
}

/** Asks a witness in an assessor's name, who gets to see the link. */
export async function invite(
  cast: Cast,
  evidenceId: string,
  over: object = {},
  by: Person = cast.assessor,
): Promise<NewWitnessInvitationView> {
  const { body } = await by
    .post(`/api/evidence/${evidenceId}/witness-invitations`, { ...WITNESS, ...over })
    .expect(201);
  return body as NewWitnessInvitationView;
}

/** A visitor with nothing but a link. */
export const openLink = (app: NestFastifyApplication, token: string): supertest.Test =>
  supertest(app.getHttpServer()).get(`/api/witness/${token}`);

export const give = (app: NestFastifyApplication, token: string, over: object = {}): supertest.Test =>
  supertest(app.getHttpServer())
    .post(`/api/witness/${token}`)
    .send({ ...ACCOUNT, ...over });

/** A testimony that was given through a link, submitted and waiting for its assessor. */
export async function givenTestimony(cast: Cast, app: NestFastifyApplication, over: object = {}): Promise<string> {
  const id = await testimonyDraft(cast);
  const { token } = await invite(cast, id, over);
  await give(app, token ?? '').expect(201);
  return id;
}

/** The letter of an invitation as a mail program reads it, once it is written. */
export async function letterOf(test: TestApp, invitationId: string) {
  const folder = join(test.env.dataDir, 'mail');
  const name = `witness-${invitationId}.eml`;
  for (let tries = 0; tries < 200 && !readdirSync(folder).includes(name); tries += 1) await wait(25);
  return PostalMime.parse(readFileSync(join(folder, name)));
}
