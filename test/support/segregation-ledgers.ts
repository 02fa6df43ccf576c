import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';

/** Everything that keeps who decided what. */
const LEDGERS = [
  ...(['evidence_decisions', 'judgements', 'countersignatures', 'sign_offs', 'reopenings', 'iqa_samples'] as const),
  ...(['iqa_actions', 'appeal_steps', 'assessment_plans', 'certificate_claims', 'certificate_claim_steps'] as const),
  ...(['visit_outcomes', 'visit_releases', 'feedback_messages'] as const),
];

export function rowsOf<Row>(app: NestFastifyApplication, sql: string): Promise<Row[]> {
  return app.get(UnitOfWork).reader.query<Row[]>(sql);
}

/** How many decisions of each kind there are, and how much the audit trail tells of them: whose roles change is no decision. */
export async function ledgersNow(app: NestFastifyApplication): Promise<Record<string, number>> {
  const counts = LEDGERS.map((table) => `(SELECT COUNT(*) FROM ${table}) AS "${table}"`);
  const events = `(SELECT COUNT(*) FROM audit_events WHERE type <> 'user.changed') AS "audit_events"`;
  const [row] = await rowsOf<Record<string, number | string>>(app, `SELECT ${[...counts, events].join(', ')}`);
  return Object.fromEntries(Object.entries(row ?? {}).map(([table, count]) => [table, Number(count)]));
}
