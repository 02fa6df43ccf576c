import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ExcelJS from 'exceljs';
import PDFDocument from 'pdfkit';
import { ContentPassageRecord } from '../../src/modules/contents/content-passage.record.js';
import { ContentReadingDoor } from '../../src/modules/contents/content-reading.door.js';
import { ContentsStore } from '../../src/modules/contents/contents.store.js';
import type { FileTextView, PassageView } from '../../src/modules/evidence/evidence-contents.dto.js';
import { OrderReadings } from '../../src/modules/evidence/order-readings.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, evidenceNow, PRODUCT, sampleFile } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { attach, textOf } from '../support/readings.js';

jest.setTimeout(90_000);

function hasTesseract(): boolean {
  try {
    execFileSync('tesseract', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('tesseract is not installed: recognising text on scans and photos is not tested.');
    return false;
  }
}

/** The first passage that holds these words. */
const passageWith = ({ passages }: FileTextView, words: string): PassageView | undefined =>
  passages.find(({ text }) => text.replaceAll(/\s+/g, ' ').includes(words));

let test: TestApp;
let cast: Cast;
beforeAll(async () => {
  test = await buildApp();
  cast = await castOf(test.app);
});
afterAll(() => test.close());

/** Attaches a file to a draft of its own and waits until it has been read. */
async function read(name: string, content: Buffer | string = sampleFile(name)): Promise<FileTextView> {
  const { id } = await draft(cast.learner, PRODUCT);
  const file = await attach(cast.learner, id, content, name);
  return textOf(cast.learner, id, file.id, '?limit=500');
}

describe('The text of a file', () => {
  it('is read page by page from a PDF', async () => {
    const text = await read('observation-showroom-c-001.pdf');
    expect(text).toMatchObject({ state: 'read', reason: null, pageCount: 2, durationSeconds: null, nextCursor: null });
    expect(passageWith(text, 'Harbourside Training Centre')).toMatchObject({ page: 1 });
    expect(text.passages.at(-1)).toMatchObject({ page: 2 });
    expect(text.wordCount).toBeGreaterThan(500);
  });

  it('is read from a Word document under the numbers that are printed before its paragraphs', async () => {
    const text = await read('assignment-monitoring.docx');
    expect(text).toMatchObject({ state: 'read', reason: null, pageCount: null });
    expect(passageWith(text, 'In these fourteen weeks we fitted 168 kitchens')).toMatchObject({ paragraph: 1 });
    expect(passageWith(text, 'Which ways of monitoring complaints suit our showroom?')).not.toHaveProperty('paragraph');
  });

  it('is read from every sheet of a workbook, hidden ones too, row by row', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Cases').addRow(['C-001', 'Scratched worktop', 3]);
    workbook.addWorksheet('Names', { state: 'hidden' }).getCell('B4').value = 'Customer A is Ann Example';
    const text = await read('log.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(text.passages).toEqual([
      { sheet: 'Cases', row: 1, text: 'C-001 | Scratched worktop | 3' },
      { sheet: 'Names', row: 4, text: 'Customer A is Ann Example' },
    ]);
  });

  it('is read from a CSV file row by row', async () => {
    const text = await read('contact-history.csv');
    expect(passageWith(text, 'C-001 | TW09 Fri 16:00')).toMatchObject({ row: 3 });
  });

  it('is read from a web page without its scripts and styles', async () => {
    const text = await read(
      'page.html',
      '<!doctype html><title>Not shown</title><style>p { color: red }</style><h1>Complaints</h1><p>First &amp; <b>fore</b>most.' +
        '<script>alert("never")</script><p>Second.',
    );
    expect(text.passages.map(({ text: words }) => words)).toEqual(['Complaints', 'First & foremost.', 'Second.']);
  });

  it('is read from notes by paragraph', async () => {
    const text = await read('notes.md', '# Monday\n\nRang back at nine.\n\nShe was *glad*.\n');
    expect(text).toMatchObject({ state: 'read', wordCount: 8 });
    expect(text.passages).toEqual([
      { paragraph: 1, text: '# Monday' },
      { paragraph: 2, text: 'Rang back at nine.' },
      { paragraph: 3, text: 'She was *glad*.' },
    ]);
  });

  it('is read from an e-mail with its attachments, but not with theirs', async () => {
    const inner = mail('Forwarded', 'The inner words.', [
      ['deep.txt', 'text/plain', Buffer.from('Too deep to be read.')],
    ]);
    const text = await read(
      'thread.eml',
      mail('Wrong doors', 'Please see attached.', [
        ['procedure.pdf', 'application/pdf', sampleFile('procedure-cp-07-annotated.pdf')],
        ['forwarded.eml', 'message/rfc822', Buffer.from(inner)],
        ['setup.exe', 'application/octet-stream', Buffer.from('MZ\0\0')],
      ]),
    );
    expect(text.passages.slice(0, 2)).toEqual([
      { part: 'subject', text: 'Wrong doors' },
      { part: 'body', paragraph: 1, text: 'Please see attached.' },
    ]);
    expect(text.passages.filter(({ part }) => part === 'procedure.pdf')[0]).toMatchObject({ page: 1 });
    expect(passageWith(text, 'The inner words.')).toMatchObject({ part: 'forwarded.eml' });
    expect(passageWith(text, 'Too deep')).toBeUndefined();
    expect(text.reason).toBe('parts_without_text');
  });

  (hasTesseract() ? it : it.skip)('is recognised on a screenshot and on a scanned page', async () => {
    const screenshot = await read('crm-record-c-003.png');
    expect(screenshot).toMatchObject({ state: 'read', pageCount: 1 });
    expect(passageWith(screenshot, 'closed')).toMatchObject({ page: 1 });
    const scan = await read('scan.pdf', await scanned(sampleFile('crm-record-c-003.png')));
    expect(scan).toMatchObject({ state: 'read', reason: null, pageCount: 1 });
    expect(passageWith(scan, 'closed')).toMatchObject({ page: 1 });
  });

  it('is none in a recording, whose length is told instead', async () => {
    expect(await read('discussion-excerpt.mp3')).toMatchObject({
      ...{ state: 'read', durationSeconds: 26, pageCount: null, wordCount: null, passages: [] },
    });
  });

  it('is handed out page by page', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const file = await attach(cast.learner, id, 'one\n\ntwo\n\nthree', 'count.txt');
    const first = await textOf(cast.learner, id, file.id, '?limit=2');
    expect(first.passages.map(({ text }) => text)).toEqual(['one', 'two']);
    const second = await textOf(cast.learner, id, file.id, `?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ passages: [{ paragraph: 3, text: 'three' }], nextCursor: null });
  });

  it('is none where the file is damaged or locked, which is said', async () => {
    const damaged = await read('letter.pdf', '%PDF-1.7\nnothing of a PDF follows');
    expect(damaged).toMatchObject({ state: 'unreadable', reason: 'damaged', passages: [] });
    const locked = await read(
      'locked.pdf',
      await pdfOf((document) => document.text('Secret.'), { userPassword: 'key' }),
    );
    expect(locked).toMatchObject({ state: 'unreadable', reason: 'encrypted', passages: [] });
  });

  it('is kept up to two million characters', async () => {
    const text = await read('long.txt', 'A word and another word. '.repeat(90_000));
    expect(text).toMatchObject({ state: 'read', reason: 'cut_short' });
  });

  it('is shown to those who may have the file, and to nobody else', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const file = await attach(cast.learner, id, 'For us alone.', 'private.txt');
    expect(await textOf(cast.assessor, id, file.id)).toMatchObject({ passages: [{ text: 'For us alone.' }] });
    const path = `/api/evidence/${id}/files/${file.id}/text`;
    expectProblem(await cast.manager.get(path), 403, 'NOT_ALLOWED');
    const other = await anotherLearner(test.app, cast, 'Noah Bell');
    expectProblem(await other.learner.get(path), 404, 'NOT_FOUND');
    const { id: another } = await draft(cast.learner, PRODUCT);
    expectProblem(await cast.learner.get(`/api/evidence/${another}/files/${file.id}/text`), 404, 'NOT_FOUND');
  });

  it('is taken from the same bytes once, whoever attaches them', async () => {
    const first = await read('same.txt', 'The very same words, twice.');
    const { id } = await draft(cast.learner, PRODUCT);
    const again = await attach(cast.learner, id, 'The very same words, twice.', 'copy.txt');
    expect(again.reading).toMatchObject({ state: 'read', wordCount: first.wordCount });
    const { files } = await evidenceNow(cast.learner, id);
    expect(files[0]?.reading).toEqual(again.reading);
  });

  it('is read after all when it came in before anybody could read it', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const file = await attach(cast.learner, id, 'The fitter came back on the Tuesday.', 'note.txt');
    await textOf(cast.learner, id, file.id);
    const unitOfWork = test.app.get(UnitOfWork);
    await unitOfWork.run(() => test.app.get(ContentReadingDoor).forget(file.sha256));
    expect((await evidenceNow(cast.learner, id)).files[0]?.reading).toBeNull();

    await test.app.get(OrderReadings).run();
    const { passages } = await textOf(cast.learner, id, file.id);
    expect(passages).toEqual([{ paragraph: 1, text: 'The fitter came back on the Tuesday.' }]);
  });

  it('leaves nothing behind when its bytes are given up while it is being read', async () => {
    const unitOfWork = test.app.get(UnitOfWork);
    const store = test.app.get(ContentsStore, { strict: false });
    const reading = 900_001;
    await unitOfWork.run(() => store.addPassages(reading, 0, [{ paragraph: 1, text: 'Dear Ms Freeborn' }]));
    await unitOfWork.run(() => store.finish('f'.repeat(64), reading, { state: 'read' }));
    expect(await unitOfWork.reader.countBy(ContentPassageRecord, { reading })).toBe(0);
  });
});

/** A message with attachments (RFC 2046). */
function mail(subject: string, body: string, attachments: readonly (readonly [string, string, Buffer])[]): string {
  const parts = attachments.map(
    ([name, type, content]) =>
      `--frame\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${content.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n`,
  );
  return (
    `From: a@example.org\r\nTo: b@example.org\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n` +
    `Content-Type: multipart/mixed; boundary="frame"\r\n\r\n--frame\r\nContent-Type: text/plain\r\n\r\n${body}\r\n` +
    `${parts.join('')}--frame--\r\n`
  );
}

/** A PDF of one page that is nothing but a picture. */
const scanned = (picture: Buffer): Promise<Buffer> =>
  pdfOf((document) => document.image(picture, 0, 0, { fit: [842, 595] }), { layout: 'landscape', margin: 0 });

async function pdfOf(
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions,
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  draw(document);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
