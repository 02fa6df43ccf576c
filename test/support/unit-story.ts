import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { UnitState } from '../../src/domain/sign-off/sign-off.js';
import type { QueueKindCode } from '../../src/domain/workload/queue-kinds.js';
import type { JudgementView } from '../../src/modules/assessment/assessment.dto.js';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { MANAGER, type TestApp } from './build-app.js';
import { addPerson, type Cast, type Person, signIn } from './people.js';
import { DISCUSSED, OBSERVED, sign, signatures } from './ready-unit.js';
import { waitingFor } from './workload.js';

const PATIENCE_MS = 30_000;

/** What stays to be said of one long observation: without a reason such a judgement is refused. */
export const OVERRIDE = 'One long observation; the discussion and the log she talked through leave no doubt.';

export async function openStory(app: NestFastifyApplication) {
  const manager = await signIn(app, MANAGER.email);
  return {
    manager,
    learner: await addPerson(manager, app, 'Maya Okafor', ['learner']),
    trainee: await addPerson(manager, app, 'Tess Morley', ['trainee_assessor']),
    countersigner: await addPerson(manager, app, 'Cora Signer', ['assessor']),
    iqa: await addPerson(manager, app, 'Ingrid Shaw', ['iqa']),
    traineeIqa: await addPerson(manager, app, 'Tariq Trainee', ['trainee_iqa']),
    eqa: await addPerson(manager, app, 'Eve Outside', ['eqa']),
  };
}

/** One unit on its way to the certificate, for a story that asks after every act where it stands and who is next. */
export class UnitStory {
  constructor(
    private readonly test: TestApp,
    readonly cast: Cast,
    private readonly countersigner: Person,
  ) {}

  /** The unit is in this state, and of the gates of §3.7 exactly these are shut. */
  async stands(state: UnitState, ...shut: readonly string[]): Promise<void> {
    const seen = await signatures(this.cast);
    const lines = seen.readiness.filter(({ concerns, open }) => concerns === 'unit' && !open);
    expect([seen.state, ...lines.map(({ gate }) => gate)]).toEqual([state, ...shut]);
    expect(seen.ready).toBe(shut.length === 0);
  }

  /** The stages whose signatures are not void. */
  async signed(): Promise<string[]> {
    const { items } = await signatures(this.cast);
    return items.filter(({ voidedAt }) => voidedAt === null).map(({ stage }) => stage);
  }

  /** So much of one kind waits for this person. */
  async waits(person: Person, kind: QueueKindCode, count = 1): Promise<void> {
    expect([kind, (await waitingFor(this.test, person, kind)).length]).toEqual([kind, count]);
  }

  /** The assessor judges every criterion at once: `met`, but for what `over` says of some. */
  async judgeAll(discussion: string, observation: string, over: Readonly<Record<string, object>>): Promise<void> {
    const judgements = [...DISCUSSED, ...OBSERVED].map((criterion) => ({
      ...{ criterion, outcome: 'met', rationale: `Shown in full for ${criterion}.`, evidenceIds: [discussion] },
      ...((OBSERVED as readonly string[]).includes(criterion)
        ? { evidenceIds: [observation], overrideReason: OVERRIDE }
        : {}),
      ...over[criterion],
    }));
    await this.cast.assessor.post(this.path('judgement-batches'), { judgements }).expect(201);
  }

  countersign(judgementIds: readonly string[], body: object = { result: 'agreed' }, by = this.countersigner) {
    return by.post(this.path('countersignatures'), { judgementIds, ...body });
  }

  async ledger(): Promise<JudgementView[]> {
    const { body } = await this.cast.learner.get(`${this.path('judgements')}?limit=100`).expect(200);
    return (body as { items: JudgementView[] }).items;
  }

  /** Learner, trainee and countersigner sign: whoever verifies is next. */
  async signUpToCountersigner(): Promise<void> {
    await sign(this.cast, this.cast.learner, { stage: 'learner' }).expect(201);
    await sign(this.cast, this.cast.assessor, { stage: 'assessor' }).expect(201);
    await sign(this.cast, this.countersigner, { stage: 'countersigner' }).expect(201);
  }

  /** The signed-off document as its learner gets it. */
  async signedOffPdf(): Promise<Buffer> {
    const { learner } = this.cast;
    const { body } = await learner.post(this.path('portfolio-exports'), { kind: 'signed_off' }).expect(202);
    let order = body as PortfolioExportView;
    for (const giveUpAt = performance.now() + PATIENCE_MS; order.status !== 'ready'; await wait(50)) {
      if (order.status === 'failed' || performance.now() > giveUpAt) throw new Error(`the export is ${order.status}`);
      order = (await learner.get(`/api/portfolio-exports/${order.id}`).expect(200)).body as PortfolioExportView;
    }
    const file = await learner.get(`/api/portfolio-exports/${order.id}/file`).responseType('blob').expect(200);
    return file.body as Buffer;
  }

  path(tail: string): string {
    return `/api/registrations/${this.cast.registrationId}/${tail}`;
  }
}
