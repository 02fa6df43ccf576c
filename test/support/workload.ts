import { setTimeout as wait } from 'node:timers/promises';
import type { QueueKindCode } from '../../src/domain/workload/queue-kinds.js';
import type { CentreOverviewView } from '../../src/modules/workload/centre-overview.dto.js';
import type { CaseloadPage, QueueView, WaitingWorkView } from '../../src/modules/workload/my-work.dto.js';
import type { NotificationPage } from '../../src/modules/workload/notifications.dto.js';
import { Clock } from '../../src/platform/time/clock.js';
import type { TestApp } from './build-app.js';
import type { Person } from './people.js';

/** Far above what it takes, so that a busy machine fails no test. */
const PATIENCE_MS = 20_000;

/** What a route under `asOf` says once everything that has happened is in it. */
export async function upToDate<View extends { asOf: string }>(
  test: TestApp,
  person: Person,
  path: string,
): Promise<View> {
  const startedAt = test.app.get(Clock).now();
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const view = (await person.get(path).expect(200)).body as View;
    if (view.asOf >= startedAt) return view;
    if (performance.now() > giveUpAt) throw new Error(`${path} is still as of ${view.asOf}`);
    await wait(20);
  }
}

export const queueOf = (test: TestApp, person: Person, query = ''): Promise<QueueView> =>
  upToDate(test, person, `/api/me/queue${query}`);

/** What of one kind waits for somebody. */
export async function waitingFor(test: TestApp, person: Person, kind: QueueKindCode): Promise<WaitingWorkView[]> {
  const { items, counts } = await queueOf(test, person, `?kind=${kind}`);
  const counted = counts.find((each) => each.kind === kind)?.count ?? 0;
  if (counted !== items.length) throw new Error(`${counted} are counted and ${items.length} listed`);
  return items;
}

export const titlesOf = async (test: TestApp, person: Person, kind: QueueKindCode): Promise<string[]> =>
  (await waitingFor(test, person, kind)).map(({ title }) => title);

export const caseloadOf = (test: TestApp, person: Person, query = ''): Promise<CaseloadPage> =>
  upToDate(test, person, `/api/me/caseload${query}`);

export const overviewOf = (test: TestApp, person: Person, query = ''): Promise<CentreOverviewView> =>
  upToDate(test, person, `/api/centre/overview${query}`);

/** What somebody was told, once the trail has been followed to its end. */
export async function noticesOf(test: TestApp, person: Person, query = ''): Promise<NotificationPage> {
  await queueOf(test, person);
  return (await person.get(`/api/me/notifications${query}`).expect(200)).body as NotificationPage;
}
