import { createTransport } from 'nodemailer';
import { type Letter, Mailer, toMessage } from './mailer.js';

/** How long a mail server may be silent before the job tries again later. */
const PATIENCE_MS = 20_000;

/** Hands letters to a mail server. */
export class SmtpMailer extends Mailer {
  private readonly transport;

  /** @param url `smtp://…` or `smtps://…`, with user and password where the server asks for them */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    this.transport = createTransport({ url, ...patience });
  }

  override async send(letter: Letter): Promise<void> {
    const failure: unknown = await this.transport.sendMail(toMessage(letter, this.from)).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    // Not what the server said: it quotes the recipient, and errors of jobs are logged.
    const { code, responseCode } = Object(failure) as { code?: unknown; responseCode?: unknown };
    throw new Error(`the mail server did not take a letter (${String(code)}, ${String(responseCode)})`);
  }
}
