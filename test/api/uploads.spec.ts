import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Upload } from 'tus-js-client';
import type { UploadView } from '../../src/modules/uploads/uploads.dto.js';
import { ClearUploads } from '../../src/modules/uploads/clear-uploads.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { PartialFiles } from '../../src/platform/files/partial-files.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, evidenceNow, PRODUCT, sampleFile } from '../support/evidence.js';
import { type Cast, castOf, signIn } from '../support/people.js';
import { SkippingClock, TODAY } from '../support/running-clock.js';
import { BYTE_STREAM, metadataOf, TusVisitor } from '../support/tus.js';

const HOUR_MS = 3_600_000;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function problemOf(answer: Response): Promise<{ status: number; code: string; type: string | null }> {
  const { code, status } = (await answer.json()) as { code: string; status: number };
  expect(status).toBe(answer.status);
  return { status, code, type: answer.headers.get('content-type') };
}

const refusal = (status: number, code: string) => ({ status, code, type: 'application/problem+json; charset=utf-8' });

describe('resumable uploads (tus 1.0)', () => {
  let test: TestApp;
  let cast: Cast;
  let item: EvidenceView;
  let learner: TusVisitor;
  const clock = new SkippingClock(`${TODAY}T09:00:00.000Z`);

  beforeAll(async () => {
    test = await buildApp({ clock });
    cast = await castOf(test.app);
    learner = TusVisitor.of(test.app, cast.learner);
  });
  beforeAll(async () => {
    item = await draft(cast.learner, PRODUCT);
  });
  afterAll(() => test.close());

  const text = (length: number): Buffer => Buffer.from(randomBytes(length).toString('base64').slice(0, length));
  /** Sessions do not last as long as uploads do. */
  const skip = async (milliseconds: number): Promise<void> => {
    clock.skip(milliseconds);
    learner = TusVisitor.of(test.app, await signIn(test.app, cast.learner.email));
  };
  const view = async (path: string): Promise<UploadView> =>
    (await cast.learner.get(path).expect(200)).body as UploadView;
  const uploadsFolder = () => join(test.env.dataDir, 'files', 'uploads');
  const idOf = (path: string): string => path.split('/').at(-1) ?? '';

  it('says what it can, to everybody', async () => {
    const answer = await learner.send('OPTIONS', '/api/uploads');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('tus-version')).toBe('1.0.0');
    expect(answer.headers.get('tus-extension')).toBe('creation,creation-with-upload,expiration,termination');
    expect(answer.headers.get('tus-max-size')).toBe(String(5 * 1024 ** 3));
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('takes a file in pieces and makes it a file of the draft, as if it had come in one', async () => {
    const content = sampleFile('letter-outcome-c-007.pdf');
    const begun = await learner.begin(item.id, 'Letter to customer.pdf', content.length);
    expect(begun.status).toBe(201);
    const path = begun.headers.get('location') ?? '';
    expect(path).toMatch(/^\/api\/uploads\/[0-9a-f]{32}$/);
    expect(begun.headers.get('tus-resumable')).toBe('1.0.0');
    expect(Date.parse(begun.headers.get('upload-expires') ?? '')).toBeGreaterThan(clock.nowMs() + 23 * HOUR_MS);

    const first = await learner.piece(path, 0, content.subarray(0, 1000));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '1000']);
    const asked = await learner.send('HEAD', path);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('upload-offset')).toBe('1000');
    expect(asked.headers.get('upload-length')).toBe(String(content.length));
    expect(asked.headers.get('upload-metadata')).toBe(metadataOf(item.id, 'Letter to customer.pdf'));
    expect(asked.headers.get('cache-control')).toBe('no-store');
    expect(await view(path)).toMatchObject({ state: 'open', offset: 1000, fileId: null });

    const last = await learner.piece(path, 1000, content.subarray(1000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, String(content.length)]);
    const fileId = last.headers.get('evidence-file-id');
    expect(await view(path)).toMatchObject({ state: 'finished', offset: content.length, fileId, evidenceId: item.id });
    const file = (await evidenceNow(cast.learner, item.id)).files.find(({ id }) => id === fileId);
    expect(file).toMatchObject({
      name: 'Letter to customer.pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: sha256(content),
    });
    expect(existsSync(join(uploadsFolder(), idOf(path)))).toBe(false);
    expect(await learner.offset(path)).toBe(content.length);
  });

  it('takes the first piece, or all of it, with the beginning', async () => {
    const content = text(500);
    const answer = await learner.send(
      'POST',
      '/api/uploads',
      {
        'upload-length': '500',
        'upload-metadata': metadataOf(item.id, 'all-at-once.txt'),
        'content-type': BYTE_STREAM,
      },
      content,
    );
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, '500']);
    expect(await view(answer.headers.get('location') ?? '')).toMatchObject({ state: 'finished' });
  });

  it('is taken up by a public client where the line broke', async () => {
    const content = text(3_000_000);
    const { port } = test.app.getHttpServer().address() as { port: number };
    const options = {
      endpoint: `http://127.0.0.1:${port}/api/uploads`,
      metadata: { evidenceId: item.id, filename: 'statement.txt' },
      headers: { authorization: `Bearer ${cast.learner.token}` },
      chunkSize: 400_000,
      retryDelays: [],
    };
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(content, {
        ...options,
        onError: reject,
        onChunkComplete: (_size, accepted) => {
          if (accepted < 1_000_000) return;
          void upload.abort().then(() => resolve(upload.url ?? ''));
        },
      });
      upload.start();
    });
    const offset = await learner.offset(new URL(url).pathname);
    expect(offset).toBeGreaterThanOrEqual(1_000_000);
    expect(offset).toBeLessThan(content.length);

    await new Promise<void>((resolve, reject) => {
      new Upload(content, { ...options, uploadUrl: url, onError: reject, onSuccess: () => resolve() }).start();
    });
    const { fileId } = await view(new URL(url).pathname);
    const { files } = await evidenceNow(cast.learner, item.id);
    expect(files.find(({ id }) => id === fileId)).toMatchObject({ size: content.length, sha256: sha256(content) });
  });

  it('keeps what arrived before the line broke in the middle of a piece', async () => {
    const content = text(300_000);
    const path = await learner.begun(item.id, 'broken-line.txt', content.length);
    const breaking = new ReadableStream({
      async start(controller) {
        controller.enqueue(content.subarray(0, 200_000));
        await wait(300);
        controller.error(new Error('the line broke'));
      },
    });
    await expect(learner.piece(path, 0, breaking)).rejects.toThrow();
    const offset = await learner.offset(path);
    expect(offset).toBe(200_000);
    const rest = await learner.piece(path, offset, content.subarray(offset));
    expect(rest.status).toBe(204);
    const { files } = await evidenceNow(cast.learner, item.id);
    expect(files.some((file) => file.sha256 === sha256(content))).toBe(true);
  });

  it('belongs to whoever began it: to everybody else it does not exist', async () => {
    const path = await learner.begun(item.id, 'mine.txt', 10);
    for (const person of [cast.assessor, cast.manager, cast.iqa]) {
      const stranger = TusVisitor.of(test.app, person);
      expect((await stranger.send('HEAD', path)).status).toBe(404);
      expect(await problemOf(await stranger.piece(path, 0, text(10)))).toEqual(refusal(404, 'NOT_FOUND'));
      expect(await problemOf(await stranger.send('DELETE', path))).toEqual(refusal(404, 'NOT_FOUND'));
      expect(await problemOf(await stranger.send('GET', path))).toEqual(refusal(404, 'NOT_FOUND'));
    }
    const nobody = await learner.send('HEAD', path, { authorization: 'Bearer nobody' });
    expect(nobody.status).toBe(401);
    expect(await learner.offset(path)).toBe(0);
    await learner.send('DELETE', path);
  });

  it('is begun only for a draft of one’s own', async () => {
    const manager = TusVisitor.of(test.app, cast.manager);
    expect(await problemOf(await manager.begin(item.id, 'a.txt', 5))).toEqual(refusal(403, 'NOT_ALLOWED'));
    const assessor = TusVisitor.of(test.app, cast.assessor);
    expect(await problemOf(await assessor.begin(item.id, 'a.txt', 5))).toEqual(refusal(403, 'NOT_ALLOWED'));
    const nothing = '0190a000-0000-7000-8000-000000000000';
    expect(await problemOf(await learner.begin(nothing, 'a.txt', 5))).toEqual(refusal(404, 'NOT_FOUND'));
  });

  it.each([
    ['without a length', { 'upload-metadata': 'x' }, 400, 'MALFORMED_REQUEST'],
    ['with a length to come', { 'upload-defer-length': '1' }, 400, 'MALFORMED_REQUEST'],
    ['with half a byte', { 'upload-length': '0.5' }, 400, 'MALFORMED_REQUEST'],
    ['with no metadata', { 'upload-length': '5' }, 400, 'VALIDATION_FAILED'],
    ['with broken metadata', { 'upload-length': '5', 'upload-metadata': 'filename ???' }, 400, 'MALFORMED_REQUEST'],
    ['in another version', { 'upload-length': '5', 'tus-resumable': '0.2.2' }, 412, 'TUS_VERSION_UNSUPPORTED'],
    ['put together from others', { 'upload-length': '5', 'upload-concat': 'partial' }, 400, 'MALFORMED_REQUEST'],
    ['too long', { 'upload-length': String(5 * 1024 ** 3 + 1) }, 413, 'FILE_TOO_LARGE'],
  ])('is not begun %s', async (_, headers, status, code) => {
    expect(await problemOf(await learner.send('POST', '/api/uploads', headers))).toEqual(refusal(status, code));
  });

  it('is not begun empty, or without knowing tus', async () => {
    expect(await problemOf(await learner.begin(item.id, 'a.txt', 0))).toEqual(refusal(422, 'FILE_EMPTY'));
    const old = await cast.learner.post('/api/uploads');
    expect([old.status, old.headers['tus-version']]).toEqual([412, '1.0.0']);
    expect(JSON.parse(old.text)).toMatchObject({ code: 'TUS_VERSION_UNSUPPORTED' });
  });

  it('takes a piece only where it stands, of the right type, and no more than was announced', async () => {
    const path = await learner.begun(item.id, 'pieces.txt', 100);
    expect(await problemOf(await learner.piece(path, 10, text(10)))).toEqual(refusal(409, 'UPLOAD_OFFSET_CONFLICT'));
    const typed = (type: string) =>
      learner.send('PATCH', path, { 'upload-offset': '0', 'content-type': type }, text(10));
    for (const type of ['text/plain', 'application/octet-stream', 'multipart/form-data; boundary=b']) {
      expect((await problemOf(await typed(type))).status).toBe(415);
    }
    expect(await problemOf(await learner.piece(path, 0, text(101)))).toEqual(refusal(413, 'FILE_TOO_LARGE'));
    const without = await learner.send('PATCH', path, { 'content-type': BYTE_STREAM }, text(10));
    expect(await problemOf(without)).toEqual(refusal(400, 'MALFORMED_REQUEST'));
    const overriding = await learner.send('POST', path, { 'x-http-method-override': 'DELETE' });
    expect(overriding.status).toBe(404);
    expect(await learner.offset(path)).toBe(0);
    await learner.send('DELETE', path);
  });

  it('takes pieces nowhere else', async () => {
    const answer = await learner.send('POST', '/api/evidence', { 'content-type': BYTE_STREAM }, text(10));
    expect((await problemOf(answer)).status).toBe(415);
  });

  it.each(['..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5c..%5cx', 'x'.repeat(400), '0'.repeat(32), 'incoming', '%00'])(
    'knows no upload %s (S17)',
    async (id) => {
      const answer = await learner.send('HEAD', `/api/uploads/${id}`);
      expect([400, 404]).toContain(answer.status);
    },
  );

  it('of two pieces at once lets one in, and loses no byte of what it said it had', async () => {
    const content = text(400_000);
    const path = await learner.begun(item.id, 'twice.txt', content.length);
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(content.subarray(0, 100_000));
        await wait(3_000);
        controller.close();
      },
    });
    const [first, second] = await Promise.all([
      learner.piece(path, 0, slow),
      wait(300).then(() => learner.piece(path, 0, content)),
    ]);
    // The first is asked to make room and says how far it came; the second is not where the upload stands by then.
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100000']);
    expect(await problemOf(second)).toEqual(refusal(409, 'UPLOAD_OFFSET_CONFLICT'));
    const offset = await learner.offset(path);
    expect((await learner.piece(path, offset, content.subarray(offset))).status).toBe(204);
    const { files } = await evidenceNow(cast.learner, item.id);
    expect(files.filter((file) => file.sha256 === sha256(content))).toHaveLength(1);
  });

  it('is finished once, however often the end is sent at the same time', async () => {
    const content = text(1_000);
    const path = await learner.begun(item.id, 'once.txt', content.length);
    await learner.piece(path, 0, content.subarray(0, 999));
    const answers = await Promise.all([1, 2, 3, 4].map(() => learner.piece(path, 999, content.subarray(999))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    const { files } = await evidenceNow(cast.learner, item.id);
    expect(files.filter(({ name }) => name === 'once.txt')).toHaveLength(1);
  });

  it('is made up for when the process died between the last byte and the file', async () => {
    const content = text(2_000);
    for (const ask of [
      (path: string) => learner.send('HEAD', path),
      (path: string) => learner.piece(path, content.length, Buffer.alloc(0)),
    ]) {
      const path = await learner.begun(item.id, `died-${idOf(await learner.begun(item.id, 'x.txt', 1))}.txt`, 2_000);
      // What the disk holds after a death in that moment.
      await test.app.get(PartialFiles).append(
        idOf(path),
        0,
        (async function* () {
          yield await Promise.resolve(content);
        })(),
      );
      expect(await view(path)).toMatchObject({ state: 'open', offset: 2_000 });
      const answer = await ask(path);
      expect(answer.headers.get('upload-offset')).toBe('2000');
      expect(await view(path)).toMatchObject({ state: 'finished', fileId: expect.any(String) });
    }
  });

  it('whose content is refused is gone', async () => {
    const program = Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1');
    const path = await learner.begun(item.id, 'letter.pdf', program.length);
    expect(await problemOf(await learner.piece(path, 0, program))).toEqual(refusal(415, 'FILE_CONTENT_MISMATCH'));
    expect((await learner.send('HEAD', path)).status).toBe(404);
    expect(existsSync(join(uploadsFolder(), idOf(path)))).toBe(false);
  });

  it('whose draft was handed in meanwhile is refused and kept for the case that it is recalled', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    await cast.learner.upload(`/api/evidence/${id}/files`, text(20), 'first.txt').expect(201);
    const content = text(30);
    const path = await learner.begun(id, 'second.txt', content.length);
    await cast.learner.post(`/api/evidence/${id}/withdrawal`, { reason: 'duplicate' }).expect(200);
    expect(await problemOf(await learner.piece(path, 0, content))).toEqual(refusal(409, 'STATE_CONFLICT'));
    expect(await view(path)).toMatchObject({ state: 'open', offset: content.length });
    await learner.send('DELETE', path);
  });

  it('can be given up until it is finished', async () => {
    const path = await learner.begun(item.id, 'given-up.txt', 10);
    await learner.piece(path, 0, text(5));
    expect((await learner.send('DELETE', path)).status).toBe(204);
    expect((await learner.send('HEAD', path)).status).toBe(404);
    expect(existsSync(join(uploadsFolder(), idOf(path)))).toBe(false);

    const done = await learner.begun(item.id, 'done.txt', 10);
    await learner.piece(done, 0, text(10));
    expect(await problemOf(await learner.send('DELETE', done))).toEqual(refusal(409, 'STATE_CONFLICT'));
    expect(await view(done)).toMatchObject({ state: 'finished' });
  });

  it('begins once under one Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'upload-1' };
    const first = await learner.begin(item.id, 'once-begun.txt', 10, key);
    const again = await learner.begin(item.id, 'once-begun.txt', 10, key);
    expect(again.status).toBe(201);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    await learner.send('DELETE', first.headers.get('location') ?? '');
  });

  it('is forgotten a day after its last piece, with its bytes', async () => {
    const path = await learner.begun(item.id, 'forgotten.txt', 100);
    await skip(20 * HOUR_MS);
    expect((await learner.piece(path, 0, text(10))).status).toBe(204);
    await skip(20 * HOUR_MS);
    expect(await learner.offset(path)).toBe(10);
    await skip(5 * HOUR_MS);
    expect((await learner.send('HEAD', path)).status).toBe(410);
    expect(await problemOf(await learner.piece(path, 10, text(10)))).toEqual(refusal(410, 'UPLOAD_EXPIRED'));
    await test.app.get(ClearUploads).run();
    expect((await learner.send('HEAD', path)).status).toBe(404);
    expect(readdirSync(uploadsFolder())).toEqual([]);
  });

  it('of one person may be twenty at once and ten gibibytes together', async () => {
    const small = await Promise.all(Array.from({ length: 20 }, (_, n) => learner.begun(item.id, `${n}.txt`, 10)));
    expect(await problemOf(await learner.begin(item.id, 'one-more.txt', 10))).toEqual(
      refusal(429, 'UPLOAD_LIMIT_REACHED'),
    );
    for (const path of small) expect((await learner.send('DELETE', path)).status).toBe(204);
    const large = [5, 4].map((gibibytes) => learner.begun(item.id, 'film.mp4', gibibytes * 1024 ** 3));
    await Promise.all(large);
    expect((await learner.begin(item.id, 'film.mp4', 1024 ** 3 + 1)).status).toBe(429);
    expect((await learner.begin(item.id, 'film.mp4', 1024 ** 3)).status).toBe(201);
  });
});
