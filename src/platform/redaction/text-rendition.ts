import { Parser } from 'htmlparser2';
import PostalMime from 'postal-mime';

/** Elements whose content nobody reads on the page. */
const UNREAD: readonly string[] = ['script', 'style', 'head', 'template', 'noscript', 'object', 'svg', 'iframe'];
/** Elements that stand on lines of their own. */
const BLOCKS: readonly string[] = [
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'br',
    'dd',
    'div',
    'dl',
    'dt',
    'fieldset',
    'figure',
    'footer',
    'form',
  ],
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'li',
    'main',
    'nav',
    'ol',
    'p',
    'pre',
    'section',
    'table',
    'tr',
  ],
  ...['ul', 'title'],
];

/** What a reader sees of an HTML page, as plain text; comments, scripts, attributes and addresses of links stay behind. */
export function htmlText(html: string): string {
  let text = '';
  let unread = 0;
  const parser = new Parser({
    onopentag(name) {
      if (UNREAD.includes(name)) unread += 1;
      if (BLOCKS.includes(name)) text += '\n';
      if (name === 'td' || name === 'th') text += '\t';
    },
    ontext(part) {
      if (unread === 0) text += part.replace(/[ \t\r\n]+/g, ' ');
    },
    onclosetag(name) {
      if (UNREAD.includes(name)) unread = Math.max(0, unread - 1);
      if (BLOCKS.includes(name)) text += '\n';
    },
  });
  parser.write(html);
  parser.end();
  return `${text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

interface MailPerson {
  readonly name?: string;
  readonly address?: string;
  readonly group?: readonly MailPerson[];
}

/** Header and words of a mail. Attachments are counted and left out: each is redacted as a file of its own. */
export async function mailText(content: Uint8Array): Promise<string | null> {
  try {
    const mail = await PostalMime.parse(content, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
    const header = [
      line('From', people(mail.from ? [mail.from] : [])),
      line('To', people(mail.to ?? [])),
      line('Cc', people(mail.cc ?? [])),
      line('Date', mail.date ?? ''),
      line('Subject', mail.subject ?? ''),
      line('Attachments', mail.attachments.length === 0 ? '' : `${mail.attachments.length}, left out of this copy`),
    ];
    const body = mail.text?.trim() ? mail.text : htmlText(mail.html ?? '');
    return `${header.filter((one) => one !== '').join('\n')}\n\n${body.trim()}\n`;
  } catch {
    return null;
  }
}

const line = (name: string, value: string): string => (value === '' ? '' : `${name}: ${value.replace(/\s+/g, ' ')}`);

function people(list: readonly MailPerson[]): string {
  return list
    .flatMap((person) => person.group ?? [person])
    .map(({ name, address }) => [name, address && `<${address}>`].filter((part) => part).join(' '))
    .join(', ');
}
