import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { contentTypes, ebml, isoMedia, mainPart, mp3, ogg, wav, zip } from './sample-bytes.js';

/** One file that somebody might send, and what has to become of it. */
export interface CorpusFile {
  /** What it is, for the name of the test. */
  readonly what: string;
  /** As the client sends it. */
  readonly name: string;
  readonly content: () => Buffer | Promise<Buffer>;
  /** The media type it is taken as, or the code with which it is refused. */
  readonly expected: string;
}

const REFUSED_TYPE = 'FILE_TYPE_REFUSED';
const MISMATCH = 'FILE_CONTENT_MISMATCH';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const DOCX = `${OFFICE}.wordprocessingml.document`;

const text = (words: string) => () => Buffer.from(words);
const latin1 = (words: string) => () => Buffer.from(words, 'latin1');
const SCRIPT = '<script>document.title = "run"</script>';
const HTML = `<!DOCTYPE html><html><body>${SCRIPT}</body></html>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`;
const MAIL = 'From: Ann <a@b.test>\r\nTo: Shop <s@b.test>\r\nSubject: Doors\r\n\r\nThey are the wrong colour.';
const PROGRAM = latin1(`MZ\x90\0\x03\0\0\0${'\0'.repeat(120)}PE\0\0`);
const ELF = latin1(`\x7fELF\x02\x01\x01${'\0'.repeat(100)}`);
const CHILD_ARCHIVE = zip([{ name: 'a.txt', content: 'a' }]);
const square = sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } });
const jpeg = () => square.clone().jpeg().toBuffer();
const png = () => square.clone().png().toBuffer();
const gif = () => square.clone().gif().toBuffer();
const docx = () => zip([contentTypes('docx'), mainPart]);

const joined =
  (...parts: readonly (() => Buffer | Promise<Buffer>)[]) =>
  async (): Promise<Buffer> => {
    const made: Buffer[] = [];
    for (const part of parts) made.push(await part());
    return Buffer.concat(made);
  };

function pdf(): Promise<Buffer> {
  const document = new PDFDocument();
  document.text('Complaint log, week 14').end();
  return buffer(document);
}

/** Sixty files with their answers, written down by hand (assurance.md S12). */
// prettier-ignore
export const UPLOAD_CORPUS: readonly CorpusFile[] = [
  // what a centre uses
  { what: 'a PDF', name: 'letter.pdf', content: pdf, expected: 'application/pdf' },
  { what: 'a PNG', name: 'screen.png', content: png, expected: 'image/png' },
  { what: 'a JPEG', name: 'board.JPG', content: jpeg, expected: 'image/jpeg' },
  { what: 'a WebP', name: 'board.webp', content: () => square.clone().webp().toBuffer(), expected: 'image/webp' },
  { what: 'a Word document', name: 'account.docx', content: docx, expected: DOCX },
  { what: 'a workbook', name: 'log.xlsx', content: () => zip([contentTypes('xlsx')]), expected: `${OFFICE}.spreadsheetml.sheet` },
  { what: 'slides', name: 'talk.pptx', content: () => zip([contentTypes('pptx')]), expected: `${OFFICE}.presentationml.presentation` },
  { what: 'an MP3', name: 'talk.mp3', content: mp3, expected: 'audio/mpeg' },
  { what: 'an M4A', name: 'talk.m4a', content: () => isoMedia('M4A '), expected: 'audio/mp4' },
  { what: 'a WAV', name: 'talk.wav', content: wav, expected: 'audio/wav' },
  { what: 'an Ogg', name: 'talk.ogg', content: () => ogg('OpusHead'), expected: 'audio/ogg' },
  { what: 'an MP4', name: 'visit.mp4', content: () => isoMedia('isom'), expected: 'video/mp4' },
  { what: 'a QuickTime film', name: 'visit.mov', content: () => isoMedia('qt  '), expected: 'video/quicktime' },
  { what: 'a WebM', name: 'visit.webm', content: () => ebml('webm'), expected: 'video/webm' },
  { what: 'plain text', name: 'notes.txt', content: text('The customer rang at nine.'), expected: 'text/plain' },
  { what: 'Markdown', name: 'notes.md', content: text('# Reflection'), expected: 'text/markdown' },
  { what: 'a CSV', name: 'cases.csv', content: text('case;received\nC-001;2026-03-01\n'), expected: 'text/csv' },
  { what: 'a saved page', name: 'reply.html', content: text(HTML), expected: 'text/html' },
  { what: 'a mail', name: 'thread.eml', content: text(MAIL), expected: 'message/rfc822' },
  { what: 'one byte', name: 'x.txt', content: text('x'), expected: 'text/plain' },
  // dangerous to run, harmless as an attachment that nobody sniffs
  { what: 'HTML called text', name: 'page.txt', content: text(`${HTML} `), expected: 'text/plain' },
  { what: 'SVG called text', name: 'logo.txt', content: text(SVG), expected: 'text/plain' },
  { what: 'a shell script called text', name: 'run.txt', content: text('#!/bin/sh\nrm -rf /\n'), expected: 'text/plain' },
  { what: 'formulas in a CSV', name: 'sum.csv', content: text('=cmd|"/c calc"!A0;1\n'), expected: 'text/csv' },
  { what: 'a JPEG with HTML behind it', name: 'two.jpg', content: joined(jpeg, text(HTML)), expected: 'image/jpeg' },
  { what: 'a JPEG with HTML and a zip behind it', name: 'three.jpg', content: joined(jpeg, text(HTML), () => CHILD_ARCHIVE), expected: 'image/jpeg' },
  { what: 'a PNG with a script behind it', name: 'two.png', content: joined(png, text(SCRIPT)), expected: 'image/png' },
  { what: 'a mail with HTML in it', name: 'mail.eml', content: text(`${MAIL}\r\n${HTML}`), expected: 'message/rfc822' },
  // one thing called another
  { what: 'a program called PDF', name: 'letter.pdf', content: PROGRAM, expected: MISMATCH },
  { what: 'a Linux program called text', name: 'notes.txt', content: ELF, expected: MISMATCH },
  { what: 'a PDF called text', name: 'letter.txt', content: pdf, expected: MISMATCH },
  { what: 'a PNG called JPEG', name: 'board.jpg', content: png, expected: MISMATCH },
  { what: 'a GIF called PNG', name: 'board.png', content: gif, expected: MISMATCH },
  { what: 'a GIF header with a script', name: 'board.png', content: text('GIF89a=1;alert(1)'), expected: MISMATCH },
  { what: 'an SVG called PNG', name: 'logo.png', content: text(SVG), expected: MISMATCH },
  { what: 'HTML called JPEG', name: 'board.jpg', content: text(HTML), expected: MISMATCH },
  { what: 'HTML called PDF', name: 'letter.pdf', content: text(HTML), expected: MISMATCH },
  { what: 'words called HTML', name: 'page.html', content: text('1 < 2'), expected: MISMATCH },
  { what: 'words called mail', name: 'mail.eml', content: text('Dear Ann,\n\nsorry.'), expected: MISMATCH },
  { what: 'an HEIC picture called JPEG', name: 'phone.jpg', content: () => isoMedia('heic'), expected: MISMATCH },
  { what: 'an archive called Word', name: 'account.docx', content: () => CHILD_ARCHIVE, expected: MISMATCH },
  { what: 'a document with macros called Word', name: 'account.docx', content: () => zip([contentTypes('docm'), mainPart]), expected: MISMATCH },
  { what: 'a document cut in half', name: 'account.docx', content: () => docx().subarray(0, -30), expected: MISMATCH },
  { what: 'a document with a page behind it', name: 'account.docx', content: joined(docx, text(HTML)), expected: MISMATCH },
  { what: 'a workbook called Word', name: 'account.docx', content: () => zip([contentTypes('xlsx')]), expected: MISMATCH },
  { what: 'text with a NUL in it', name: 'notes.txt', content: text('before\0after'), expected: MISMATCH },
  // what is not taken at all
  { what: 'a program', name: 'setup.exe', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'a program with a double extension', name: 'letter.pdf.exe', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'a program whose name reads backwards', name: 'letter\u202efdp.exe', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'a program with a NUL in its name', name: 'letter.pdf\0.exe', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'a program with dots behind its name', name: 'setup.exe. . ', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'a program in an alternate stream', name: 'letter.exe::$DATA', content: PROGRAM, expected: REFUSED_TYPE },
  { what: 'an SVG picture', name: 'logo.svg', content: text(SVG), expected: REFUSED_TYPE },
  { what: 'a script', name: 'run.js', content: text('alert(1)'), expected: REFUSED_TYPE },
  { what: 'a Word document with macros', name: 'account.docm', content: () => zip([contentTypes('docm')]), expected: REFUSED_TYPE },
  { what: 'an archive', name: 'all.zip', content: () => CHILD_ARCHIVE, expected: REFUSED_TYPE },
  { what: 'a page archive', name: 'page.mhtml', content: text(MAIL), expected: REFUSED_TYPE },
  { what: 'no extension', name: 'README', content: text('words'), expected: REFUSED_TYPE },
  { what: 'nothing', name: 'empty.txt', content: text(''), expected: 'FILE_EMPTY' },
  { what: 'nothing, called a program', name: 'empty.exe', content: text(''), expected: 'FILE_EMPTY' },
];
