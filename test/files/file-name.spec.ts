import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanFileName, extensionOf } from '../../src/platform/files/file-name.js';

describe('A cleaned file name', () => {
  it.each([
    ['log.pdf', 'log.pdf'],
    ['  week 14 \t log.pdf ', 'week 14 log.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ann\\log.pdf', 'log.pdf'],
    ['a/b\\c.txt', 'c.txt'],
    ['log.pdf/', 'file'],
    ['..', 'file'],
    ['...', 'file'],
    ['', 'file'],
    ['/', 'file'],
    [' . . ', 'file'],
    ['.htaccess', 'htaccess'],
    ['report.exe. .', 'report.exe'],
    ['report.pdf\0.exe', 'report.pdf.exe'],
    ['log\r\nSet-Cookie: a=b.pdf', 'logSet-Cookie: a=b.pdf'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['\u2066invoice\u2069.pdf', 'invoice.pdf'],
    ['zero\u200bwidth\ufeff.pdf', 'zerowidth.pdf'],
    ['line\u2028break.pdf', 'linebreak.pdf'],
    ['lone\ud800surrogate.pdf', 'lonesurrogate.pdf'],
    ['Stížnost zákazníka č. 7.docx', 'Stížnost zákazníka č. 7.docx'],
    ['e\u0301tude.pdf', 'étude.pdf'],
    ['شكوى العميل.pdf', 'شكوى العميل.pdf'],
    ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['苦情記録.xlsx', '苦情記録.xlsx'],
    ['👩‍💻 at work.jpg', '👩‍💻 at work.jpg'],
  ])('of %j is %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('is cut to 150 characters with its extension kept', () => {
    const clean = cleanFileName(`${'苦'.repeat(400)}.xlsx`);
    expect(clean).toBe(`${'苦'.repeat(145)}.xlsx`);
  });

  it('is not cut in the middle of a letter that takes two code units', () => {
    expect(cleanFileName('😀'.repeat(200))).toBe('😀'.repeat(150));
  });

  it('keeps no extension that is as long as a sentence', () => {
    const clean = cleanFileName(`${'a'.repeat(100)}.${'b'.repeat(100)}`);
    expect(clean).toHaveLength(150);
    expect(extensionOf(clean)).toBe('');
  });

  it('is never empty, never long, never a path, and clean already when cleaned again', () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('.', ' ', '/', '\\', '\0', '\n', '\u202e', '\ud800', 'e\u0301', '.pdf'),
      ),
      maxLength: 400,
    });
    fc.assert(
      fc.property(hostile, (name) => {
        const clean = cleanFileName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cs}\p{Bidi_Control}]|^[. ]|[. ]$|^$/u);
        expect([...clean].length).toBeLessThanOrEqual(150);
        expect(cleanFileName(clean)).toBe(clean);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('The extension of a file name', () => {
  it.each([
    ['log.pdf', 'pdf'],
    ['LOG.PDF', 'pdf'],
    ['report.pdf.exe', 'exe'],
    ['archive.tar.gz', 'gz'],
    ['README', ''],
    ['Minutes of the meeting. Second part', ''],
  ])('%s is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});
