import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { replaceFile } from '../files/durable-file.js';
import { type Letter, Mailer, toMessage } from './mailer.js';

/** Keeps every letter as `<reference>.eml`, for an installation without a mail server: an operator passes them on. */
export class FileMailer extends Mailer {
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  private constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  /** Opens `folder`, which is made when it is missing and which only the owner of the process may read. */
  static async open(folder: string, from: string): Promise<FileMailer> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new FileMailer(folder, from);
  }

  override async send(letter: Letter): Promise<void> {
    const { message } = await this.composer.sendMail(toMessage(letter, this.from));
    await replaceFile(join(this.folder, `${letter.reference}.eml`), message as Buffer);
  }
}
