/** One letter to one person, in plain text. */
export interface Letter {
  /** Names the letter. Sent again under the same reference it is the same letter, which mail programs show once. */
  readonly reference: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** ISO instant. */
  readonly writtenAt: string;
}

/** Sends letters. Only from a job, so that a letter goes out after the commit it speaks of and survives a crash. */
export abstract class Mailer {
  /** Throws when the letter was not taken; nothing in the error says to whom or about what it was. */
  abstract send(letter: Letter): Promise<void>;
}

/** A letter as nodemailer takes it. */
export function toMessage(letter: Letter, from: string) {
  const { reference, to, subject, text, writtenAt } = letter;
  return {
    ...{ from, to, subject, text },
    messageId: `<${reference}@verifolio>`,
    date: new Date(writtenAt),
    // Out-of-office notes would answer a letter that nobody reads answers to.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
