import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PackageArrival, PackageEvidence, PackageHead } from '../../src/domain/portfolio/package-format.js';
import type { PackageJudgement } from '../../src/domain/portfolio/package-history.js';
import type { ArrivalsView } from '../../src/modules/arrivals/arrivals.dto.js';
import { EndImport } from '../../src/modules/arrivals/end-import.job.js';
import type { PortfolioImportPage, PortfolioImportView } from '../../src/modules/arrivals/portfolio-imports.dto.js';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { EvidencePage, EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, draft, evidenceNow, PRODUCT, submittedProduct } from '../support/evidence.js';
import {
  bytesAt,
  changed,
  documentOf,
  packed,
  payloadOf,
  type Payload,
  previewed,
  registeredAt,
  send,
  zipOf,
} from '../support/packages.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

const ULN = '1000000000';

describe('a package at another centre', () => {
  let test: TestApp;
  let cast: Cast;
  let manager: Person;
  /** Of a released unit, ordered by its manager: nothing is left out of it. */
  let zip: Buffer;
  let payload: Payload;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    manager = await foundSecondCentre(test.app);
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { uln: ULN }).expect(200);
    const product = await submittedProduct(cast, ['2.6'], { title: 'A reply \u202e“with” 👍🏽\nmarks' });
    await accept(cast, product, ['2.6']);
    await makeReady(cast);
    await release(cast);
    ({ zip } = await packed(cast.manager, cast.registrationId));
    payload = await payloadOf(zip);
  }, 120_000);
  afterAll(() => test.close());

  const arrivalsOf = async (by: Person, registrationId: string): Promise<ArrivalsView['items']> =>
    ((await by.get(`/api/registrations/${registrationId}/arrivals`).expect(200)).body as ArrivalsView).items;
  const acceptance = (id: string, registrationId: string, over: object = {}) =>
    manager.post(`/api/portfolio-imports/${id}/acceptance`, { registrationId, ...over });

  describe('that is taken in', () => {
    let here: Omit<Cast, 'trainee'>;
    let preview: PortfolioImportView;

    beforeAll(async () => {
      preview = await previewed(manager, zip);
      here = await registeredAt(test.app, manager, 'Maya Okafor', { uln: ULN });
    });

    it('is looked through first: who, from where, what will become of what, and a signature that holds', () => {
      expect(preview).toMatchObject({ state: 'previewed', registrationId: null, evidenceIds: [] });
      expect(preview.sha256).toBe(createHash('sha256').update(zip).digest('hex'));
      expect(preview.preview).toMatchObject({
        ...{ learnerName: 'Maya Okafor', uln: ULN, unit: 'U40' },
        signature: { state: 'valid', fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/) as unknown },
        counts: { evidence: 3, drafts: 1, judgements: 17, signOffs: 3, earlierPackages: 0, files: payload.size },
      });
      expect(preview.preview?.passages.map(({ ref, becomes, reason }) => [ref, becomes, reason])).toEqual([
        ['E001', 'draft', null],
        ['E002', 'history', 'written_by_others'],
        ['E003', 'history', 'written_by_others'],
      ]);
      expect(preview.preview?.conflicts.filter(({ blocks }) => blocks)).toEqual([]);
    });

    it('names what stands in the way of one registration, and takes nothing in', async () => {
      const other = await registeredAt(test.app, manager, 'Nora Other', { uln: '1000000043' });
      const { body } = await manager
        .get(`/api/portfolio-imports/${preview.id}?registrationId=${other.registrationId}`)
        .expect(200);
      const codes = (body as PortfolioImportView).preview?.conflicts.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['ULN_DIFFERS', 'NAME_DIFFERS']));
      const refused = await acceptance(preview.id, other.registrationId, { isSameLearner: true });
      expectProblem(refused, 422, 'IMPORT_REFUSED');
      expect(faultyPaths(refused)).toEqual(['ULN_DIFFERS']);
      expect(await arrivalsOf(other.learner, other.registrationId)).toEqual([]);
      expect(((await other.learner.get('/api/evidence')).body as EvidencePage).items).toEqual([]);
      expectProblem(await acceptance(preview.id, cast.registrationId), 404, 'NOT_FOUND');
    });

    it('gives the learner their own words as drafts, and the assessor nothing to count', async () => {
      const answer = await acceptance(preview.id, here.registrationId).expect(200);
      const view = answer.body as PortfolioImportView;
      expect(view).toMatchObject({ state: 'accepted', registrationId: here.registrationId });
      expect(view.evidenceIds).toHaveLength(1);
      const mine = await evidenceNow(here.learner, view.evidenceIds[0] ?? '');
      const [theirs] = documentOf<PackageEvidence[]>(payload, 'evidence.json');
      const { title, contextStatement, activityFrom, activityTo, setting, channel, caseRefs, record } = mine;
      expect(theirs).toMatchObject({ title, contextStatement, activityFrom, activityTo, setting, channel, caseRefs });
      expect(theirs?.record).toEqual(record);
      expect(mine).toMatchObject({
        ...{ status: 'draft', authorId: here.learner.id, ref: 'E001', redaction: 'pending', signatures: [] },
        origin: { ref: 'E001', packageId: preview.packageId },
        claims: [{ criterion: '2.6', state: 'proposed', locator: theirs?.claims[0]?.locator }],
      });
      expect(mine.files.map(({ name, sha256 }) => [name, sha256])).toEqual(
        theirs?.files.map(({ name, sha256 }) => [name, sha256]),
      );
      const coverage = await here.assessor.get(`/api/registrations/${here.registrationId}/coverage`).expect(200);
      expect((coverage.body as CoverageView).totals).toMatchObject({ met: 0 });
      expect((coverage.body as CoverageView).criteria.every(({ status }) => status !== 'met')).toBe(true);
    });

    it('is history to those who may read the unit: judgements, signatures and every file, byte for byte', async () => {
      const [arrival] = await arrivalsOf(here.manager, here.registrationId);
      expect(arrival).toMatchObject({ packageId: preview.packageId, signature: { state: 'valid' } });
      expect(arrival?.judgements).toHaveLength(17);
      expect(arrival?.judgements[0]).toMatchObject({ outcome: 'met', inForce: true, assessorName: 'Daniel Price' });
      expect(arrival?.signOffs.map(({ stage }) => stage)).toEqual(['learner', 'assessor', 'iqa']);
      for (const { id, path } of arrival?.files.filter(({ kind }) => kind !== 'evidence') ?? []) {
        const bytes = await bytesAt(
          manager,
          `/api/registrations/${here.registrationId}/arrivals/${arrival?.id}/files/${id}`,
        );
        expect([path, bytes.equals(payload.get(path) ?? Buffer.alloc(0))]).toEqual([path, true]);
      }
      const [seen] = await arrivalsOf(here.assessor, here.registrationId);
      const paths = seen?.files.map(({ path }) => path) ?? [];
      expect(paths).toContain('judgements.json');
      expect(paths).toContain('samples.json');
      // They tell the learner's number.
      expect(paths).not.toContain('registration.json');
      const [own] = await arrivalsOf(here.learner, here.registrationId);
      expect(own?.files.map(({ path }) => path)).toContain('registration.json');
      expect(own?.files.map(({ path }) => path)).not.toContain('samples.json');
      const samples = seen?.files.find(({ path }) => path === 'samples.json');
      const at = `/api/registrations/${here.registrationId}/arrivals/${arrival?.id}/files/${samples?.id}`;
      expectProblem(await here.learner.get(at), 403, 'NOT_ALLOWED');
      expectProblem(await cast.manager.get(at), 404, 'NOT_FOUND');
      expectProblem(await cast.manager.get(`/api/registrations/${here.registrationId}/arrivals`), 404, 'NOT_FOUND');
      expectProblem(
        await cast.manager.get(
          `/api/registrations/${cast.registrationId}/arrivals/${arrival?.id}/files/${samples?.id}`,
        ),
        404,
        'NOT_FOUND',
      );
    });

    it('is in the trail, and its zip is gone', async () => {
      const { body } = await manager.get(`/api/registrations/${here.registrationId}/audit?limit=200`).expect(200);
      const { items } = body as { items: { type: string; facts: Record<string, unknown> }[] };
      expect(items.find(({ type }) => type === 'portfolio.imported')?.facts).toMatchObject({
        ...{ packageId: preview.packageId, drafts: ['E001'], files: payload.size },
      });
      await test.app.get(EndImport).run(preview.id);
      expect(await readdir(join(test.env.dataDir, 'files', 'packages'))).toEqual([]);
    });

    it('comes in once, whether it is the very package or another of the same state', async () => {
      const again = await previewed(manager, zip);
      expect(again.preview?.conflicts[0]).toMatchObject({ code: 'ALREADY_IMPORTED', blocks: true });
      const refused = await acceptance(again.id, here.registrationId);
      expectProblem(refused, 422, 'IMPORT_REFUSED');
      expect(faultyPaths(refused)).toEqual(['ALREADY_IMPORTED']);
      expectProblem(await acceptance(preview.id, here.registrationId), 409, 'STATE_CONFLICT');
      await manager.delete(`/api/portfolio-imports/${again.id}`).expect(204);
      const second = await previewed(manager, (await packed(cast.manager, cast.registrationId)).zip);
      expect(second.preview?.conflicts[0]).toMatchObject({ code: 'SAME_CONTENT', blocks: true });
      await manager.delete(`/api/portfolio-imports/${second.id}`).expect(204);
    });

    it('goes on with the next package, every byte of it, and what that one’s reader may not read is named', async () => {
      const { zip: next } = await packed(manager, here.registrationId);
      const second = await payloadOf(next);
      const [arrival] = documentOf<PackageArrival[]>(second, 'history.json');
      expect(arrival).toMatchObject({ packageId: preview.packageId, withheld: [], purged: [] });
      for (const [path, bytes] of payload) {
        expect([path, second.get(`${arrival?.folder}/${path}`)?.equals(bytes)]).toEqual([path, true]);
      }
      const [theirs] = documentOf<PackageEvidence[]>(second, 'evidence.json');
      expect(theirs).toMatchObject({ status: 'draft', origin: { packageId: preview.packageId } });
      expect(documentOf<PackageJudgement[]>(second, 'judgements.json')).toEqual([]);

      const less = await payloadOf((await packed(here.assessor, here.registrationId)).zip);
      const [guarded] = documentOf<PackageArrival[]>(less, 'history.json');
      expect(guarded?.withheld).toEqual(
        ['registration.json', 'audit.json'].filter((path) => !less.has(`${guarded?.folder}/${path}`)),
      );
      expect(guarded?.withheld).toContain('registration.json');
      // A PDF may have such a row of digits by chance: signatures end in zeros.
      const words = [...less].filter(([path]) => path.endsWith('.json') || path.endsWith('.html'));
      expect(words.filter(([, bytes]) => bytes.includes(ULN)).map(([path]) => path)).toEqual([]);
      // What was withheld is no fault of the package that lacks it.
      const third = await previewed(cast.manager, await zipOf(less));
      expect(third.preview?.counts.earlierPackages).toBe(1);
      await cast.manager.delete(`/api/portfolio-imports/${third.id}`).expect(204);
    });

    it('loses the bytes of what the learner withdraws for data protection, and says so', async () => {
      const { items } = (await here.learner.get('/api/evidence').expect(200)).body as EvidencePage;
      await manager.post(`/api/evidence/${items[0]?.id}/withdrawal`, { reason: 'data_protection' }).expect(200);
      const [arrival] = await arrivalsOf(here.manager, here.registrationId);
      const [assessors] = await arrivalsOf(here.assessor, here.registrationId);
      const gone = assessors?.files.filter(({ isThere }) => !isThere) ?? [];
      expect(gone.map(({ path }) => path)).toEqual([expect.stringMatching(/^evidence\/E001-v1\//)]);
      const at = `/api/registrations/${here.registrationId}/arrivals/${arrival?.id}/files/${gone[0]?.id}`;
      expectProblem(await here.learner.get(at), 404, 'FILE_PURGED');
      const after = await payloadOf((await packed(manager, here.registrationId)).zip);
      const [told] = documentOf<PackageArrival[]>(after, 'history.json');
      expect(told?.purged).toEqual(gone.map(({ path }) => path));
      const third = await previewed(cast.manager, await zipOf(after));
      await cast.manager.delete(`/api/portfolio-imports/${third.id}`).expect(204);
    });
  });

  it('is forgotten when it is withdrawn, and when its days are over', async () => {
    const first = await previewed(manager, zip);
    await manager.delete(`/api/portfolio-imports/${first.id}`).expect(204);
    const second = await previewed(manager, zip);
    await test.app.get(EndImport).run(first.id);
    await test.app.get(EndImport).run(second.id);
    await test.app.get(EndImport).run(second.id);
    expect(await readdir(join(test.env.dataDir, 'files', 'packages'))).toEqual([]);
    for (const [id, state] of [
      [first.id, 'withdrawn'],
      [second.id, 'expired'],
    ]) {
      const { body } = await manager.get(`/api/portfolio-imports/${id}`).expect(200);
      expect(body).toMatchObject({ state, preview: null });
      expectProblem(await manager.delete(`/api/portfolio-imports/${id}`), 409, 'STATE_CONFLICT');
    }
    const { items } = (await manager.get('/api/portfolio-imports?limit=200').expect(200)).body as PortfolioImportPage;
    expect(items.find(({ id }) => id === first.id)).toMatchObject({ state: 'withdrawn', learnerName: null });
  });

  it('is a centre manager’s to take in, and unknown at other centres', async () => {
    expectProblem(await send(cast.assessor, zip), 403, 'NOT_ALLOWED');
    const mine = await previewed(cast.manager, zip);
    expectProblem(await manager.get(`/api/portfolio-imports/${mine.id}`), 404, 'NOT_FOUND');
    await cast.manager.delete(`/api/portfolio-imports/${mine.id}`).expect(204);
  });

  it('asks who it is where the name differs, takes the manager’s word, and gives drafts like any other', async () => {
    const own = await anotherLearner(test.app, cast, 'Née Else');
    const { id } = await draft(own.learner, { ...PRODUCT, caseRefs: [] });
    await own.learner
      .upload(`/api/evidence/${id}/files`, Buffer.from('Wilhelmina Quibblesworth rang.'), 'call.txt')
      .expect(201);
    await own.learner
      .put(`/api/evidence/${id}/claims`, [{ registrationId: own.registrationId, criterion: '2.6' }])
      .expect(200);
    const found = await previewed(manager, (await packed(own.learner, own.registrationId)).zip);
    const here = await registeredAt(test.app, manager, 'Married Name');
    const refused = await acceptance(found.id, here.registrationId);
    expectProblem(refused, 422, 'IMPORT_REFUSED');
    expect(faultyPaths(refused)).toEqual(['NAME_DIFFERS']);
    await acceptance(found.id, here.registrationId, { isSameLearner: true }).expect(200);
    const { items } = (await here.learner.get('/api/evidence').expect(200)).body as EvidencePage;
    const view = await evidenceNow(here.learner, items[0]?.id ?? '');
    // From here on it is a draft like any other: what is sealed in it is sealed wherever it came from.
    const words = { words: ['Wilhelmina Quibblesworth'] };
    await here.learner.post(`/api/evidence/${view.id}/files/${view.files[0]?.id}/redactions`, words).expect(201);
    const [arrival] = await arrivalsOf(here.assessor, here.registrationId);
    expect(arrival?.files.filter(({ isThere }) => !isThere).map(({ path }) => path)).toEqual([
      'evidence/E001-v1/call.txt',
    ]);
    await here.learner.patch(`/api/evidence/${view.id}`, { redaction: 'done' }).expect(200);
    const claims = [{ registrationId: here.registrationId, criterion: '2.6', locator: { paragraph: 1 } }];
    await here.learner.put(`/api/evidence/${view.id}/claims`, claims).expect(200);
    const submitted = await here.learner.post(`/api/evidence/${view.id}/submission`, { declaration: true });
    expect((submitted.body as EvidenceView).status).toBe('submitted');
  });

  describe('that is not what it says', () => {
    const refusal = async (bytes: Buffer): Promise<string[]> => {
      const answer = await send(manager, bytes);
      expectProblem(answer, 422, 'IMPORT_REFUSED');
      return faultyPaths(answer);
    };

    it.each<[string, Readonly<Record<string, (content: never) => unknown>>, string]>([
      [
        'another format',
        { 'package.json': (head: PackageHead) => ({ ...head, format: 'verifolio-package/2' }) },
        'package.json.format',
      ],
      [
        'a package id that leads elsewhere',
        { 'package.json': (head: PackageHead) => ({ ...head, packageId: '../../x' }) },
        'package.json.packageId',
      ],
      ['a list that is none', { 'judgements.json': () => ({}) }, 'judgements.json'],
      [
        'a title that is a number',
        { 'evidence.json': ([one, ...rest]: PackageEvidence[]) => [{ ...one, title: 4 }, ...rest] },
        'evidence.json[0].title',
      ],
      [
        'a field that is not there',
        {
          'decisions.json': ([one]: { comment?: string }[]) => {
            delete one?.comment;
            return [one];
          },
        },
        'decisions.json[0].comment',
      ],
      [
        'a claim on no criterion',
        {
          'evidence.json': (all: { claims: { criterion: string }[] }[]) => {
            all[0]!.claims[0]!.criterion = '9.9';
          },
        },
        'evidence.json[0].claims[0].criterion',
      ],
      [
        'a decision on nothing',
        {
          'decisions.json': (all: { evidenceId: string }[]) => {
            all[0]!.evidenceId = '00000000-0000-0000-0000-000000000000';
          },
        },
        'decisions.json[0].evidenceId',
      ],
      [
        'a judgement on nothing',
        {
          'judgements.json': (all: { evidenceIds: string[] }[]) => {
            all[3]!.evidenceIds = ['00000000-0000-0000-0000-000000000000'];
          },
        },
        'judgements.json[3].evidenceIds',
      ],
      [
        'a file of another hash',
        {
          'evidence.json': (all: { files: { sha256: string }[] }[]) => {
            all[0]!.files[0]!.sha256 = 'a'.repeat(64);
          },
        },
        'evidence.json[0].files[0].sha256',
      ],
      [
        'a file of another length',
        {
          'evidence.json': (all: { files: { size: number }[] }[]) => {
            all[0]!.files[0]!.size += 1;
          },
        },
        'evidence.json[0].files[0].size',
      ],
      [
        'a file that lies elsewhere',
        {
          'evidence.json': (all: { files: { path: string }[] }[]) => {
            all[0]!.files[0]!.path = 'portfolio.pdf';
          },
        },
        'evidence.json[0].files[0].path',
      ],
      [
        'a trail with another link',
        {
          'audit.json': (all: { previousSha256: string }[]) => {
            for (const one of all) one.previousSha256 = 'b'.repeat(64);
          },
        },
        'audit.json[1].previousSha256',
      ],
      [
        'another portfolio',
        {
          'package.json': (head: { signedOffPdf: { sha256: string } }) => {
            head.signedOffPdf.sha256 = 'c'.repeat(64);
          },
        },
        'package.json.signedOffPdf.sha256',
      ],
      [
        'history that is not there',
        {
          'history.json': () => [],
          'package.json': (head: PackageHead) => ({
            ...head,
            learner: { ...head.learner, id: '00000000-0000-0000-0000-000000000001' },
          }),
        },
        'registration.json.learner',
      ],
      [
        'a text that cannot be stored',
        {
          'evidence.json': (all: { title: string }[]) => {
            all[0]!.title = 'a\u0000b';
          },
        },
        'evidence.json.[0].title',
      ],
    ])('is refused with %s', async (_, changes, path) => {
      expect((await refusal(await changed(zip, changes)))[0]).toBe(path);
    });

    it('is refused with one byte of its portfolio changed, hashes put right or not', async () => {
      const pdf = Buffer.from(payload.get('portfolio.pdf') ?? '');
      const at = Math.floor(pdf.length / 2);
      pdf[at] = (pdf[at] ?? 0) ^ 1;
      const broken = new Map(payload).set('portfolio.pdf', pdf);
      const head = documentOf<PackageHead>(payload, 'package.json');
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const words = { ...head, signedOffPdf: { ...head.signedOffPdf, sha256 } };
      broken.set('package.json', Buffer.from(JSON.stringify(words)));
      expect(await refusal(await zipOf(broken))).toEqual(['portfolio.pdf']);
      const flipped = Buffer.from(zip);
      const inside = zip.indexOf(payload.get('portfolio.pdf') ?? '') + at;
      flipped[inside] = (flipped[inside] ?? 0) ^ 1;
      expect(await refusal(flipped)).toEqual(['data/portfolio.pdf']);
    });

    it.each<[string, string, Buffer, string]>([
      ['no JSON', 'cases.json', Buffer.from('{'), 'cases.json'],
      ['half a letter', 'cases.json', Buffer.from([0x22, 0xff, 0x22]), 'cases.json'],
      ['a prototype', 'cases.json', Buffer.from('[{"__proto__":{"isAdmin":true}}]'), 'cases.json.[0].__proto__'],
      ['a million brackets', 'cases.json', Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000)), 'cases.json'],
      ['a number beyond all', 'cases.json', Buffer.from('[{"a":1e999}]'), 'cases.json.[0].a'],
      ['a file that nobody names', 'evidence/E009-v1/stray.txt', Buffer.from('hello'), 'evidence/E009-v1/stray.txt'],
      ['a program', 'setup.exe', Buffer.from('MZ'), 'setup.exe'],
      ['history that nobody names', 'history/x/package.json', Buffer.from('{}'), 'history/x/package.json'],
    ])('is refused with %s', async (_, path, bytes, told) => {
      expect((await refusal(await zipOf(new Map(payload).set(path, bytes))))[0]).toBe(told);
    });

    it('is refused with a document that is longer than any, before it is read', async () => {
      const long = Buffer.alloc(40 * 1024 ** 2, ' ');
      // Not too well packed to be looked at.
      for (let at = 0; at < long.length; at += 64) long.writeUInt32LE((at * 2654435761) >>> 0, at);
      expect(await refusal(await zipOf(new Map(payload).set('cases.json', long)))).toEqual(['cases.json']);
    }, 60_000);

    it('is refused when it is no bag, and leaves nothing behind', async () => {
      expect(await refusal(Buffer.from('no zip'))).toEqual(['']);
      expect(await refusal(zip.subarray(0, -20))).toEqual(['']);
      expectProblem(await manager.post('/api/portfolio-imports'), 415);
      expect(await readdir(join(test.env.dataDir, 'files', 'packages'))).toEqual([]);
    });

    it('tells fields of a later version apart from faults, and keeps them', async () => {
      const later = await changed(zip, {
        'package.json': (head: PackageHead) => ({
          ...head,
          packageId: '00000000-0000-7000-8000-000000000001',
          mood: 'good',
        }),
        'evidence.json': ([one, ...rest]: PackageEvidence[]) => [
          { ...one, method: 'telepathy', colour: 'blue' },
          ...rest,
        ],
      });
      const { preview } = await previewed(manager, later);
      expect(preview?.passages[0]).toMatchObject({ becomes: 'history', reason: 'does_not_fit', method: 'telepathy' });
      expect(preview?.conflicts.map(({ code }) => code)).toContain('METHOD_UNKNOWN');
    });

    it('says that another version of the unit is not known here, and keeps such claims as history', async () => {
      const other = await changed(zip, {
        'package.json': (head: { packageId: string; unit: { version: string } }) => {
          head.packageId = '00000000-0000-7000-8000-000000000002';
          head.unit.version = '9.9';
        },
        'unit.json': (unit: { version: string; outcomes: { criteria: { code: string }[] }[] }) => {
          unit.version = '9.9';
          const [known] = unit.outcomes[0]?.criteria ?? [];
          unit.outcomes[0]?.criteria.push({ ...known!, code: '1.99' });
        },
        'evidence.json': (all: { claims: object[] }[]) => {
          all[0]!.claims.push({ ...all[0]!.claims[0], criterion: '1.99', facets: [], claimedFacets: [] });
        },
      });
      const found = await previewed(manager, other);
      const codes = found.preview?.conflicts.map(({ code, about }) => `${code} ${about}`);
      expect(codes).toEqual(expect.arrayContaining(['SPECIFICATION_UNKNOWN U40 9.9', 'CLAIM_UNKNOWN E001 1.99']));
    });
  });

  it('waits with at most four others', async () => {
    const answers: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) answers.push((await send(cast.manager, zip)).status);
    expect(answers).toEqual([201, 201, 201, 201, 201, 429]);
    const trainee = await addPerson(cast.manager, test.app, 'Tia Manager', ['centre_manager']);
    expect((await send(trainee, zip)).status).toBe(429);
  });
});
