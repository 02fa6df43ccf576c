import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attachmentDisposition } from '../../src/platform/files/content-disposition.js';
import { cleanFileName } from '../../src/platform/files/file-name.js';

describe('The Content-Disposition of a download (S16)', () => {
  it.each([
    ['log.pdf', 'attachment; filename="log.pdf"'],
    ['week 14; final.pdf', 'attachment; filename="week 14; final.pdf"'],
    ['čau.txt', `attachment; filename="_au.txt"; filename*=UTF-8''%C4%8Dau.txt`],
    ['€ rates.pdf', `attachment; filename="_ rates.pdf"; filename*=UTF-8''%E2%82%AC%20rates.pdf`],
    ['😀.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%98%80.png`],
    ['say "hi".txt', `attachment; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`],
    ['50%41.txt', `attachment; filename="50_41.txt"; filename*=UTF-8''50%2541.txt`],
    [`Žofie's (2)*.txt`, `attachment; filename="_ofie's (2)*.txt"; filename*=UTF-8''%C5%BDofie%27s%20%282%29%2A.txt`],
    ['a\r\nSet-Cookie: b=c.txt', 'attachment; filename="aSet-Cookie: b=c.txt"'],
    ['../../etc/passwd', 'attachment; filename="passwd"'],
    ['', 'attachment; filename="file"'],
  ])('for %j is right', (name, header) => {
    expect(attachmentDisposition(name)).toBe(header);
  });

  it('is a well-formed header that gives back the cleaned name, whatever the name', () => {
    // RFC 6266 with the quoted string of RFC 9110 (no escapes needed) and the ext-value of RFC 8187.
    const grammar =
      /^attachment; filename="([\x20-\x21\x23-\x5b\x5d-\x7e]+)"(?:; filename\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+))?$/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const [, plain = '', extended] = grammar.exec(attachmentDisposition(name)) ?? [];
        expect(extended === undefined ? plain : decodeURIComponent(extended)).toBe(cleanFileName(name));
      }),
      { numRuns: 500 },
    );
  });
});
