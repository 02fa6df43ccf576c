import type { AppealView } from '../../src/modules/appeals/appeal-view.dto.js';
import type { Cast, Person } from './people.js';

export const GROUNDS = 'The recording shows it, and nobody listened to the end.';
export const REASONS = 'Heard again from the beginning to the end.';

/** What the learner of the cast appeals against: by default, how AC1.1 was assessed. */
export function lodge(cast: Cast, against: object = { kind: 'process_failing', criterion: '1.1' }, over: object = {}) {
  const body = { registrationId: cast.registrationId, against, grounds: GROUNDS, ...over };
  return cast.learner.post('/api/appeals', body);
}

export async function lodged(cast: Cast, against?: object, over?: object): Promise<AppealView> {
  return (await lodge(cast, against, over).expect(201)).body as AppealView;
}

/** A step of an appeal, as one of these people takes it. */
export const step = (by: Person, id: string, name: string, body: object = {}) =>
  by.post(`/api/appeals/${id}/${name}`, body);

export const decide = (by: Person, id: string, outcome: string, over: object = {}) =>
  step(by, id, 'decision', { outcome, reasons: REASONS, ...over });
export const escalate = (cast: Cast, id: string, over: object = {}) =>
  step(cast.learner, id, 'escalation', { reason: 'That is not what was asked.', ...over });
export const vote = (by: Person, id: string, outcome: string) =>
  step(by, id, 'votes', { outcome, note: 'Convincing.' });

export async function withdraw(cast: Cast, id: string): Promise<AppealView> {
  const answer = await step(cast.learner, id, 'withdrawal', { reason: 'It is settled between us.' }).expect(200);
  return answer.body as AppealView;
}

/** An appeal that its assessor has acknowledged. */
export async function atStage1(cast: Cast, against?: object): Promise<AppealView> {
  const { id } = await lodged(cast, against);
  return (await step(cast.assessor, id, 'acknowledgement').expect(200)).body as AppealView;
}

/** An appeal that its assessor has rejected and the learner has taken to the IQA. */
export async function atStage2(cast: Cast, against?: object): Promise<AppealView> {
  const { id } = await atStage1(cast, against);
  await decide(cast.assessor, id, 'rejected').expect(200);
  return (await escalate(cast, id).expect(200)).body as AppealView;
}

/** An appeal that the IQA has rejected as well; a panel is still to be appointed. */
export async function atStage3(cast: Cast, against?: object): Promise<AppealView> {
  const { id } = await atStage2(cast, against);
  await decide(cast.iqa, id, 'rejected').expect(200);
  return (await escalate(cast, id).expect(200)).body as AppealView;
}

export const appoint = (cast: Cast, id: string, members: readonly Person[]) =>
  step(cast.manager, id, 'panel', { memberIds: members.map((member) => member.id) });

export async function appealBeforePanel(cast: Cast, members: readonly Person[], against?: object): Promise<AppealView> {
  const { id } = await atStage3(cast, against);
  return (await appoint(cast, id, members).expect(200)).body as AppealView;
}

/** What the API says of an appeal now. */
export async function appealNow(person: Person, id: string): Promise<AppealView> {
  return (await person.get(`/api/appeals/${id}`).expect(200)).body as AppealView;
}
