import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { StandardisationReader } from '../../src/modules/standardisation/standardisation.reader.js';
import type { ExerciseView } from '../../src/modules/standardisation/standardisation-view.dto.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Clock } from '../../src/platform/time/clock.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { RunningClock, TODAY } from '../support/running-clock.js';
import {
  answersOf,
  conclude,
  decide,
  EVENTS,
  exerciseNow,
  exerciseOf,
  openedExercise,
  openExercise,
  whenRead,
} from '../support/standardisation.js';
import { foundSecondCentre } from '../support/world.js';

const DAY_MS = 24 * 3_600_000;

/** Runs like the story's clock, and on to another day when a test says so. */
class CalendarClock extends Clock {
  private readonly running = new RunningClock(`${TODAY}T09:00:00.000Z`);
  private days = 0;

  override nowMs(): number {
    return this.running.nowMs() + this.days * DAY_MS;
  }

  passDays(days: number): void {
    this.days += days;
  }
}

/** Words that nobody but whoever wrote them knows before the reveal. */
const SECRETS = ['secretreasonofolive', 'secretgapofolive', 'secretreasonofdaniel', 'secretgapofdaniel'];

describe('blindness over HTTP', () => {
  let test: TestApp;
  let clock: CalendarClock;
  let cast: Cast;
  let people: Record<'lead' | 'olive' | 'double' | 'otherIqa' | 'otherAssessor' | 'eqa', Person>;
  let product: string;
  let open: ExerciseView;

  const secretly = (exercise: ExerciseView, who: string) => ({
    decisions: answersOf(exercise, ['referred', 'not_yet_met']).map((answer) => ({
      ...answer,
      ...{ rationale: `secretreasonof${who}`, gapNoted: `secretgapof${who}` },
    })),
  });
  const again = async (person: Person) => signIn(test.app, person.email);

  beforeAll(async () => {
    clock = new CalendarClock();
    test = await buildApp({ clock });
    cast = await castOf(test.app);
    const add = (name: string, ...roles: Parameters<typeof addPerson>[3]) =>
      addPerson(cast.manager, test.app, name, roles);
    people = {
      lead: await add('Lea Lead', 'lead_iqa'),
      olive: await add('Olive Outside', 'assessor'),
      double: await add('Dora Double', 'trainee_assessor', 'lead_iqa', 'centre_manager'),
      otherIqa: await add('Oscar Verifier', 'iqa'),
      otherAssessor: await add('Odo Assessor', 'assessor'),
      eqa: await add('Eric External', 'eqa'),
    };
    product = await submittedProduct(cast, ['2.6', '2.7']);
    await whenRead(cast.learner, [product]);
    open = await openedExercise(people.lead, {
      evidenceIds: [product],
      participants: [cast.assessor, people.olive, cast.trainee, people.double],
      over: { dueBy: '2026-06-02' },
    });
    await people.olive.post(`${EVENTS}/${open.id}/decisions`, secretly(open, 'olive')).expect(201);
    await cast.assessor.post(`${EVENTS}/${open.id}/decisions`, secretly(open, 'daniel')).expect(201);
  });
  afterAll(() => test.close());

  /** Everything that anybody could ask while the exercise is open, and everything they would be told. */
  async function everythingSeenBy(person: Person): Promise<Response[]> {
    const event = `${EVENTS}/${open.id}`;
    const reads = [
      ...[
        event,
        EVENTS,
        `${EVENTS}?unit=U40&state=open`,
        `${EVENTS}?limit=1`,
        `${event}/decisions`,
        `${event}/conclusion`,
      ],
      ...[`${event}/evidence/1`, `${event}/evidence/1/files/1/text`, '/api/standardisation-cover?unit=U40'],
      ...[`/api/registrations/${cast.registrationId}/audit?limit=200`, `/api/registrations/${cast.registrationId}`],
      ...[`/api/registrations/${cast.registrationId}/judgements`, `/api/registrations/${cast.registrationId}/coverage`],
      ...[
        `/api/evidence/${product}`,
        `/api/evidence?q=secretreasonofolive`,
        '/api/iqa-actions',
        '/api/assessor-risks?unit=U40',
      ],
    ];
    const answers: Response[] = [];
    for (const path of reads) answers.push(await person.get(path));
    answers.push(await person.post(`${event}/decisions`, { decisions: [] }));
    answers.push(await person.post(`${event}/decisions`, secretly(open, 'x').decisions));
    answers.push(await person.post(`${event}/reveal`, { reason: 'I cannot wait.' }));
    answers.push(await conclude(person, open, ['met', 'met']));
    answers.push(await openExercise(person, open.id));
    answers.push(await person.post(`${event}/dissents`, { note: 'No.', criterion: '2.6' }));
    answers.push(await person.patch(event, { title: 'Mine' }));
    return answers;
  }

  it.each([
    'facilitator',
    'manager',
    'IQA',
    'other IQA',
    'trainee who has not decided',
    'lead IQA, manager and participant in one',
    'assessor who has decided',
    'assessor who is not in it',
    'EQA',
    'learner',
    'manager of another centre',
  ])('keeps what others decided from the %s', async (who) => {
    const everybody: Readonly<Record<string, Person>> = {
      facilitator: people.lead,
      manager: cast.manager,
      IQA: cast.iqa,
      'other IQA': people.otherIqa,
      'trainee who has not decided': cast.trainee,
      'lead IQA, manager and participant in one': people.double,
      'assessor who has decided': cast.assessor,
      'assessor who is not in it': people.otherAssessor,
      EQA: people.eqa,
      learner: cast.learner,
    };
    const person = everybody[who] ?? (await foundSecondCentre(test.app));
    const own = who === 'assessor who has decided' ? 'daniel' : 'nobody';
    const known = SECRETS.filter((secret) => !secret.endsWith(own));
    for (const answer of await everythingSeenBy(person)) {
      expect(answer.status).toBeLessThan(500);
      expect(known.filter((secret) => answer.text.includes(secret))).toEqual([]);
      if (own === 'nobody') expect(answer.text).not.toMatch(/"outcome":"(referred|not_yet_met)"/);
    }
    const shown = await person.get(`${EVENTS}/${open.id}`);
    if (shown.status !== 200) return;
    const { decisions, agreement, people: inIt } = shown.body as ExerciseView;
    expect(agreement).toBeNull();
    expect(decisions.map(({ personId }) => personId)).toEqual(own === 'daniel' ? [person.id] : []);
    // That somebody has decided is no secret.
    expect(inIt.filter(({ hasDecided }) => hasDecided).map(({ name }) => name)).toEqual([
      'Daniel Price',
      'Olive Outside',
    ]);
  });

  it('keeps who decided on the evidence before from participants, who could tell from it whose it is', async () => {
    const marksSeenBy = async (person: Person) =>
      (await exerciseNow(person, open.id)).people.map(({ decidedOriginally }) => decidedOriginally);
    expect(await marksSeenBy(people.olive)).toEqual([null, null, null, null, null]);
    expect(await marksSeenBy(people.lead)).toEqual([[], [], [], [], []]);
  });

  it('holds in the trail, which only says that somebody decided', async () => {
    const rows = await test.app
      .get(UnitOfWork)
      .reader.query<{ type: string; facts: string }[]>(
        `SELECT type, facts FROM audit_events WHERE type LIKE 'standardisation.%' ORDER BY sequence`,
      );
    expect(rows.map(({ type }) => type.replace('standardisation.', ''))).toEqual([
      ...['arranged', 'opened', 'decided', 'decided'],
    ]);
    expect(rows.slice(-2).map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
      ...[{ eventId: open.id }, { eventId: open.id }],
    ]);
    const { body } = await cast.learner.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    const types = (body as { items: { type: string }[] }).items.map(({ type }) => type);
    // The learner learns that their evidence is shared, and nothing of what is made of it.
    expect(types.filter((type) => type.includes('shared') || type.includes('standard'))).toEqual([
      'evidence.shared_anonymised',
    ]);
  });

  it('holds for whoever verifies from outside', async () => {
    const reader = test.app.get(StandardisationReader);
    const { body } = await cast.manager.get('/api/me').expect(200);
    const events = await reader.onUnit((body as { centre: { id: string } }).centre.id, 'U40');
    expect(events.map(({ id }) => id)).toEqual([open.id]);
    expect((await reader.recordsOf(events, null)).decisions).toEqual([]);
  });

  it('ends after the last day, when the facilitator says why they wait no longer; the absent decide no more', async () => {
    const reveal = (by: Person, reason = 'Tess is ill.') => by.post(`${EVENTS}/${open.id}/reveal`, { reason });
    clock.passDays(1);
    const [lead, trainee, manager] = [await again(people.lead), await again(cast.trainee), await again(cast.manager)];
    const [olive, double] = [await again(people.olive), await again(people.double)];
    expectProblem(await reveal(lead), 409, 'STATE_CONFLICT');
    clock.passDays(1);
    const [leadLater, traineeLater, managerLater, oliveLater, doubleLater] = await Promise.all(
      [lead, trainee, manager, olive, double].map(again),
    );
    if (!leadLater || !traineeLater || !managerLater || !oliveLater || !doubleLater) throw new Error('not signed in');
    expectProblem(await reveal(doubleLater), 422, 'SEGREGATION_OF_DUTIES');
    expectProblem(await reveal(managerLater), 403, 'NOT_ALLOWED');
    expectProblem(await reveal(leadLater, ' '), 422, 'REASON_REQUIRED');
    const revealed = (await reveal(leadLater).expect(200)).body as ExerciseView;
    expect(revealed).toMatchObject({ state: 'revealed', revealCause: 'facilitator', revealReason: 'Tess is ill.' });
    expect(revealed.people.filter(({ isAbsent }) => isAbsent).map(({ name }) => name)).toEqual([
      'Tess Morley',
      'Dora Double',
    ]);
    expect(revealed.agreement?.overall).toMatchObject({ raters: 2, statistic: 'cohen', raw: 1, kappa: 1 });
    expectProblem(await decide(traineeLater, open, ['met', 'met']), 409, 'STATE_CONFLICT');
    expectProblem(await reveal(leadLater), 409, 'STATE_CONFLICT');
    for (const person of [traineeLater, managerLater, oliveLater]) {
      expect((await exerciseNow(person, open.id)).decisions).toHaveLength(2);
    }
    expectProblem(await conclude(leadLater, open, ['met', 'met'], { heldOn: '2026-07-01' }), 409, 'STATE_CONFLICT');
    expectProblem(await conclude(leadLater, open, ['met', 'met'], { attendeeIds: [cast.iqa.id] }), 422, 'ROLE_MISSING');
    const owner = { text: 'Tell the learner.', ownerId: cast.learner.id, dueOn: '2026-07-01' };
    expectProblem(await conclude(leadLater, open, ['met', 'met'], { actions: [owner] }), 422, 'ROLE_MISSING');
    const overdue = { ...owner, ownerId: people.olive.id, dueOn: '2026-06-01' };
    expectProblem(await conclude(leadLater, open, ['met', 'met'], { actions: [overdue] }), 400, 'VALIDATION_FAILED');
    await conclude(leadLater, open, ['met', 'met'], { heldOn: '2026-06-02' }).expect(201);
  });

  it('leaves agreement without a number where one person decided, and says why', async () => {
    const [lead, olive] = [await again(people.lead), await again(people.olive)];
    const body = exerciseOf({ evidenceIds: [product], participants: [people.olive, cast.trainee] });
    const { body: prepared } = await lead.post(EVENTS, { ...body, dueBy: '2026-06-03' }).expect(201);
    const exercise = (await openExercise(lead, (prepared as ExerciseView).id).expect(200)).body as ExerciseView;
    await decide(olive, exercise, ['met', 'met']).expect(201);
    clock.passDays(1);
    const later = await again(people.lead);
    const revealed = await later.post(`${EVENTS}/${exercise.id}/reveal`, { reason: 'Nobody else came.' }).expect(200);
    expect((revealed.body as ExerciseView).agreement?.overall).toEqual({
      ...{ raters: 1, subjects: 2, raw: null, kappa: null, statistic: null },
      undefinedBecause: 'Only one person decided: agreement takes two.',
    });
  });
});
