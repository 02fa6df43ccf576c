/** What stands before the code of a portfolio in its metadata and in its signature; both lie open in the file. */
const MARKERS = ['<verifolio:VerificationCode>', 'verification code '].map((marker) => Buffer.from(marker, 'latin1'));
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/;
const CODE_LENGTH = 19;
/** Ours has two of the same; whoever puts thousands into a file makes no work with them. */
const MOST_CODES = 8;
const OVERLAP = Math.max(...MARKERS.map(({ length }) => length)) + CODE_LENGTH;

/** Looks for the codes of portfolios in a file that passes by. */
export class CodeFinder {
  private readonly found = new Set<string>();
  private tail = Buffer.alloc(0);

  /** @param chunk the next bytes of the file */
  take(chunk: Buffer): void {
    const bytes = Buffer.concat([this.tail, chunk]);
    for (const marker of MARKERS) {
      for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) {
        const start = at + marker.length;
        const [code] = CODE.exec(bytes.toString('latin1', start, start + CODE_LENGTH)) ?? [];
        if (code !== undefined && this.found.size < MOST_CODES) this.found.add(code);
      }
    }
    this.tail = bytes.subarray(-OVERLAP);
  }

  get codes(): string[] {
    return [...this.found];
  }
}
