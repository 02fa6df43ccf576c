import { afterAll, beforeAll, expect, it, describe } from '@jest/globals';
import fc from 'fast-check';
import type { PackageArrival, PackageEvidence } from '../../src/domain/portfolio/package-format.js';
import type { PortfolioImportView } from '../../src/modules/arrivals/portfolio-imports.dto.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { buildApp, PASSWORD, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, draft, evidenceNow, OBSERVATION, signedRecord } from '../support/evidence.js';
import { documentOf, packed, payloadOf, type Payload, previewed, registeredAt } from '../support/packages.js';
import { anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const PORTFOLIOS = 10;
const SEED = 20261129;

/** Words as people write them and as nobody does. */
const WORDS = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('\u202eevil\u202c', '👩🏽‍💻', 'e\u0301', '\n', '\t', '<b>&"', '=1+1', 'שלום', 'ﷺ', '\u200d', '�'),
    ),
    { maxLength: 6 },
  )
  // A letter at each end: what is blank is refused, and nothing else is asked of words.
  .map((parts) => `A${parts.join(' ').replaceAll('\0', '')}z`);

const FILE = fc.record({
  name: fc.constantFrom('letter.txt', 'Letter.txt', 'Überblick – 1.txt', 'notes.md', 'con.txt', 'a:b?.txt'),
  // Some alike, so that one content stands in several places.
  content: fc.oneof(fc.constantFrom('.', 'the same'), WORDS),
});

const CRITERIA = ['1.1', '1.2', '2.1', '2.6', '2.7', '3.1'] as const;

const OWN = fc.record({
  kind: fc.constant('own' as const),
  method: fc.constantFrom('work_product', 'reflective_account', 'complaint_record', 'assignment'),
  title: WORDS,
  contextStatement: WORDS,
  rationale: fc.option(WORDS),
  note: fc.option(WORDS),
  caseRefs: fc.uniqueArray(fc.constantFrom('C-001', 'C-002', 'Kunde Ä'), { maxLength: 2 }),
  criteria: fc.uniqueArray(fc.constantFrom(...CRITERIA.slice(0, 5)), { minLength: 1, maxLength: 3 }),
  files: fc.array(FILE, { maxLength: 3 }),
  fate: fc.constantFrom('draft', 'submitted', 'accepted', 'returned', 'second version', 'withdrawn'),
});

const RECORDED = fc.record({
  kind: fc.constant('recorded' as const),
  envelope: fc.constantFrom(OBSERVATION, DISCUSSION),
  title: WORDS,
  isJudged: fc.boolean(),
});

type OwnItem = typeof OWN extends fc.Arbitrary<infer One> ? One : never;

/** Export → import → export, over portfolios that nobody thought out. */
describe('a portfolio on its way through three centres', () => {
  let test: TestApp;
  let cast: Cast;
  let second: Person;
  let third: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    second = await centre('Second College', 'second@other.test');
    third = await centre('Third College', 'third@other.test');
  }, 60_000);
  afterAll(() => test.close());

  async function centre(name: string, email: string): Promise<Person> {
    const manager = { email, name: 'Some Manager', password: PASSWORD };
    await test.app.get(FoundCentre).run({ centre: { name, number: null }, manager });
    return signIn(test.app, email);
  }

  async function write(own: Cast, said: OwnItem): Promise<void> {
    const { method, title, contextStatement, caseRefs, criteria, files, fate, rationale, note } = said;
    const envelope = { method, title, contextStatement, caseRefs, activityFrom: '2026-03-02', setting: 'workplace' };
    const { id } = await draft(own.learner, { ...envelope, redaction: 'done' });
    const attached = fate === 'draft' || files.length > 0 ? files : [{ name: 'letter.txt', content: '.' }];
    for (const { name, content } of attached) {
      await own.learner.upload(`/api/evidence/${id}/files`, Buffer.from(content), name).expect(201);
    }
    const claims = criteria.map((criterion) => ({
      ...{ registrationId: own.registrationId, criterion, rationale },
      locator: note === null ? { paragraph: 1 } : { paragraph: 1, note: [...note].slice(0, 90).join('') },
    }));
    await own.learner.put(`/api/evidence/${id}/claims`, claims).expect(200);
    if (fate === 'draft') return;
    await own.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
    if (fate === 'accepted') await accept(own, id, criteria);
    if (fate === 'withdrawn')
      await own.learner.post(`/api/evidence/${id}/withdrawal`, { reason: 'duplicate' }).expect(200);
    if (fate !== 'returned' && fate !== 'second version') return;
    const back = { outcome: 'returned', reasons: ['depth'], comment: title };
    await own.assessor.post(`/api/evidence/${id}/decision`, back).expect(200);
    if (fate === 'returned') return;
    const { body } = await own.learner.post(`/api/evidence/${id}/versions`).expect(201);
    await own.learner.patch(`/api/evidence/${(body as { id: string }).id}`, { title: `${title}!` }).expect(200);
  }

  async function exported(manager: Person, registrationId: string): Promise<{ zip: Buffer; payload: Payload }> {
    const { zip } = await packed(manager, registrationId);
    return { zip, payload: await payloadOf(zip) };
  }

  async function moved(zip: Buffer, to: Person, name: string) {
    const { id, preview } = await previewed(to, zip);
    const here = await registeredAt(test.app, to, name);
    const accepted = await to
      .post(`/api/portfolio-imports/${id}/acceptance`, { registrationId: here.registrationId })
      .expect(200);
    return { here, preview, view: accepted.body as PortfolioImportView };
  }

  function expectAllOf(earlier: Payload, later: Payload): void {
    const arrivals = documentOf<PackageArrival[]>(later, 'history.json');
    const folder = arrivals.at(-1)?.folder;
    const lost = [...earlier].filter(([path, bytes]) => !later.get(`${folder}/${path}`)?.equals(bytes));
    expect(lost.map(([path]) => path)).toEqual([]);
    expect([...later.keys()].filter((path) => path.startsWith(`${folder}/`))).toHaveLength(earlier.size);
  }

  const portfolios = fc.sample(
    fc.record({ own: fc.array(OWN, { minLength: 1, maxLength: 3 }), recorded: fc.array(RECORDED, { maxLength: 1 }) }),
    { seed: SEED, numRuns: PORTFOLIOS },
  );

  it.each(portfolios.map((portfolio, index) => [index + 1, portfolio] as const))(
    'number %d loses nothing, and its drafts say the same words',
    async (number, { own: items, recorded }) => {
      const name = `Traveller ${number}`;
      const own = await anotherLearner(test.app, cast, name);
      for (const item of items) await write(own, item);
      for (const { envelope, title, isJudged } of recorded) {
        const criterion = envelope.method === 'direct_observation' ? '2.1' : '1.1';
        const id = await signedRecord(own, { ...envelope, title }, [criterion]);
        await accept(own, id, [criterion]);
        const over = { overrideReason: 'Seen at length.' };
        if (isJudged) await judge(own, criterion, [id], over);
      }
      const first = await exported(own.manager, own.registrationId);
      const { here, preview, view } = await moved(first.zip, second, name);
      expect(preview?.conflicts.filter(({ code }) => code === 'CLAIM_UNKNOWN')).toEqual([]);

      const evidence = documentOf<PackageEvidence[]>(first.payload, 'evidence.json');
      const drafts = await Promise.all(view.evidenceIds.map((id) => evidenceNow(here.learner, id)));
      const expected = evidence.filter((one) => {
        const versions = evidence.filter((other) => other.number === one.number);
        const isLatest = versions.every(({ version }) => version <= one.version);
        return one.authorRole === 'learner' && isLatest && one.status !== 'withdrawn';
      });
      expect(drafts.map(wordsOf)).toEqual(expected.map(wordsOf));

      const next = await exported(second, here.registrationId);
      expectAllOf(first.payload, next.payload);
      // The last of them go on to where nobody has heard of the first centre.
      if (number <= PORTFOLIOS - 2) return;
      const { here: there } = await moved(next.zip, third, name);
      const last = await exported(third, there.registrationId);
      expectAllOf(next.payload, last.payload);
    },
    60_000,
  );
});

/** What its author said, without what this centre makes of it. */
function wordsOf(
  one: Pick<PackageEvidence, 'title' | 'contextStatement' | 'method' | 'caseRefs' | 'record'> & {
    readonly files: readonly { readonly name: string | null; readonly sha256: string }[];
    readonly claims: readonly {
      readonly criterion: string;
      readonly facets: readonly string[];
      readonly locator: object | null;
      readonly rationale: string | null;
    }[];
  },
) {
  const { title, contextStatement, method, caseRefs, record, files, claims } = one;
  return {
    ...{ title, contextStatement, method, caseRefs, record },
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    claims: claims.map(({ criterion, facets, locator, rationale }) => ({ criterion, facets, locator, rationale })),
  };
}
