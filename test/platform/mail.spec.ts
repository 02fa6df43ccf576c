import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { FileMailer } from '../../src/platform/mail/file.mailer.js';
import type { Letter } from '../../src/platform/mail/mailer.js';
import { SmtpMailer } from '../../src/platform/mail/smtp.mailer.js';

const FROM = 'Harbourside <portfolio@centre.test>';
const LETTER: Letter = {
  reference: 'witness-1',
  to: { name: 'Petra "P" Lindqvist\r\nBcc: everybody@evil.test', address: 'petra@kitchens.test' },
  subject: 'What you saw of Zoë’s work\r\nBcc: everybody@evil.test',
  text: 'Dear Petra,\n\nhttps://portfolio.test/api/witness/abc\n.\nA line that starts with a full stop, and “quotes”.\n',
  writtenAt: '2026-06-01T09:00:00.000Z',
};

/** A mail server of twenty lines that speaks real SMTP and keeps what it is given, or refuses every recipient. */
function mailServer(taken: { to: string[]; content: string }[], refuses = false): Server {
  return createServer((socket) => {
    const to: string[] = [];
    let content: string | null = null;
    let unread = '';
    socket.on('error', () => undefined);
    socket.write('220 mail.test\r\n');
    socket.on('data', (chunk) => {
      unread += chunk.toString('utf8');
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (content !== null && line !== '.') content += `${line.replace(/^\./, '')}\r\n`;
        else if (content !== null) {
          taken.push({ to: [...to], content });
          content = null;
          socket.write('250 taken\r\n');
        } else if (line.startsWith('RCPT')) {
          to.push(line);
          socket.write(refuses ? `550 no such person ${line}\r\n` : '250 ok\r\n');
        } else if (line === 'DATA') {
          content = '';
          socket.write('354 go on\r\n');
        } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
}

describe('letters', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'verifolio-mail-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function expectWhole(raw: string): Promise<void> {
    const read = await PostalMime.parse(raw);
    expect(read.from).toMatchObject({ name: 'Harbourside', address: 'portfolio@centre.test' });
    expect(read.to?.map(({ address }) => address)).toEqual(['petra@kitchens.test']);
    expect(read.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(read.subject).toContain('What you saw of Zoë’s work');
    expect(read.text?.replaceAll('\r\n', '\n').trim()).toBe(LETTER.text.trim());
    expect(read.messageId).toBe('<witness-1@verifolio>');
    expect(new Date(read.date ?? '').toISOString()).toBe(LETTER.writtenAt);
  }

  it('lie as files that only the owner reads, and a letter sent twice is one file', async () => {
    const mailer = await FileMailer.open(join(folder, 'mail'), FROM);
    await mailer.send(LETTER);
    await mailer.send(LETTER);
    expect(await readdir(join(folder, 'mail'))).toEqual(['witness-1.eml']);
    const path = join(folder, 'mail', 'witness-1.eml');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expectWhole(await readFile(path, 'utf8'));
  });

  it('reach a mail server as they were written, and no other recipient', async () => {
    const taken: { to: string[]; content: string }[] = [];
    const server = mailServer(taken).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      await new SmtpMailer(`smtp://127.0.0.1:${port}?ignoreTLS=true`, FROM).send(LETTER);
    } finally {
      server.close();
    }
    expect(taken.map(({ to }) => to)).toEqual([['RCPT TO:<petra@kitchens.test>']]);
    await expectWhole(taken[0]?.content ?? '');
  });

  it('that a server refuses fail without a word about the recipient', async () => {
    const server = mailServer([], true).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      const sent = new SmtpMailer(`smtp://127.0.0.1:${port}?ignoreTLS=true`, FROM).send(LETTER);
      const failure = await sent.then(
        () => null,
        (error: Error) => error,
      );
      expect(failure?.message).toBe('the mail server did not take a letter (EENVELOPE, 550)');
      expect(failure?.stack).not.toContain('petra');
    } finally {
      server.close();
    }
  });
});
