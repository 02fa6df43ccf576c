import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { DomainError } from '../../src/domain/kernel/domain-error.js';
import { DiskFileStore } from '../../src/platform/files/disk.file-store.js';
import { HEAD_BYTES } from '../../src/platform/files/file-store.js';
import { ACCEPTED_EXTENSIONS, decideMediaType, type MediaType } from '../../src/platform/files/media-type.js';
import { contentTypes, ebml, id3, isoMedia, largePicture, mainPart, mp3, ogg, wav, zip } from './sample-bytes.js';

type Bytes = Buffer | string;

let root: string;
let store: DiskFileStore;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'verifolio-types-'));
  store = await DiskFileStore.open(root);
});
afterAll(() => rm(root, { recursive: true }));

/** As an upload is decided: received by a real store, looked at, and forgotten. */
async function decide(name: string, content: Bytes): Promise<MediaType> {
  const received = await store.receive(Readable.from([Buffer.from(content)]), { maxBytes: 10_000_000 });
  try {
    return await decideMediaType(name, received);
  } finally {
    await received.discard();
  }
}

const square = sharp({ create: { width: 20, height: 20, channels: 3, background: 'teal' } });

async function pdf(): Promise<Buffer> {
  const document = new PDFDocument();
  document.text('Complaint log, week 14').end();
  return buffer(document);
}

const mail = 'Return-Path: <a@b.test>\r\nFrom: Ann <a@b.test>\r\nSubject: Late\r\n parcel\r\n\r\nIt came on Friday.';
const page = '<!DOCTYPE html><html><script>alert(1)</script></html>';
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const program = Buffer.concat([latin1('MZ\x90\0\x03\0\0\0'), Buffer.alloc(200)]);
/** A letter of two UTF-16 units, of which the head holds the first and not the second. */
const letterCutInTwo = utf16(`${'a'.repeat(HEAD_BYTES / 2 - 2)}😀 and more`);

describe('An upload whose content bears out its name', () => {
  const accepted: [string, () => Bytes | Promise<Bytes>, unknown, string][] = [
    ['log.pdf', pdf, 'application/pdf', 'document'],
    ['photo.png', () => square.clone().png().toBuffer(), 'image/png', 'image'],
    ['photo.jpg', () => square.clone().jpeg().toBuffer(), 'image/jpeg', 'image'],
    ['PHOTO.JPEG', () => square.clone().jpeg().toBuffer(), 'image/jpeg', 'image'],
    ['photo.webp', () => square.clone().webp().toBuffer(), 'image/webp', 'image'],
    ['talk.mp3', mp3, 'audio/mpeg', 'audio'],
    ['talk with small picture.mp3', () => Buffer.concat([id3(500), mp3()]), 'audio/mpeg', 'audio'],
    ['talk with large picture.mp3', () => Buffer.concat([id3(300_000), mp3()]), 'audio/mpeg', 'audio'],
    ['talk.m4a', () => isoMedia('M4A '), 'audio/mp4', 'audio'],
    ['talk from a phone.m4a', () => isoMedia('mp42'), 'audio/mp4', 'audio'],
    ['talk.wav', wav, 'audio/wav', 'audio'],
    ['talk.ogg', () => ogg('\x01vorbis'), 'audio/ogg', 'audio'],
    ['voice message.ogg', () => ogg('OpusHead'), 'audio/ogg', 'audio'],
    ['visit.mp4', () => isoMedia('isom'), 'video/mp4', 'video'],
    ['visit from a phone.mp4', () => isoMedia('3gp4'), 'video/mp4', 'video'],
    ['visit.mov', () => isoMedia('qt  '), 'video/quicktime', 'video'],
    ['visit.webm', () => ebml('webm'), 'video/webm', 'video'],
    ['notes.txt', () => 'The customer rang at nine.', 'text/plain', 'text'],
    ['notes.md', () => '# Reflection\n\nWhat I learnt', 'text/markdown', 'text'],
    ['cases.csv', () => 'case;received\nC-001;2026-03-01\n', 'text/csv', 'spreadsheet'],
    ['page.html', () => page, 'text/html', 'text'],
    ['page.htm', () => '<p>Saved reply</p>', 'text/html', 'text'],
    ['thread.eml', () => mail, 'message/rfc822', 'email'],
    [
      'letter.docx',
      () => zip([contentTypes('docx'), mainPart]),
      expect.stringMatching(/wordprocessingml\.document$/),
      'document',
    ],
    [
      'letter.docx',
      () => zip([mainPart, largePicture, contentTypes('docx')]),
      expect.stringMatching(/wordprocessingml\.document$/),
      'document',
    ],
    ['log.xlsx', () => zip([contentTypes('xlsx')]), expect.stringMatching(/spreadsheetml\.sheet$/), 'spreadsheet'],
    [
      'talk.pptx',
      () => zip([contentTypes('pptx')]),
      expect.stringMatching(/presentationml\.presentation$/),
      'document',
    ],
  ];
  it.each(accepted)('%s is accepted', async (name, make, mediaType, kind) => {
    expect(await decide(name, await make())).toEqual({ mediaType, kind });
  });
});

describe('A text', () => {
  it.each<[string, Bytes]>([
    ['begins as a program does (MZ)', 'MZ is the postcode of our Mainz branch.'],
    ['begins as a bitmap does (BM)', 'BMW complaint, second letter'],
    ['is of one character', 'x'],
    ['holds HTML with a script', page],
    ['holds an SVG picture', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['is a shell script', '#!/bin/sh\nrm -rf /\n'],
    ['is in UTF-8 with a byte-order mark', '\ufeffŽofie přišla pozdě'],
    ['is in UTF-16', utf16('Žofie přišla pozdě')],
    ['is in Latin-1', latin1('Beschwerde \xfcber Geb\xfchren')],
    ['has a letter cut in two at the end of its head', letterCutInTwo],
  ])('named .txt is accepted when it %s', async (_what, content) => {
    expect(await decide('notes.txt', content)).toEqual({ mediaType: 'text/plain', kind: 'text' });
  });

  it.each<[string, Bytes]>([
    ['a NUL', 'before\0after'],
    ['a control character', 'before\x01after'],
    ['a NUL in UTF-16', utf16('before\0after')],
    ['half a surrogate pair in UTF-16', Buffer.concat([utf16('before'), Buffer.from([0x3d, 0xd8, 0x61, 0x00])])],
    ['UTF-16 without its mark', Buffer.from('plain', 'utf16le')],
  ])('named .txt is refused when it holds %s', async (_what, content) => {
    await expect(decide('notes.txt', content)).rejects.toMatchObject({ code: 'FILE_CONTENT_MISMATCH' });
  });
});

describe('An upload whose content does not bear out its name', () => {
  const whole = zip([contentTypes('docx'), mainPart]);
  const notWhole = whole.subarray(0, -30);
  const stuffed = Buffer.concat([whole.subarray(0, -22), latin1(page), whole.subarray(-22)]);
  const bomb = { ...contentTypes('docx'), content: contentTypes('docx', ' '.repeat(2_000_000)).content };
  const mismatches: [string, string, () => Bytes | Promise<Bytes>, RegExp][] = [
    ['a program', 'report.pdf', () => program, /PDF.*EXE/],
    ['a PDF', 'notes.txt', pdf, /TXT.*PDF/],
    ['a PDF of plain characters', 'notes.txt', () => '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n', /TXT.*PDF/],
    ['rich text', 'notes.txt', () => '{\\rtf1\\ansi Hello}', /TXT.*RTF/],
    ['a PNG picture', 'photo.jpg', () => square.clone().png().toBuffer(), /JPG.*PNG/],
    ['a picture', 'page.html', () => square.clone().jpeg().toBuffer(), /HTML.*JPG/],
    ['an SVG picture', 'photo.png', () => '<svg xmlns="http://www.w3.org/2000/svg"/>', /PNG/],
    ['a web page', 'photo.jpg', () => page, /JPG.*text/],
    ['a web page', 'log.pdf', () => page, /PDF.*text/],
    ['a six-byte GIF header with a script behind it', 'photo.png', () => 'GIF89a=1;alert(1)', /PNG.*GIF/],
    ['an HEIC picture', 'photo.jpg', () => isoMedia('heic'), /JPG.*HEIC/],
    ['a Matroska film', 'visit.webm', () => ebml('matroska'), /WEBM.*MKV/],
    ['a film', 'talk.ogg', () => ogg('\x80theora'), /OGG.*OGV/],
    ['plain text', 'thread.eml', () => 'Dear Ann,\n\nit came on Friday.', /EML.*text/],
    ['text with colons', 'thread.eml', () => 'Note: late\nPlease: hurry\n\nBye', /EML.*text/],
    ['plain text', 'page.html', () => '1 < 2', /HTML.*text/],
    ['random bytes', 'talk.mp3', () => Buffer.from('8081828384858687', 'hex'), /MP3/],
    ['a zip archive', 'letter.docx', () => zip([{ name: 'a.txt', content: 'a' }]), /DOCX.*zip/],
    ['an empty zip archive', 'letter.docx', () => zip([]), /DOCX/],
    ['a workbook', 'letter.docx', () => zip([contentTypes('xlsx')]), /DOCX.*XLSX/],
    ['a document with macros', 'letter.docx', () => zip([contentTypes('docm'), mainPart]), /DOCX.*macros/],
    ['a template', 'letter.docx', () => zip([contentTypes('dotx'), mainPart]), /DOCX.*another sort/],
    ['half a document', 'letter.docx', () => notWhole, /DOCX.*no whole Office file/],
    [
      'a document with a script behind its end',
      'letter.docx',
      () => Buffer.concat([zip([contentTypes('docx')]), latin1(page)]),
      /DOCX/,
    ],
    ['a document with a script before its end record', 'letter.docx', () => stuffed, /DOCX/],
    ['a document whose content types are a bomb', 'letter.docx', () => zip([bomb]), /DOCX/],
    [
      'a document whose content types cannot be unpacked',
      'letter.docx',
      () => zip([{ ...contentTypes('docx'), packed: Buffer.from('nonsense') }]),
      /DOCX/,
    ],
  ];
  it.each(mismatches)('%s named %s is refused', async (_what, name, make, message) => {
    await expect(decide(name, await make())).rejects.toMatchObject({
      code: 'FILE_CONTENT_MISMATCH',
      message: expect.stringMatching(message),
    });
  });

  it('a document with macros is refused where it declares itself free of them and has them in another part', async () => {
    const macros = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>';
    const sly = zip([mainPart, largePicture, contentTypes('docx', macros)]);
    await expect(decide('letter.docx', sly)).rejects.toMatchObject({ message: expect.stringContaining('macros') });
  });

  it('a file that declares itself a document and a workbook at once is refused', async () => {
    const both = contentTypes('docx', contentTypes('xlsx').content.toString());
    await expect(decide('letter.docx', zip([both]))).rejects.toMatchObject({ code: 'FILE_CONTENT_MISMATCH' });
  });
});

describe('An upload whose name is not on the allow-list', () => {
  it.each<[string, Bytes]>([
    ['setup.exe', program],
    ['report.pdf.exe', program],
    ['report.exe', '%PDF-1.4\n'],
    ['report.exe. . ', program],
    ['report.pdf\0.exe', program],
    ['report\u202efdp.exe', program],
    ['report.pdf/', '%PDF-1.4\n'],
    ['report.exe::$DATA', program],
    ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['run.js', 'alert(1)'],
    ['run.sh', '#!/bin/sh'],
    ['letter.docm', zip([contentTypes('docm')])],
    ['all.zip', zip([mainPart])],
    ['photo.heic', isoMedia('heic')],
    ['README', 'No extension'],
    ['.pdf', '%PDF-1.4\n'],
    ['', 'No name'],
  ])('%j is refused', async (name, content) => {
    await expect(decide(name, content)).rejects.toMatchObject({ code: 'FILE_TYPE_REFUSED' });
  });

  it('is told what was found and what would be accepted', async () => {
    const refusal: unknown = await decide('report.pdf.exe', program).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    const { message } = refusal as DomainError;
    expect(message).toContain('.exe');
    expect(message).toContain('EXE');
    for (const extension of ACCEPTED_EXTENSIONS) expect(message).toContain(extension);
  });
});

describe('An empty upload', () => {
  it.each(['notes.txt', 'log.pdf', 'setup.exe'])('named %s is refused as empty', async (name) => {
    await expect(decide(name, '')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('Any upload whatever', () => {
  it('is either accepted or refused in words, however damaged it is', async () => {
    const samples = [
      await pdf(),
      await square.clone().png().toBuffer(),
      isoMedia('isom'),
      ebml('webm'),
      Buffer.concat([id3(20), mp3()]),
      zip([contentTypes('docx'), mainPart]),
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
    ];
    const damaged = fc
      .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
      .map(([sample, changes, cut]) => {
        const bytes = Buffer.from(sample);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes.subarray(0, 1 + (cut % bytes.length));
      });
    await fc.assert(
      fc.asyncProperty(damaged, fc.constantFrom(...ACCEPTED_EXTENSIONS, 'exe'), async (content, extension) => {
        await decide(`file.${extension}`, content).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
      }),
      { numRuns: 300 },
    );
  });
});
