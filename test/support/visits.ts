import type { VisitOutcomeView } from '../../src/modules/visits/visit-findings.dto.js';
import type { EqaVisitView, VisitViewPage, VisitViewView } from '../../src/modules/visits/visit-views.dto.js';
import type { Person } from './people.js';
import { TODAY } from './running-clock.js';

/** A fortnight from today on. */
export const WINDOW = { opensAt: `${TODAY}T00:00:00.000Z`, closesAt: '2026-06-14T18:00:00.000Z' } as const;

export const VISIT = {
  awardingOrganisation: 'Pearson',
  kind: 'remote',
  units: ['U40'],
  agenda: 'Two portfolios, then the sampling plan.',
  ...WINDOW,
} as const;

export async function planVisit(by: Person, eqa: Person, over: object = {}): Promise<EqaVisitView> {
  const answer = await by.post('/api/eqa-visits', { ...VISIT, eqaId: eqa.id, ...over }).expect(201);
  return answer.body as EqaVisitView;
}

/** Opens these registrations for a visit. */
export async function select(by: Person, visitId: string, registrationIds: readonly string[]): Promise<void> {
  const body = { registrationIds, reason: 'One finished unit of each assessor.' };
  await by.post(`/api/eqa-visits/${visitId}/selections`, body).expect(201);
}

/** A visit that is open, with these registrations. */
export async function openVisit(
  manager: Person,
  eqa: Person,
  registrationIds: readonly string[],
  over: object = {},
): Promise<EqaVisitView> {
  const visit = await planVisit(manager, eqa, over);
  await select(eqa, visit.id, registrationIds);
  return visit;
}

export const suspend = (by: Person, visitId: string) =>
  by.post(`/api/eqa-visits/${visitId}/suspension`, { reason: 'Called away.' });

/** The body of an outcome that finds nothing to do, but for what `over` says. */
export const outcomeOf = (over: object = {}): object => ({
  decision: 'satisfactory',
  summary: 'Decisions are consistent and well recorded.',
  actions: [],
  releases: [],
  ...over,
});

/** Something essential that the centre is to do, due in a month. */
export const DEMAND = {
  text: 'Date every locator in recordings.',
  severity: 'essential',
  dueOn: '2026-07-01',
} as const;

export async function conclude(eqa: Person, visitId: string, over: object = {}): Promise<VisitOutcomeView> {
  const answer = await eqa.post(`/api/eqa-visits/${visitId}/outcome`, outcomeOf(over)).expect(201);
  return answer.body as VisitOutcomeView;
}

/** Every row of a visit's log, page by page. */
export async function viewsOf(by: Person, visitId: string): Promise<VisitViewView[]> {
  const views: VisitViewView[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await by.get(`/api/eqa-visits/${visitId}/views?limit=200&cursor=${cursor}`).expect(200);
    const { items, nextCursor } = answer.body as VisitViewPage;
    views.push(...items);
    cursor = nextCursor;
  }
  return views;
}
