import { ASSURANCE } from '../../templates/samples/assurance.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import type { Cast } from './demo-people.js';
import type { Person } from './person.js';

/**
 * Puts on record what entitles the people of the story to assess and to verify: the manager has seen the certificates,
 * and everybody logs their own development.
 * @param today day from which the story is told backwards, YYYY-MM-DD
 */
export async function recordStaff(manager: Person, cast: Omit<Cast, 'learner'>, today: string): Promise<void> {
  for (const part of ['assessor', 'trainee', 'iqa'] as const) {
    const { qualification, cpd } = resolveDates(ASSURANCE.staff[part], today);
    await manager.post(`/api/staff/${cast[part].id}/qualifications`, qualification);
    await cast[part].post('/api/me/cpd', cpd);
  }
  for (const { id } of [cast.assessor, cast.iqa])
    await manager.post(`/api/staff/${id}/competences`, ASSURANCE.competence);
  const { from } = resolveDates({ from: ASSURANCE.mentoringFrom }, today);
  await manager.post(`/api/staff/${cast.trainee.id}/countersigner-links`, { qualifiedId: cast.assessor.id, from });
}
