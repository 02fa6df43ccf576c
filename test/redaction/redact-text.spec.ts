import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Blackout } from '../../src/platform/redaction/redaction-order.js';
import { blackOut } from '../../src/platform/redaction/redact-text.js';
import { Redactor } from '../../src/platform/redaction/redactor.js';
import { sampleFile } from '../support/evidence.js';

const ABOUT = { title: 'Redacted copy of E001', createdAt: '2026-04-01T09:00:00.000Z' };

describe('words in a text', () => {
  const without = (text: string, ...words: string[]): string => blackOut(text, words, []).redacted;

  it.each([
    ['across a line break', 'Dear Maria\n  Okafor, hello', 'Dear ███\n███, hello'],
    ['in any case', 'MARIA OKAFOR and maria okafor', '███ and ███'],
    ['with a possessive', 'Maria Okafor’s kitchen', '███’s kitchen'],
    ['in an address', '<maria.x@example.test> Maria Okafor', '<maria.x@example.test> ███'],
    ['broken by a hyphen', 'Maria Oka-\nfor', '███\n███'],
    ['with invisible characters inside', 'Ma\u00adria O\u200bkafor', '███'],
    ['in the local part of an address', '<Maria.Okafor@harbour.test>, maria_okafor', '<███@harbour.test>, ███'],
    ['with accents', 'María Okáfor', '███'],
    ['not inside longer words', 'Maria Okaforian', 'Maria Okaforian'],
  ])('are found %s', (_, text, expected) => expect(without(text, 'Maria Okafor')).toBe(expected));

  it('are found as numbers however they are grouped, and in scripts without spaces', () => {
    expect(without('Ring 07700 900-123 or 07700900123.', '07700 900123')).toBe('Ring ███ or ███.');
    expect(without('顧客山田様より', '山田')).toBe('顧客███様より');
    expect(without('Straße STRASSE', 'straße')).toBe('███ ███');
    expect(without("O'Brien and O’Brien", 'o’brien')).toBe('███ and ███');
  });

  it('leave a mark that tells nothing of their length, and rows of a table keep their number', () => {
    expect(without('Bo, Christopher', 'Bo', 'Christopher')).toBe('███, ███');
    expect(without('a,Ann\r\nb,Ann\r\n', 'Ann')).toBe('a,███\r\nb,███\r\n');
  });

  it('are gone whatever stands around them, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (before, after) => {
          fc.pre(!/[A-Z█]/i.test(before + after));
          const { redacted } = blackOut(`${before} Quimby ${after}`, ['Quimby'], []);
          expect(redacted).toBe(`${before} ███ ${after}`);
        },
      ),
    );
  });

  it('take passages as well, without leaving half a character', () => {
    expect(blackOut('ab😀cd', [], [{ start: 3, end: 5 }]).redacted).toBe('ab███d');
    expect(blackOut('ab cd ef', ['cd'], [{ start: 0, end: 4 }]).redacted).toBe('███ ef');
  });
});

describe('redacted texts, mails and pages', () => {
  const redactor = new Redactor();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-redact-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => redactor.onApplicationShutdown());

  async function redact(content: Buffer | string, mediaType: string, blackout: Partial<Blackout>) {
    const path = join(folder, 'original');
    writeFileSync(path, content);
    const whole = { regions: [], words: [], passages: [], ...blackout };
    const { chunks, ...rest } = await redactor.redact({ path, mediaType }, whole, ABOUT);
    return { ...rest, text: Buffer.concat(chunks).toString('utf8') };
  }

  it('keep the form of plain texts, whatever they were encoded in', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Name;Zoë\nOrt;Plymouth\n', 'utf16le')]);
    expect(await redact(utf16, 'text/csv', { words: ['Zoë'] })).toEqual({
      ...{ text: 'Name;███\nOrt;Plymouth\n', mediaType: 'text/csv', extension: 'csv', picturePages: [] },
      words: [{ replaced: 1, withinLongerWords: 0 }],
    });
    const note = sampleFile('call-back-note-c-003.txt');
    const half = { passages: [{ start: 0, end: 10 }] };
    const { text } = await redact(note, 'text/plain', half);
    expect(text).toBe(`███${note.toString('utf8').slice(10)}`);
  });

  it('make of a mail what is read in it, so that no encoding or attachment hides the name', async () => {
    const mail = [
      'From: =?utf-8?B?TWFyaWEgT2thZm9y?= <maria.okafor@example.test>',
      'To: service@kitchens.test',
      'Subject: =?utf-8?Q?Complaint_of_Maria_Okafor?=',
      'X-Customer: Maria Okafor',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=edge',
      '',
      '--edge',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('Where are my doors?\nMaria Okafor').toString('base64'),
      '--edge',
      'Content-Type: text/plain; name="Maria Okafor.txt"',
      'Content-Disposition: attachment; filename="Maria Okafor.txt"',
      '',
      'Maria Okafor again',
      '--edge--',
    ].join('\r\n');
    const { text, mediaType, extension } = await redact(mail, 'message/rfc822', {
      words: ['Maria Okafor', 'maria.okafor@example.test'],
    });
    expect({ mediaType, extension }).toEqual({ mediaType: 'text/plain', extension: 'txt' });
    expect(text).toBe(
      'From: ███ <███>\nTo: <service@kitchens.test>\nSubject: Complaint of ███\n' +
        'Attachments: 1, left out of this copy\n\nWhere are my doors?\n███\n',
    );
    const sample = await redact(sampleFile('email-thread-c-002.eml'), 'message/rfc822', { words: ['Harbour Lane'] });
    expect(sample.text).toMatch(/^From: /);
    expect(sample.text).not.toMatch(/harbour\s+lane/i);
  });

  it('make of an HTML page what is read on it', async () => {
    const page =
      '<html><head><title>Maria</title></head><body><!-- Maria --><p title="Maria">Dear M<b>ar</b>ia,</p>' +
      '<script>var who = "Maria";</script><a href="mailto:maria@example.test">write</a></body></html>';
    const { text, extension } = await redact(page, 'text/html', { words: ['Maria'] });
    expect({ text, extension }).toEqual({ text: 'Dear ███,\nwrite\n', extension: 'txt' });
  });

  it('are refused in forms that would keep more than is seen, with the way out', async () => {
    const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    await expect(redact('x', office, { words: ['Maria'] })).rejects.toMatchObject({
      code: 'REDACTION_NOT_POSSIBLE',
      message: 'Save it as PDF first, then redact that.',
    });
    await expect(redact('x', 'audio/mpeg', { words: ['Maria'] })).rejects.toMatchObject({
      message: expect.stringContaining('in situ'),
    });
    await expect(redact('words', 'text/plain', { words: ['Maria'] })).rejects.toMatchObject({
      message: expect.stringContaining('None of the words'),
    });
    await expect(redact('words', 'text/plain', { passages: [{ start: 2, end: 6 }] })).rejects.toMatchObject({
      message: expect.stringContaining('5 characters'),
    });
  });
});
