import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, evidenceNow, PRODUCT, sampleFile } from '../support/evidence.js';
import { type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The body of a download, however binary. */
async function bytesOf(person: Person, path: string, headers: Record<string, string> = {}) {
  return person
    .get(path)
    .set(headers)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
}

describe('the files of evidence', () => {
  let test: TestApp;
  let cast: Cast;
  let item: EvidenceView;
  const files = () => `/api/evidence/${item.id}/files`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    item = await draft(cast.learner, PRODUCT);
  });
  afterAll(() => test.close());

  const upload = async (content: Buffer, name: string): Promise<Response> =>
    cast.learner.upload(files(), content, name);

  describe('coming in', () => {
    it.each([
      ['email-thread-c-002.eml', 'message/rfc822'],
      ['letter-outcome-c-007.pdf', 'application/pdf'],
      ['crm-record-c-003.png', 'image/png'],
      ['team-board.jpg', 'image/jpeg'],
      ['complaint-log.xlsx', XLSX],
      ['reflective-account.docx', DOCX],
      ['contact-history.csv', 'text/csv'],
      ['call-back-note-c-003.txt', 'text/plain'],
      ['discussion-excerpt.mp3', 'audio/mpeg'],
    ])('%s is taken as %s, to the byte', async (name, mediaType) => {
      const content = sampleFile(name);
      const answer = await upload(content, name);
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        id: expect.any(String),
        name,
        mediaType,
        size: content.length,
        // The job may be quicker than the answer.
        reading: expect.objectContaining({ reason: null }),
        sha256: sha256(content),
        screening: 'not_configured',
      });
      const download = await bytesOf(cast.assessor, `${files()}/${(answer.body as EvidenceFileView).id}`);
      expect(download.type).toBe(mediaType);
      expect((download.body as Buffer).equals(content)).toBe(true);
    });

    it.each([
      ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), 'tool.exe', 415, 'FILE_TYPE_REFUSED'],
      ['a picture with scripts', Buffer.from('<svg><script>1</script></svg>'), 'x.svg', 415, 'FILE_TYPE_REFUSED'],
      ['a file without extension', Buffer.from('words'), 'notes', 415, 'FILE_TYPE_REFUSED'],
      ['text called a PDF', Buffer.from('just words'), 'letter.pdf', 415, 'FILE_CONTENT_MISMATCH'],
      ['a PDF called text', Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), 'letter.txt', 415, 'FILE_CONTENT_MISMATCH'],
      ['a double extension', Buffer.from('MZ\x90\x00', 'latin1'), 'letter.pdf.exe', 415, 'FILE_TYPE_REFUSED'],
      ['an empty file', Buffer.alloc(0), 'empty.txt', 422, 'FILE_EMPTY'],
    ])('refuses %s', async (_, content, name, status, code) => {
      const before = await evidenceNow(cast.learner, item.id);
      expectProblem(await upload(content, name), status, code);
      expect((await evidenceNow(cast.learner, item.id)).files).toEqual(before.files);
    });

    it.each([
      ['../../etc/passwd.txt', 'passwd.txt'],
      ['C:\\Users\\maya\\notes.txt', 'notes.txt'],
      ['notes\u202Etxt.exe.txt', 'notestxt.exe.txt'],
      [`${'long '.repeat(60)}.txt`, undefined],
    ])('gives %j a name that is safe to show', async (name, shown) => {
      const answer = await upload(Buffer.from(`words in ${name}`), name);
      expect(answer.status).toBe(201);
      const file = answer.body as EvidenceFileView;
      expect(file.name).toMatch(/^[^/\\\p{Cc}\u202E]{1,150}$/u);
      if (shown !== undefined) expect(file.name).toBe(shown);
    });

    it('needs exactly one file, in the field “file”', async () => {
      expectProblem(await cast.learner.as('post', files()).attach('other', Buffer.from('x'), 'x.txt'), 400);
      expectProblem(await cast.learner.as('post', files()).field('file', 'words'), 400, 'MALFORMED_REQUEST');
      expectProblem(await cast.learner.post(files(), { file: 'words' }), 415);
      expectProblem(await cast.learner.as('post', files()).set('content-type', 'multipart/form-data').send('x'), 400);
      const cut = cast.learner.as('post', files()).set('content-type', 'multipart/form-data; boundary=b');
      expectProblem(
        await cut.send('--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nwor'),
        400,
      );
    });

    it('refuses a request with two files and keeps neither', async () => {
      const before = (await evidenceNow(cast.learner, item.id)).files.length;
      const answer = await cast.learner
        .as('post', files())
        .attach('file', Buffer.from('one'), 'one.txt')
        .attach('file', Buffer.from('two'), 'two.txt');
      expectProblem(answer, 400, 'MALFORMED_REQUEST');
      expect((await evidenceNow(cast.learner, item.id)).files).toHaveLength(before);
    });

    it('stops at fifty files', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const path = `/api/evidence/${id}/files`;
      for (let n = 1; n <= 50; n += 1) {
        await cast.learner.upload(path, Buffer.from(`page ${n}`), `page-${n}.txt`).expect(201);
      }
      expectProblem(await cast.learner.upload(path, Buffer.from('51'), '51.txt'), 422, 'FILE_LIMIT_REACHED');
    });

    it('can be taken out of a draft again, under the ETag it was read with', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const path = `/api/evidence/${id}/files`;
      const { body } = await cast.learner.upload(path, Buffer.from('words'), 'words.txt').expect(201);
      const file = `${path}/${(body as EvidenceFileView).id}`;
      expectProblem(await cast.learner.as('delete', file), 428, 'IF_MATCH_REQUIRED');
      expectProblem(await cast.learner.delete(file, '"r1"'), 412, 'IF_MATCH_STALE');
      await cast.learner.delete(file, '"r2"').expect(204);
      expectProblem(await cast.learner.get(file), 404, 'NOT_FOUND');
    });
  });

  describe('going out', () => {
    let path: string;
    const content = sampleFile('letter-outcome-c-007.pdf');

    beforeAll(async () => {
      const answer = await upload(content, 'Brief für „Kunde" C-007.pdf');
      path = `${files()}/${(answer.body as EvidenceFileView).id}`;
    });

    it('are attachments that no browser runs, sniffs, frames or keeps (S16)', async () => {
      const { headers } = await bytesOf(cast.learner, path);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/i);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
        'accept-ranges': 'bytes',
        'content-length': String(content.length),
        etag: `"${sha256(content)}"`,
      });
    });

    it.each([
      ['bytes=0-99', 0, 99],
      ['bytes=100-', 100, content.length - 1],
      ['bytes=-10', content.length - 10, content.length - 1],
      [`bytes=5-${content.length + 5}`, 5, content.length - 1],
    ])('answer %s with 206 and exactly that part', async (range, start, end) => {
      const answer = await bytesOf(cast.learner, path, { range });
      expect(answer.status).toBe(206);
      expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${content.length}`);
      expect((answer.body as Buffer).equals(content.subarray(start, end + 1))).toBe(true);
    });

    it('answer a range beyond the end with 416, and one they cannot read with the whole', async () => {
      const beyond = await cast.learner.get(path).set('range', `bytes=${content.length}-`);
      expectProblem(beyond, 416, 'RANGE_NOT_SATISFIABLE');
      expect((await bytesOf(cast.learner, path, { range: 'lines=1-2' })).status).toBe(200);
      const outdated = await bytesOf(cast.learner, path, { range: 'bytes=0-9', 'if-range': '"other"' });
      expect((outdated.body as Buffer).length).toBe(content.length);
    });

    it('say with HEAD what GET would send, without sending it', async () => {
      const { headers, text } = await cast.learner.head(path).expect(200);
      expect(headers['content-length']).toBe(String(content.length));
      expect(headers['content-type']).toMatch(/^application\/pdf/);
      expect(text ?? '').toBe('');
    });

    it('reach learner, assessors and IQA, not the manager, and nobody under another item', async () => {
      for (const person of [cast.learner, cast.assessor, cast.trainee, cast.iqa]) {
        expect((await bytesOf(person, path)).status).toBe(200);
      }
      expectProblem(await cast.manager.get(path), 403, 'NOT_ALLOWED');
      const other = await draft(cast.learner, PRODUCT);
      const fileId = path.split('/').at(-1) ?? '';
      expectProblem(await cast.learner.get(`/api/evidence/${other.id}/files/${fileId}`), 404, 'NOT_FOUND');
    });
  });
});
