import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PrivacyKind, scanForPersonalData } from '../../../src/domain/content/privacy-scan.js';
import { hasCardCheckDigit } from '../../../src/domain/content/uk-identifiers.js';

const kindsIn = (text: string, names: readonly string[] = []): PrivacyKind[] =>
  scanForPersonalData(text, names).map(({ kind }) => kind);

describe('A scan for personal data', () => {
  it.each<[PrivacyKind, string]>([
    ['email', 'Write to ann.smith+kitchen@harbour-lane.co.uk, please.'],
    ['email', 'MAILTO:A@B.ORG'],
    ['phone', 'Ring 01632 960 123 after six.'],
    ['phone', 'mobile: 07700900123'],
    ['phone', '+44 (0)20 7946 0958'],
    ['phone', '(0161) 496-0123'],
    ['phone', '0044 7700 900123'],
    ['postcode', 'She lives at SW1A 1AA.'],
    ['postcode', 'M11AE'],
    ['postcode', 'deliver to cf10 3at'],
    ['postcode', 'GIR 0AA'],
    ['card_number', 'Card 4111 1111 1111 1111 was charged.'],
    ['card_number', '5500-0000-0000-0004'],
    ['card_number', '340000000000009'],
    ['bank_account', 'Sort code 12-34-56, account no. 12345678'],
    ['bank_account', '20-00-00 55779911'],
    ['bank_account', 'Refund to account 31926819 please'],
    ['national_insurance_number', 'NI: AB 12 34 56 C'],
    ['national_insurance_number', 'ab123456d'],
  ])('sees %s in “%s”', (kind, text) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each([
    'Customer B <customer-b@redacted.invalid> and someone@example.org',
    'maya@demo.test wrote on 2026-03-02 at 14:56',
    'Case C-001, TW09 Thu 10:05, £310, 40 cm',
    'Order 1234 5678 9012 3456 is a number and no card',
    'R/506/2151 and F/601/5309 are units',
    '00:35:10 to 00:38:25',
    'BG 12 34 56 C was never given out, nor was AB 12 34 56 E',
    'e44ab12cd is part of a hash',
    'E001.v2, p.2 §3',
  ])('sees nothing in “%s”', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('finds given names as whole words, in any case and over line breaks', () => {
    const found = scanForPersonalData('Ann\nExample rang. ANN EXAMPLE was glad; Annette was not. Bob.', [
      'ann example',
      'Bob',
    ]);
    expect(found.map(({ kind, start }) => [kind, start])).toEqual([
      ['name', 0],
      ['name', 18],
      ['name', 57],
    ]);
  });

  it('says where it stands and does not repeat it', () => {
    const text = 'Her number is 07700 900123.';
    const [finding] = scanForPersonalData(text, []);
    expect(finding).toEqual({ kind: 'phone', start: 14, excerpt: '0…3 (12)' });
  });

  it('reports a place once, under what weighs most', () => {
    expect(kindsIn('ann@smith.co.uk', ['ann', 'smith'])).toEqual(['email']);
    expect(kindsIn('20-00-00 55779911 then SW1A 1AA')).toEqual(['bank_account', 'postcode']);
  });

  it('finds every valid card number and no other (ISO/IEC 7812-1)', () => {
    const body = fc.tuple(fc.constantFrom('4', '51', '34', '60'), fc.stringMatching(/^\d{13}$/));
    fc.assert(
      fc.property(body, ([prefix, rest]) => {
        const stem = `${prefix}${rest}`.slice(0, 15);
        const digits = Array.from({ length: 10 }, (_, check) => `${stem}${check}`);
        expect(digits.filter(hasCardCheckDigit)).toHaveLength(1);
        const [valid = ''] = digits.filter(hasCardCheckDigit);
        expect(kindsIn(`Paid with ${valid}.`)).toEqual(['card_number']);
      }),
    );
  });

  it('points into the text and never overlaps, whatever the text', () => {
    const pieces = fc.constantFrom(
      '07700 900123',
      ' ',
      'a@b.org',
      'SW1A 1AA',
      '12-34-56 12345678',
      '\n',
      'é',
      '😀',
      '4111111111111111',
      '-',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { start, excerpt } of scanForPersonalData(text, ['é'])) {
          expect(start).toBeGreaterThanOrEqual(end);
          const length = Number(/\((\d+)\)$/.exec(excerpt)?.[1]);
          end = start + length;
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('takes a long text in linear time', () => {
    const startedAt = performance.now();
    for (const text of [
      '0 '.repeat(100_000),
      'a.'.repeat(100_000),
      '1'.repeat(200_000),
      `${'a'.repeat(100_000)}@`,
      '12-34-56 '.repeat(20_000),
    ]) {
      scanForPersonalData(text, ['ann example']);
    }
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
