/** A value in a PDF: names begin with a slash, strings are bytes. */
export type PdfValue = null | boolean | number | string | Buffer | PdfReferenceTo | readonly PdfValue[] | PdfDictionary;

export interface PdfReferenceTo {
  readonly object: number;
}

/** By name, without the slash. */
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

const WHITE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]/;
/** Far deeper than anything that we write; a file that is nested without end must not exhaust the stack. */
const MOST_NESTED = 32;

/** Reads values one after another from the text of a PDF, one letter for each byte. */
export class PdfScanner {
  /** Where the next value begins. */
  at: number;

  constructor(
    private readonly text: string,
    from = 0,
  ) {
    this.at = from;
  }

  /** @throws Error where there is no value */
  value(depth = 0): PdfValue {
    if (depth > MOST_NESTED) throw new Error('nested too deeply');
    this.skipWhite();
    const next = this.text[this.at];
    if (next === '/') return this.name();
    if (next === '(') return this.literal();
    if (next === '[') return this.list(depth);
    if (next === '<') return this.text[this.at + 1] === '<' ? this.dictionary(depth) : this.hexadecimal();
    return this.word();
  }

  /** Whether `word` comes next; goes behind it if so. */
  takes(word: string): boolean {
    this.skipWhite();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private skipWhite(): void {
    while (WHITE.test(this.text[this.at] ?? '-')) this.at += 1;
  }

  private regular(): string {
    const from = this.at;
    while (REGULAR.test(this.text[this.at] ?? ' ')) this.at += 1;
    return this.text.slice(from, this.at);
  }

  private name(): string {
    this.at += 1;
    return `/${this.regular().replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
  }

  private word(): PdfValue {
    const word = this.regular();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new Error('no value here');
    const [reference, number] =
      /^ \d+ R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(this.text.slice(this.at, this.at + 10)) ?? [];
    if (reference === undefined || number !== undefined) return Number(word);
    this.at += reference.length;
    return { object: Number(word) };
  }

  private list(depth: number): PdfValue[] {
    this.at += 1;
    const members: PdfValue[] = [];
    while (!this.takes(']')) members.push(this.value(depth + 1));
    return members;
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const members = new Map<string, PdfValue>();
    while (!this.takes('>>')) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw new Error('a key is no name');
      members.set(key.slice(1), this.value(depth + 1));
    }
    return members;
  }

  private hexadecimal(): Buffer {
    const end = this.text.indexOf('>', this.at);
    const digits = this.text.slice(this.at + 1, end);
    if (end < 0 || !/^([\da-f]{2})*$/i.test(digits)) throw new Error('an unreadable string');
    this.at = end + 1;
    return Buffer.from(digits, 'hex');
  }

  private literal(): Buffer {
    let depth = 0;
    let read = '';
    for (this.at += 1; ; this.at += 1) {
      const letter = this.text[this.at];
      if (letter === undefined) throw new Error('a string without an end');
      if (letter === ')' && depth === 0) break;
      if (letter === '(') depth += 1;
      if (letter === ')') depth -= 1;
      if (letter !== '\\') {
        read += letter;
        continue;
      }
      const [code = ''] = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4)) ?? [];
      if (code === '') read += ESCAPED[this.text[this.at + 1] ?? ''] ?? this.text[this.at + 1] ?? '';
      else read += String.fromCharCode(parseInt(code, 8) & 0xff);
      this.at += Math.max(1, code.length);
    }
    this.at += 1;
    return Buffer.from(read, 'latin1');
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };
