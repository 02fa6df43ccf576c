import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNTS, addAccount, signIn } from '../../src/demo/demo-people.js';
import { doMainJob } from '../../src/demo/main-job.js';
import { Person } from '../../src/demo/person.js';
import { withinProcess } from '../../src/demo/transport.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { JudgementPage } from '../../src/modules/assessment/assessment.dto.js';
import type { CriterionTrailView } from '../../src/modules/criterion-trail/criterion-trail.dto.js';
import type { AssessmentPlanPage, ReviewPage } from '../../src/modules/planning/planning-view.dto.js';
import type { StaffPage } from '../../src/modules/staff/staff-view.dto.js';
import type { RegistrationPage } from '../../src/modules/registrations/registrations.dto.js';
import { Clock } from '../../src/platform/time/clock.js';
import { populate } from '../../src/populate.js';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { U40 } from '../../templates/units/u40.js';
import { describeWith, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, freshEnv, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';

/** Some three hundred requests and a document of fifty pages, on a machine that may be busy. */
const MAIN_JOB_MS = 120_000;
const CODES = U40.outcomes.flatMap(({ criteria }) => criteria.map(({ code }) => code));

describe('an empty database with DEMO on', () => {
  let place: Awaited<ReturnType<typeof freshEnv>>;
  let served: TestApp;
  let announcement: string[];
  const env = () => ({ ...place.env, demo: true });
  const as = (account: (typeof ACCOUNTS)[keyof typeof ACCOUNTS]) => signIn(withinProcess(served.app), account);

  beforeAll(async () => {
    place = await freshEnv();
    served = await buildApp({ env: env() });
    announcement = await populate(served.app, env());
  });
  afterAll(async () => {
    await served.close();
    await place.dispose();
  });

  it('shows a learner about two thirds of the way, with many kinds of gaps', async () => {
    const learner = await as(ACCOUNTS.learner);
    const { items } = await learner.get<RegistrationPage>('/api/registrations');
    const coverage = await learner.get<CoverageView>(`/api/registrations/${items[0]?.id}/coverage`);

    expect(coverage.totals).toMatchObject({ criteria: 17, met: 11 });
    expect(new Set(coverage.criteria.map(({ status }) => status)).size).toBeGreaterThanOrEqual(4);
    const codes = new Set(coverage.criteria.flatMap(({ gaps }) => gaps.map(({ code }) => code)));
    expect(codes.size).toBeGreaterThanOrEqual(6);
    expect(announcement.join('\n')).toContain(`/api/registrations/${items[0]?.id}/coverage`);
  });

  it('shows another learner with nothing yet', async () => {
    const newLearner = await as(ACCOUNTS.newLearner);
    const { items } = await newLearner.get<RegistrationPage>('/api/registrations');
    const coverage = await newLearner.get<CoverageView>(`/api/registrations/${items[0]?.id}/coverage`);
    expect(coverage.criteria.map(({ status }) => status)).toEqual(CODES.map(() => 'unclaimed'));
  });

  it('leaves the trainee’s judgement for the assessor to countersign', async () => {
    const assessor = await as(ACCOUNTS.assessor);
    const { items } = await assessor.get<RegistrationPage>('/api/registrations?status=in_progress');
    const judgements = await Promise.all(
      items.map(({ id }) => assessor.get<JudgementPage>(`/api/registrations/${id}/judgements`)),
    );
    const pending = judgements
      .flatMap((page) => page.items)
      .filter(({ assessorStatus, countersignature }) => assessorStatus === 'trainee' && countersignature === null);
    expect(pending.map(({ criterion, assessorName }) => [criterion, assessorName])).toEqual([
      ['1.6', ACCOUNTS.trainee.name],
    ]);

    const registrationId = items.find(({ learnerName }) => learnerName === ACCOUNTS.learner.name)?.id;
    const path = `/api/registrations/${registrationId}/judgements/${pending[0]?.id}/countersignature`;
    await assessor.post(path, { result: 'agreed' }, 200);
  });

  it('shows a verifier from outside the one portfolio that their visit has opened, to its end', async () => {
    const eqa = await as(ACCOUNTS.eqa);
    const { items } = await eqa.get<RegistrationPage>('/api/registrations');
    expect(items.map(({ learnerName }) => learnerName)).toEqual([ACCOUNTS.learner.name]);
    const path = `/api/registrations/${items[0]?.id}/criteria/2.7/trail`;
    expect(announcement.join('\n')).toContain(path);
    expect((await eqa.get<CriterionTrailView>(path)).claims.length).toBeGreaterThan(0);
  });

  it('shows an agreed plan, a review with a dated action, and staff whose qualifications somebody has confirmed', async () => {
    const learner = await as(ACCOUNTS.learner);
    const { items } = await learner.get<RegistrationPage>('/api/registrations');
    const about = `/api/registrations/${items[0]?.id}`;
    const plans = await learner.get<AssessmentPlanPage>(`${about}/assessment-plans`);
    expect(plans.items.map(({ isAgreed }) => isAgreed)).toEqual([true]);
    const reviews = await learner.get<ReviewPage>(`${about}/reviews`);
    expect(reviews.items.flatMap(({ actions }) => actions)).toMatchObject([{ criterion: '1.1', status: 'open' }]);
    const staff = await (await as(ACCOUNTS.manager)).get<StaffPage>('/api/staff');
    const inForce = staff.items.flatMap(({ qualifications }) => qualifications.map(({ isInForce }) => isInForce));
    expect(inForce).toEqual([true, true, true]);
  });

  it('names every account and its password, and lets each of them in', async () => {
    const words = announcement.join('\n');
    expect(words).toContain(PASSWORD);
    for (const account of Object.values(ACCOUNTS)) {
      expect(words).toContain(account.email);
      expect((await as(account)).name).toBe(account.name);
    }
  });

  it('is populated once', async () => {
    expect(await populate(served.app, env())).toEqual([]);
  });
});

describe('the first people', () => {
  async function onEmptyDatabase(check: (place: { served: TestApp }) => Promise<void>): Promise<void> {
    const place = await freshEnv();
    const served = await buildApp({ env: place.env });
    try {
      await check({ served });
    } finally {
      await served.close();
      await place.dispose();
    }
  }

  it('are the bootstrap manager alone where one is named, demo or not', () =>
    onEmptyDatabase(async ({ served }) => {
      const { email, password } = MANAGER;
      const env = { ...served.env, demo: true, bootstrap: { email, password, centre: 'Quayside College' } };
      expect(await populate(served.app, env)).toEqual([`The centre manager ${email} can sign in.`]);
      const manager = await Person.signIn(withinProcess(served.app), { email, password });
      const people = await manager.get<{ items: { email: string }[] }>('/api/users');
      expect(people.items.map((person) => person.email)).toEqual([email]);
      expect(await populate(served.app, env)).toEqual([]);
    }));

  it('are nobody without bootstrap and demo', () =>
    onEmptyDatabase(async ({ served }) => {
      expect(await populate(served.app, served.env)).toEqual([]);
    }));

  it('of a demo centre that was cut short are not passed off as the whole of it', () =>
    onEmptyDatabase(async ({ served }) => {
      await served.app
        .get(FoundCentre)
        .run({ centre: SAMPLE_PORTFOLIO.centre, manager: { ...ACCOUNTS.manager, password: PASSWORD } });
      const manager = await signIn(withinProcess(served.app), ACCOUNTS.manager);
      await addAccount(manager, ACCOUNTS.learner);
      // The very last step is the registration of the new learner, so their account alone says nothing yet.
      await addAccount(manager, ACCOUNTS.newLearner);
      await expect(populate(served.app, { ...served.env, demo: true })).rejects.toThrow(
        /unfinished.*delete the folder .+ and start again/,
      );
    }));
});

describeWith(['qpdf', 'pdftotext'])('the main job', () => {
  it(
    'ends with a sound PDF that names evidence for each of the 17 criteria',
    async () => {
      const served = await buildApp();
      const lines: string[] = [];
      try {
        const today = served.app.get(Clock).today();
        const { pdf } = await doMainJob(withinProcess(served.app), today, (line) => lines.push(line));

        expect(() => readWith('qpdf', pdf, ['--check'])).not.toThrow();
        const text = readWith('pdftotext', pdf, ['-layout'], ['-']);
        const unproved = CODES.filter(
          (code) => !new RegExp(`^\\s*${code.replace('.', '\\.')}\\s.*\\bE0\\d\\d\\b`, 'm').test(text),
        );
        expect(unproved).toEqual([]);
        expect(lines).toContain(`  met 17 of 17, evidenced 17 of 17; ready for sign-off`);
        expect(lines.at(-1)).toContain('claims the certificate');
      } finally {
        await served.close();
      }
    },
    MAIN_JOB_MS,
  );

  it(
    'is told by npm run demo, which prints the path of the PDF last and leaves nothing else behind',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'verifolio-demo-spec-'));
      try {
        const script = fileURLToPath(new URL('../../dist/src/demo/run-demo.js', import.meta.url));
        const told = execFileSync(process.execPath, [script], {
          cwd: folder,
          env: { TMPDIR: folder },
          encoding: 'utf8',
        });
        const path = told.trimEnd().split('\n').at(-1) ?? '';
        expect(path).toMatch(/^\/.+\.pdf$/);
        const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
        expect(told).toContain(`SHA-256 ${sha256} as the API says`);
        expect(told).toMatch(/^Nothing lost: \d+ documents, \d+ files identical\.$/m);
        expect(readdirSync(folder)).toEqual(['data']);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    MAIN_JOB_MS,
  );
});
