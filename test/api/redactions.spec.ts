import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import type { RedactionView } from '../../src/modules/redactions/redactions.dto.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { describeWith } from '../portfolio/pdf-tools.js';
import { inspect, NAME, photograph, trickyPdf } from '../redaction/redaction-fixtures.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { claimsOn, draft, evidenceNow, PRODUCT, sampleFile } from '../support/evidence.js';
import { type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const bytesOf = async (person: Person, path: string): Promise<Buffer> =>
  (await person.get(path).responseType('blob').expect(200)).body as Buffer;

describeWith(['pdftotext', 'exiftool'])('redacting the files of a draft', () => {
  let test: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  async function itemWith(
    content: Buffer,
    name: string,
  ): Promise<{ item: EvidenceView; file: EvidenceFileView; path: string }> {
    const item = await draft(cast.learner, { ...PRODUCT, redaction: 'pending' });
    const answer = await cast.learner.upload(`/api/evidence/${item.id}/files`, content, name).expect(201);
    const file = answer.body as EvidenceFileView;
    return { item, file, path: `/api/evidence/${item.id}/files/${file.id}` };
  }

  async function redact(path: string, body: object): Promise<RedactionView> {
    return (await cast.learner.post(`${path}/redactions`, body).expect(201)).body as RedactionView;
  }

  it('puts a PDF without the name beside the sealed original, all the way to a submission', async () => {
    const { item, file, path } = await itemWith(await trickyPdf(), `Letter of ${NAME}.pdf`);
    const answer = await redact(path, { words: [NAME, 'Quimby'] });
    expect(answer).toEqual({
      file: {
        ...{ id: expect.any(String), name: 'redacted copy 1.pdf', mediaType: 'application/pdf' },
        ...{ size: expect.any(Number), sha256: expect.any(String), derivedFromId: file.id },
      },
      words: [
        { word: NAME, replaced: 12, withinLongerWords: 0 },
        { word: 'Quimby', replaced: 0, withinLongerWords: 0 },
      ],
      notFound: ['Quimby'],
      picturePages: [],
    });
    const copy = await bytesOf(cast.assessor, `/api/evidence/${item.id}/files/${answer.file.id}`);
    expect(inspect('pdftotext', copy, [], ['-'])).not.toMatch(/Maria|Okafor/);

    expect((await bytesOf(cast.learner, path)).length).toBe(file.size);
    expectProblem(await cast.assessor.get(path), 403, 'NOT_ALLOWED');
    expectProblem(await cast.iqa.get(path), 403, 'NOT_ALLOWED');
    expectProblem(await cast.assessor.get(`${path}/view`), 403, 'NOT_ALLOWED');
    const [seen, own] = [await evidenceNow(cast.assessor, item.id), await evidenceNow(cast.learner, item.id)];
    expect(seen.files.map(({ name, sealed }) => [name, sealed])).toEqual([
      ['sealed original.pdf', true],
      ['redacted copy 1.pdf', undefined],
    ]);
    expect(own.files[0]).toMatchObject({ name: `Letter of ${NAME}.pdf`, sealed: true });

    await cast.learner.put(`/api/evidence/${item.id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    const submission = `/api/evidence/${item.id}/submission`;
    const refused = await cast.learner.post(submission, { declaration: true }).expect(422);
    expect(refused.body).toMatchObject({ errors: [expect.objectContaining({ path: 'redaction' })] });
    expect(own.redactionConfirmedById).toBeNull();
    const done = await cast.learner.patch(`/api/evidence/${item.id}`, { redaction: 'done' }).expect(200);
    expect(done.body).toMatchObject({
      redactionConfirmedById: cast.learner.id,
      redactionConfirmedAt: expect.any(String),
    });
    await cast.learner.post(submission, { declaration: true }).expect(200);
    expectProblem(await cast.learner.post(`${path}/redactions`, { words: [NAME] }), 409, 'STATE_CONFLICT');
  });

  it('notes every opening of a sealed original and keeps the words that were asked for nowhere', async () => {
    const { item, path } = await itemWith(Buffer.from('Wilhelmina Quibblesworth rang.'), 'note.txt');
    await redact(path, { words: ['Wilhelmina Quibblesworth'], note: 'Name of the customer' });
    await bytesOf(cast.learner, path);
    await cast.learner
      .post(`${path}/redactions`, { words: ['Quibblesworth'] })
      .set('idempotency-key', 'once')
      .expect(201);
    const events = await auditOf(item.id);
    expect(events.map(({ type }) => type).filter((type) => /redact|sealed/.test(type))).toEqual([
      ...['evidence.file_redacted', 'evidence.sealed_file_opened', 'evidence.file_redacted'],
    ]);
    expect(events.find(({ type }) => type === 'evidence.file_redacted')?.facts).toMatchObject({
      ...{ occurrences: 1, wordsNotFound: 0, regions: 0, note: 'Name of the customer' },
    });
    expect(await everythingStored()).not.toMatch(/Quibblesworth/i);
  });

  async function auditOf(evidenceId: string) {
    const { body } = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    const { items } = body as { items: { type: string; evidenceId: string | null; facts: object }[] };
    return items.filter((event) => event.evidenceId === evidenceId).sort();
  }

  /** Every text in the database. */
  async function everythingStored(): Promise<string> {
    const { reader } = test.app.get(UnitOfWork);
    const rows = await Promise.all(
      reader.connection.entityMetadatas.map(({ tablePath }) => reader.query(`SELECT * FROM "${tablePath}"`)),
    );
    return JSON.stringify(rows);
  }

  it('keeps the line of descent when a copy is redacted again, and unseals what nothing stands for', async () => {
    const { item, file, path } = await itemWith(Buffer.from('Ann met Bob.'), 'note.txt');
    const first = await redact(path, { words: ['Ann'] });
    const second = await redact(`/api/evidence/${item.id}/files/${first.file.id}`, { words: ['Bob'] });
    expect(second.file.derivedFromId).toBe(first.file.id);
    const filesNow = async () => (await evidenceNow(cast.learner, item.id)).files.map(({ id, sealed }) => [id, sealed]);
    expect(await filesNow()).toEqual([
      [file.id, true],
      [first.file.id, true],
      [second.file.id, undefined],
    ]);
    expect((await bytesOf(cast.assessor, `/api/evidence/${item.id}/files/${second.file.id}`)).toString()).toBe(
      '███ met ███.',
    );
    const again = { passages: [{ start: 0, end: 3 }] };
    const copy = `/api/evidence/${item.id}/files/${second.file.id}`;
    expectProblem(await cast.learner.post(`${copy}/redactions`, again), 422, 'REDACTION_NOT_POSSIBLE');
    await cast.learner.delete(`/api/evidence/${item.id}/files/${first.file.id}`).expect(204);
    expect(await filesNow()).toEqual([
      [file.id, true],
      [second.file.id, undefined],
    ]);
    await cast.learner.delete(`/api/evidence/${item.id}/files/${second.file.id}`).expect(204);
    expect(await filesNow()).toEqual([[file.id, undefined]]);
  });

  it('seals the original in the version that was returned as well, and keeps descent in the next one', async () => {
    const { item, path, file } = await itemWith(Buffer.from('Ann met Bob.'), 'note.txt');
    await cast.learner.patch(`/api/evidence/${item.id}`, { redaction: 'done' }).expect(200);
    await cast.learner.put(`/api/evidence/${item.id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    await cast.learner.post(`/api/evidence/${item.id}/submission`, { declaration: true }).expect(200);
    const returned = { outcome: 'returned', comment: 'A name is left.', reasons: ['pii_present'], claims: [] };
    await cast.assessor.post(`/api/evidence/${item.id}/decision`, returned).expect(200);
    const next = (await cast.learner.post(`/api/evidence/${item.id}/versions`).expect(201)).body as EvidenceView;
    const copied = next.files[0]!;
    expect(copied.id).not.toBe(file.id);
    const { file: redacted } = await redact(`/api/evidence/${next.id}/files/${copied.id}`, { words: ['Ann'] });
    expect(redacted.derivedFromId).toBe(copied.id);
    expectProblem(await cast.assessor.get(path), 403, 'NOT_ALLOWED');
  });

  it('is for the author of a draft, asks for something and says what is wrong with the request', async () => {
    const { path } = await itemWith(sampleFile('reflective-account.docx'), 'account.docx');
    expectProblem(await cast.assessor.post(`${path}/redactions`, { words: ['Ann'] }), 403, 'NOT_ALLOWED');
    expectProblem(await cast.iqa.post(`${path}/redactions`, { words: ['Ann'] }), 403, 'NOT_ALLOWED');
    expectProblem(await cast.learner.post(`${path}/redactions`, { words: ['Ann'] }), 422, 'REDACTION_NOT_POSSIBLE');
    const region = { page: 1, x: 0, y: 0, width: 0.5, height: 0.5 };
    for (const body of [
      {},
      { words: [] },
      { words: ['x'] },
      { words: ['--'] },
      { words: Array.from({ length: 101 }, () => 'Ann') },
      { regions: [{ ...region, x: -0.1 }] },
      { regions: [{ ...region, width: 0 }] },
      { regions: [{ ...region, y: 'NaN' }] },
      { regions: [{ ...region, page: 1.5 }] },
      { passages: [{ start: 5, end: 5 }] },
    ]) {
      expectProblem(await cast.learner.post(`${path}/redactions`, body), 400, 'VALIDATION_FAILED');
    }
  });

  it('shows pictures without place and camera, to whoever may download; the original keeps its bytes', async () => {
    const { item, file, path } = await itemWith(await photograph(), 'photo.jpg');
    expect(inspect('exiftool', await bytesOf(cast.iqa, path), [])).toMatch(/GPS Latitude/);
    const answer = await cast.iqa.get(`${path}/view`).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="view.jpg"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    const view = answer.body as Buffer;
    expect(inspect('exiftool', view, [])).not.toMatch(/GPS|Make|Orientation/);
    expect(await sharp(view).metadata()).toMatchObject({ width: 40, height: 60 });
    expectProblem(await cast.manager.get(`${path}/view`), 403, 'NOT_ALLOWED');

    const { file: covered } = await redact(path, { regions: [{ page: 1, x: 0, y: 0, width: 1, height: 0.5 }] });
    expect(covered).toMatchObject({ name: 'redacted copy 1.jpg', mediaType: 'image/jpeg', derivedFromId: file.id });
    await cast.assessor.get(`/api/evidence/${item.id}/files/${covered.id}/view`).expect(200);
    const text = await cast.learner.upload(`/api/evidence/${item.id}/files`, Buffer.from('words'), 'a.txt').expect(201);
    const noPicture = `/api/evidence/${item.id}/files/${(text.body as EvidenceFileView).id}/view`;
    expectProblem(await cast.assessor.get(noPicture), 422, 'REDACTION_NOT_POSSIBLE');
  });
});
